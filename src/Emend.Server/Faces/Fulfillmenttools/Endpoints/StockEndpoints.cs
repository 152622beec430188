using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Stock on hand is made, changed and removed. What is reserved follows the orders alone.</summary>
internal sealed class StockEndpoints(
    Entrance entrance, IStockStore stocks, IFacilityStore facilities, World world, TimeProvider clock)
{
    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, StockShapes.ForCreation, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.StockWrite)) return;
        var choice = body.Json.Part("facility") ?? body.Json;
        if (await Facility(visitor.Tenant, choice.Text("facilityRef"), choice.Text("tenantFacilityId"), ct) is not { } facility)
        {
            await Errors.Refused(context, "facility: there is no such facility.", "Name a facility that exists.");
            return;
        }

        if (!await Reach.Covers(context, visitor.Actor, facility.Facility.Id)) return;
        var now = clock.GetUtcNow().ToMicroseconds();
        var level = new StockLevel(
            facility.Facility.Id, new(body.Json.Text("tenantArticleId")!), Lines.Quantity(body.Json, "value"), Quantity.Zero);
        var stock = new KeptStock(Guid.CreateVersion7(now).ToString(), level, 1, now, now);
        if (await stocks.Add(visitor.Tenant, stock, ct) is KeepOutcome.Written)
        {
            world.Forget(visitor.Tenant, [level.Article]);
            context.Response.Headers.Location = $"/api/stocks/{stock.Id}";
            var told = new ToldStock(stock, facility.TenantFacilityId);
            await Answer.Write(context.Response, StatusCodes.Status201Created, told, StockBody.Write);
        }
        else await Errors.Conflict(context, "The facility has stock of the article already.", "Change that one: PUT /api/stocks/{id}.");
    }

    public async Task Get(HttpContext context, string stockId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await stocks.Find(visitor.Tenant, stockId, context.RequestAborted) is not { } found)
            await Errors.NotFound(context, "stock", stockId);
        else if (await May(context, visitor, found, Permissions.StockRead)) await Tell(context, visitor.Tenant, found);
    }

    public async Task Put(HttpContext context, string stockId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await stocks.Find(visitor.Tenant, stockId, ct) is not { } found)
        {
            await Errors.NotFound(context, "stock", stockId);
            return;
        }

        var body = await JsonBody.Read(context.Request, StockShapes.ForUpdate, ct);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (await May(context, visitor, found, Permissions.StockWrite)) await Put(context, visitor, found, body);
    }

    public async Task Delete(HttpContext context, string stockId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await stocks.Find(visitor.Tenant, stockId, ct) is not { } found) await Errors.NotFound(context, "stock", stockId);
        else if (await May(context, visitor, found, Permissions.StockWrite))
        {
            var outcome = await stocks.Remove(visitor.Tenant, stockId, ct);
            world.Forget(visitor.Tenant, [found.Level.Article]);
            await (outcome switch
            {
                KeepOutcome.Written => Tell(context, visitor.Tenant, found),
                KeepOutcome.Missing => Errors.NotFound(context, "stock", stockId),
                _ => Errors.Refused(context, "Orders hold reservations on this stock.", "Set its value to 0; remove it once none is left."),
            });
        }
    }

    public async Task List(HttpContext context)
    {
        const int Most = 100;
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size(Most));
        var (facilityRef, own) = (query.Text("facilityRef"), query.Text("tenantFacilityId"));
        var articles = query.Texts("tenantArticleId");
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.StockRead))
        {
            var facility = await Facility(visitor.Tenant, facilityRef, own, ct);
            var filter = new StockFilter(after, size, facility?.Facility.Id, [.. articles.Select(a => new ArticleId(a))])
            {
                Within = Reach.Of(visitor.Actor),
            };
            if (facility is not null && !await Reach.Covers(context, visitor.Actor, facility.Facility.Id)) return;
            var none = facility is null && (facilityRef ?? own) is not null;
            var page = none ? new([], 0) : await stocks.List(visitor.Tenant, filter, ct);
            var ownIds = new Dictionary<FacilityId, string?>();
            foreach (var at in page.Items.DistinctBy(s => s.Level.Facility))
                ownIds[at.Level.Facility] = await OwnIdOf(visitor.Tenant, at, ct);
            var list = page.Of([.. page.Items.Select(s => new ToldStock(s, ownIds[s.Level.Facility]))]);
            await Lists.WriteWithCursors(context, "stocks", list, (size, after), s => s.Stock.Id, StockBody.Write);
        }
    }

    private static async Task<bool> May(HttpContext context, Visitor visitor, KeptStock found, string permission) =>
        await Entrance.May(context, visitor.Actor, permission) && await Reach.Covers(context, visitor.Actor, found.Level.Facility);

    private async Task Put(HttpContext context, Visitor visitor, KeptStock found, JsonBody body)
    {
        var ct = context.RequestAborted;
        var named = body.Json.Whole("version");
        var value = Lines.Quantity(body.Json, "value");
        var outcome = named is { } version && version != found.Version ? KeepOutcome.Stale
            : value == found.Level.OnHand ? KeepOutcome.Written
            : await stocks.SetOnHand(visitor.Tenant, found.Id, value, named, clock.GetUtcNow().ToMicroseconds(), ct);
        world.Forget(visitor.Tenant, [found.Level.Article]);
        var after = await stocks.Find(visitor.Tenant, found.Id, ct);
        var told = (outcome, after) switch
        {
            (KeepOutcome.Written, { } stock) => Tell(context, visitor.Tenant, stock),
            (KeepOutcome.Stale, { } stock) => Errors.Stale(context, "stock", stock.Version, named ?? 0),
            _ => Errors.NotFound(context, "stock", found.Id),
        };
        await told;
    }

    private async Task Tell(HttpContext context, TenantId tenant, KeptStock stock) => await Answer.Write(
        context.Response,
        StatusCodes.Status200OK,
        new ToldStock(stock, await OwnIdOf(tenant, stock, context.RequestAborted)),
        StockBody.Write);

    private async Task<string?> OwnIdOf(TenantId tenant, KeptStock stock, CancellationToken ct) =>
        (await facilities.Find(tenant, stock.Level.Facility, ct))?.TenantFacilityId;

    private async Task<KeptFacility?> Facility(TenantId tenant, string? id, string? own, CancellationToken ct) =>
        id is not null ? await facilities.Find(tenant, new(id), ct)
        : own is not null ? await facilities.FindByTenantId(tenant, own, ct)
        : null;
}
