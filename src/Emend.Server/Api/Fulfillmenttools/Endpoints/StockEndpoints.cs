using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates, reads, updates, and deletes stock on hand. Only orders change reserved quantities.</summary>
internal sealed class StockEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IStockStore stocks, IFacilityStore facilities, ReferenceDataCache referenceData,
    TimeProvider clock)
{
    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, StockSchemas.ForCreation, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockWrite))
        {
            return;
        }

        var choice = body.Json.ReadMember("facility") ?? body.Json;
        if (await FindFacility(caller.Tenant, choice.ReadText("facilityRef"), choice.ReadText("tenantFacilityId"), ct) is not { } facility)
        {
            await FulfillmenttoolsErrors.Unprocessable(
                context, "facility: the facility was not found.", "Use the id of an existing facility.");
            return;
        }

        if (!await FacilityAccess.RequireAccess(context, caller.Actor, facility.Facility.Id))
        {
            return;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var level = new StockLevel(
            facility.Facility.Id, new(body.Json.ReadText("tenantArticleId")!), OrderLineMapper.ReadQuantity(body.Json, "value"),
            Quantity.Zero);
        if (!await RequireQuantity(context, caller.Tenant, level.Article, level.OnHand))
        {
            return;
        }

        var stock = new StoredStock(Guid.CreateVersion7(now).ToString(), level, 1, now, now);
        if (await stocks.Add(caller.Tenant, stock, ct) is StoreWriteResult.Written)
        {
            referenceData.InvalidateStock(caller.Tenant, [level.Article]);
            context.Response.Headers.Location = $"/api/stocks/{stock.Id}";
            var view = new StockItemView(stock, facility.TenantFacilityId);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, view, StockWriter.Write);
        }
        else
        {
            await FulfillmenttoolsErrors.Conflict(
                context, "The facility already has a stock of the article.", "Update that stock: PUT /api/stocks/{id}.");
        }
    }

    public async Task Get(HttpContext context, string stockId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await stocks.Find(caller.Tenant, stockId, context.RequestAborted) is not { } stock)
        {
            await FulfillmenttoolsErrors.NotFound(context, "stock", stockId);
        }
        else if (await RequireAccess(context, caller, stock, Permissions.StockRead))
        {
            await Write(context, caller.Tenant, stock);
        }
    }

    public async Task Put(HttpContext context, string stockId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await stocks.Find(caller.Tenant, stockId, ct) is not { } stock)
        {
            await FulfillmenttoolsErrors.NotFound(context, "stock", stockId);
            return;
        }

        var body = await JsonBody.Read(context.Request, StockSchemas.ForUpdate, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await RequireAccess(context, caller, stock, Permissions.StockWrite)
            && await RequireQuantity(context, caller.Tenant, stock.Level.Article, OrderLineMapper.ReadQuantity(body.Json, "value")))
        {
            await Put(context, caller, stock, body);
        }
    }

    public async Task Delete(HttpContext context, string stockId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await stocks.Find(caller.Tenant, stockId, ct) is not { } stock)
        {
            await FulfillmenttoolsErrors.NotFound(context, "stock", stockId);
        }
        else if (await RequireAccess(context, caller, stock, Permissions.StockWrite))
        {
            var result = await stocks.Remove(caller.Tenant, stockId, ct);
            referenceData.InvalidateStock(caller.Tenant, [stock.Level.Article]);
            await (result switch
            {
                StoreWriteResult.Written => Write(context, caller.Tenant, stock),
                StoreWriteResult.NotFound => FulfillmenttoolsErrors.NotFound(context, "stock", stockId),
                _ =>
                    FulfillmenttoolsErrors.Unprocessable(
                        context,
                        "Orders hold reservations on this stock.",
                        "Set the value of the stock to 0. Remove the stock when it has no reservations."),
            });
        }
    }

    public async Task List(HttpContext context)
    {
        const int Most = 100;
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.ReadText("startAfterId"), query.ReadPageSize(Most));
        var (facilityRef, tenantFacilityId) = (query.ReadText("facilityRef"), query.ReadText("tenantFacilityId"));
        var articles = query.ReadTexts("tenantArticleId");
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockRead))
        {
            var facility = await FindFacility(caller.Tenant, facilityRef, tenantFacilityId, ct);
            var filter = new StockFilter(after, size, facility?.Facility.Id, [.. articles.Select(a => new ArticleId(a))])
            {
                AccessibleFacilities = FacilityAccess.GetFacilities(caller.Actor),
            };
            if (facility is not null && !await FacilityAccess.RequireAccess(context, caller.Actor, facility.Facility.Id))
            {
                return;
            }

            var none = facility is null && (facilityRef ?? tenantFacilityId) is not null;
            var page = none ? new([], 0) : await stocks.List(caller.Tenant, filter, ct);
            var ownIds = new Dictionary<FacilityId, string?>();
            foreach (var at in page.Items.DistinctBy(s => s.Level.Facility))
            {
                ownIds[at.Level.Facility] = await FindTenantFacilityId(caller.Tenant, at, ct);
            }

            var list = page.WithItems([.. page.Items.Select(s => new StockItemView(s, ownIds[s.Level.Facility]))]);
            await ListResponses.WriteWithCursors(context, "stocks", list, (size, after), s => s.Stock.Id, StockWriter.Write);
        }
    }

    private static async Task<bool> RequireAccess(HttpContext context, AuthenticatedCaller caller, StoredStock stock, string permission) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, permission)
            && await FacilityAccess.RequireAccess(context, caller.Actor, stock.Level.Facility);

    private async Task<bool> RequireQuantity(HttpContext context, TenantId tenant, ArticleId article, Quantity value)
    {
        if (value.IsWhole
            || (await referenceData.GetArticlesSoldByMeasure(tenant, [article], context.RequestAborted)).Contains(article))
        {
            return true;
        }

        var error = StockBulkResponses.FractionOfPiece("value", value, article);
        await FulfillmenttoolsErrors.Unprocessable(context, error.Summary, error.Description!);
        return false;
    }

    private async Task Put(HttpContext context, AuthenticatedCaller caller, StoredStock storedStock, JsonBody body)
    {
        var ct = context.RequestAborted;
        var expectedVersion = body.Json.ReadInteger("version");
        var value = OrderLineMapper.ReadQuantity(body.Json, "value");
        var result = expectedVersion is { } version && version != storedStock.Version ? StoreWriteResult.VersionConflict
            : value == storedStock.Level.OnHand ? StoreWriteResult.Written
            : await stocks.SetOnHand(caller.Tenant, storedStock.Id, value, expectedVersion, clock.GetUtcNow().ToMicroseconds(), ct);
        referenceData.InvalidateStock(caller.Tenant, [storedStock.Level.Article]);
        var after = await stocks.Find(caller.Tenant, storedStock.Id, ct);
        var response = (result, after) switch
        {
            (StoreWriteResult.Written, { } stock) => Write(context, caller.Tenant, stock),
            (StoreWriteResult.VersionConflict, { } stock) =>
                FulfillmenttoolsErrors.VersionConflict(context, "stock", stock.Version, expectedVersion ?? 0),
            _ => FulfillmenttoolsErrors.NotFound(context, "stock", storedStock.Id),
        };
        await response;
    }

    private async Task Write(HttpContext context, TenantId tenant, StoredStock stock) => await JsonResponseWriter.Write(
        context.Response,
        StatusCodes.Status200OK,
        new StockItemView(stock, await FindTenantFacilityId(tenant, stock, context.RequestAborted)),
        StockWriter.Write);

    private async Task<string?> FindTenantFacilityId(TenantId tenant, StoredStock stock, CancellationToken ct) =>
        (await facilities.Find(tenant, stock.Level.Facility, ct))?.TenantFacilityId;

    private async Task<StoredFacility?> FindFacility(TenantId tenant, string? id, string? tenantFacilityId, CancellationToken ct) =>
        id is not null ? await facilities.Find(tenant, new(id), ct)
        : tenantFacilityId is not null ? await facilities.FindByTenantId(tenant, tenantFacilityId, ct)
        : null;
}
