using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Routes an order under a strategy and writes nothing.</summary>
internal sealed class TryOutEndpoints(
    Entrance entrance, RoutingDesk desk, IStrategyStore strategies, IFacilityStore facilities, TimeProvider clock)
{
    /// <summary>An order as it would be placed, under a stored strategy.</summary>
    public async Task Evaluate(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Stored(visitor, id, null, ct) is not { } strategy)
        {
            await Errors.NotFound(context, "routing strategy", id);
            return;
        }

        var body = await JsonBody.Read(context.Request, OrderShapes.ForCreation, ct);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (await MayTry(context, visitor)) await TryDraft(context, Asked(visitor, strategy), body.Json);
    }

    /// <summary>An order that is there or one that is given, under a stored strategy, one that is given, or the one in use.</summary>
    public async Task TryOut(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var read = await JsonBody.Read(context.Request, TryOutShapes.TryOut, ct);
        var body = read.Json;
        if (!read.IsGood)
        {
            await Errors.Malformed(context, read.Problems, read.Status);
            return;
        }

        if (!await MayTry(context, visitor)) return;
        var strategy = body.Part("strategy") is { } given ? Strategies.Of(given) : null;
        if (body.Text("strategyRef") is { } named && (strategy = await Stored(visitor, named, body.Whole("strategyVersion"), ct)) is null)
            await Errors.NotFound(context, "routing strategy", $"{named} {body.Whole("strategyVersion")}".TrimEnd());
        else if (body.Part("order") is { } order) await TryDraft(context, Asked(visitor, strategy), order);
        else if (await desk.Try(Asked(visitor, strategy), new OrderId(body.Text("orderRef")!), ct) is { } tried) await Tell(context, tried);
        else await Errors.NotFound(context, "order", body.Text("orderRef")!);
    }

    private async Task TryDraft(HttpContext context, TryOut asked, JsonElement order)
    {
        var ct = context.RequestAborted;
        var known = await facilities.Known(asked.Tenant, Placing.FacilitiesNamed(order), ct);
        var (tried, refused) = await desk.Try(asked, Placing.Draft(order, known), ct);
        if (tried is not null) await Tell(context, tried);
        else await Refusals.Write(context, refused!.Because, r => r.Field ?? "");
    }

    private async Task<RoutingStrategy?> Stored(Visitor visitor, string id, long? version, CancellationToken ct) =>
        id == Strategies.Default.Id
            ? version is null or 1 ? RoutingStrategy.Default : null
            : (await strategies.Find(visitor.Tenant, id, version, ct))?.Strategy;

    private static async Task<bool> MayTry(HttpContext context, Visitor visitor) =>
        await Entrance.May(context, visitor.Actor, Permissions.RoutingRead) && await Reach.Covers(context, visitor.Actor, null);

    private static TryOut Asked(Visitor visitor, RoutingStrategy? strategy) =>
        new(visitor.Tenant, visitor.Actor, Core.Rules.Fulfillmenttools.Policy, strategy);

    private Task Tell(HttpContext context, Tried tried) =>
        Answer.Write(context.Response, StatusCodes.Status200OK, (tried, clock.GetUtcNow()), TryOutBody.Write);
}
