using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Stock on hand is made, changed and removed. What is reserved follows the orders alone.</summary>
internal sealed class StockEndpoints(
    FulfillmenttoolsAuthorizer entrance, IStockStore stocks, IFacilityStore facilities, ReferenceDataCache referenceData, TimeProvider clock)
{
    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, StockSchemas.ForCreation, ct);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockWrite)) return;
        var choice = body.Json.Part("facility") ?? body.Json;
        if (await Facility(caller.Tenant, choice.Text("facilityRef"), choice.Text("tenantFacilityId"), ct) is not { } facility)
        {
            await FulfillmenttoolsErrors.Refused(context, "facility: there is no such facility.", "Name a facility that exists.");
            return;
        }

        if (!await FacilityAccess.Covers(context, caller.Actor, facility.Facility.Id)) return;
        var now = clock.GetUtcNow().ToMicroseconds();
        var level = new StockLevel(
            facility.Facility.Id, new(body.Json.Text("tenantArticleId")!), OrderLineMapper.Quantity(body.Json, "value"), Quantity.Zero);
        var stock = new StoredStock(Guid.CreateVersion7(now).ToString(), level, 1, now, now);
        if (await stocks.Add(caller.Tenant, stock, ct) is StoreWriteResult.Written)
        {
            referenceData.Forget(caller.Tenant, [level.Article]);
            context.Response.Headers.Location = $"/api/stocks/{stock.Id}";
            var stockItemView = new StockItemView(stock, facility.TenantFacilityId);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, stockItemView, StockWriter.Write);
        }
        else await FulfillmenttoolsErrors.Conflict(context, "The facility has stock of the article already.", "Change that one: PUT /api/stocks/{id}.");
    }

    public async Task Get(HttpContext context, string stockId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await stocks.Find(caller.Tenant, stockId, context.RequestAborted) is not { } storedStock)
            await FulfillmenttoolsErrors.NotFound(context, "stock", stockId);
        else if (await May(context, caller, storedStock, Permissions.StockRead)) await Write(context, caller.Tenant, storedStock);
    }

    public async Task Put(HttpContext context, string stockId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await stocks.Find(caller.Tenant, stockId, ct) is not { } storedStock)
        {
            await FulfillmenttoolsErrors.NotFound(context, "stock", stockId);
            return;
        }

        var body = await JsonBody.Read(context.Request, StockSchemas.ForUpdate, ct);
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (await May(context, caller, storedStock, Permissions.StockWrite)) await Put(context, caller, storedStock, body);
    }

    public async Task Delete(HttpContext context, string stockId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await stocks.Find(caller.Tenant, stockId, ct) is not { } storedStock) await FulfillmenttoolsErrors.NotFound(context, "stock", stockId);
        else if (await May(context, caller, storedStock, Permissions.StockWrite))
        {
            var result = await stocks.Remove(caller.Tenant, stockId, ct);
            referenceData.Forget(caller.Tenant, [storedStock.Level.Article]);
            await (result switch
            {
                StoreWriteResult.Written => Write(context, caller.Tenant, storedStock),
                StoreWriteResult.Missing => FulfillmenttoolsErrors.NotFound(context, "stock", stockId),
                _ => FulfillmenttoolsErrors.Refused(context, "Orders hold reservations on this stock.", "Set its value to 0; remove it once none is left."),
            });
        }
    }

    public async Task List(HttpContext context)
    {
        const int Most = 100;
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size(Most));
        var (facilityRef, own) = (query.Text("facilityRef"), query.Text("tenantFacilityId"));
        var articles = query.Texts("tenantArticleId");
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockRead))
        {
            var facility = await Facility(caller.Tenant, facilityRef, own, ct);
            var filter = new StockFilter(after, size, facility?.Facility.Id, [.. articles.Select(a => new ArticleId(a))])
            {
                Within = FacilityAccess.Of(caller.Actor),
            };
            if (facility is not null && !await FacilityAccess.Covers(context, caller.Actor, facility.Facility.Id)) return;
            var none = facility is null && (facilityRef ?? own) is not null;
            var page = none ? new([], 0) : await stocks.List(caller.Tenant, filter, ct);
            var ownIds = new Dictionary<FacilityId, string?>();
            foreach (var at in page.Items.DistinctBy(s => s.Level.Facility))
                ownIds[at.Level.Facility] = await OwnIdOf(caller.Tenant, at, ct);
            var list = page.From([.. page.Items.Select(s => new StockItemView(s, ownIds[s.Level.Facility]))]);
            await ListResponses.WriteWithCursors(context, "stocks", list, (size, after), s => s.Stock.Id, StockWriter.Write);
        }
    }

    private static async Task<bool> May(HttpContext context, AuthenticatedCaller caller, StoredStock storedStock, string permission) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, permission) && await FacilityAccess.Covers(context, caller.Actor, storedStock.Level.Facility);

    private async Task Put(HttpContext context, AuthenticatedCaller caller, StoredStock storedStock, JsonBody body)
    {
        var ct = context.RequestAborted;
        var named = body.Json.Whole("version");
        var value = OrderLineMapper.Quantity(body.Json, "value");
        var result = named is { } version && version != storedStock.Version ? StoreWriteResult.Stale
            : value == storedStock.Level.OnHand ? StoreWriteResult.Written
            : await stocks.SetOnHand(caller.Tenant, storedStock.Id, value, named, clock.GetUtcNow().ToMicroseconds(), ct);
        referenceData.Forget(caller.Tenant, [storedStock.Level.Article]);
        var after = await stocks.Find(caller.Tenant, storedStock.Id, ct);
        var told = (result, after) switch
        {
            (StoreWriteResult.Written, { } stock) => Write(context, caller.Tenant, stock),
            (StoreWriteResult.Stale, { } stock) => FulfillmenttoolsErrors.Stale(context, "stock", stock.Version, named ?? 0),
            _ => FulfillmenttoolsErrors.NotFound(context, "stock", storedStock.Id),
        };
        await told;
    }

    private async Task Write(HttpContext context, TenantId tenant, StoredStock stock) => await JsonResponseWriter.Write(
        context.Response,
        StatusCodes.Status200OK,
        new StockItemView(stock, await OwnIdOf(tenant, stock, context.RequestAborted)),
        StockWriter.Write);

    private async Task<string?> OwnIdOf(TenantId tenant, StoredStock stock, CancellationToken ct) =>
        (await facilities.Find(tenant, stock.Level.Facility, ct))?.TenantFacilityId;

    private async Task<StoredFacility?> Facility(TenantId tenant, string? id, string? own, CancellationToken ct) =>
        id is not null ? await facilities.Find(tenant, new(id), ct)
        : own is not null ? await facilities.FindByTenantId(tenant, own, ct)
        : null;
}
