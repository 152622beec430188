using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Routes an order under a strategy and writes nothing.</summary>
internal sealed class TryOutEndpoints(
    FulfillmenttoolsAuthorizer entrance, RoutingSimulationService routingSimulationService, IStrategyStore strategies, IFacilityStore facilities, TimeProvider clock)
{
    /// <summary>An order as it would be placed, under a stored strategy.</summary>
    public async Task Evaluate(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Stored(caller, id, null, ct) is not { } strategy)
        {
            await FulfillmenttoolsErrors.NotFound(context, "routing strategy", id);
            return;
        }

        var body = await JsonBody.Read(context.Request, OrderRequestSchemas.ForCreation, ct);
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (await MayTry(context, caller)) await TryDraft(context, Asked(caller, strategy), body.Json);
    }

    /// <summary>An order that is there or one that is given, under a stored strategy, one that is given, or the one in use.</summary>
    public async Task TryOut(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var read = await JsonBody.Read(context.Request, TryOutSchemas.TryOut, ct);
        var body = read.Json;
        if (!read.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, read.Problems, read.Status);
            return;
        }

        if (!await MayTry(context, caller)) return;
        var strategy = body.Part("strategy") is { } given ? StrategyMapper.Of(given) : null;
        if (body.Text("strategyRef") is { } named && (strategy = await Stored(caller, named, body.Whole("strategyVersion"), ct)) is null)
            await FulfillmenttoolsErrors.NotFound(context, "routing strategy", $"{named} {body.Whole("strategyVersion")}".TrimEnd());
        else if (body.Part("order") is { } order) await TryDraft(context, Asked(caller, strategy), order);
        else if (await routingSimulationService.Try(Asked(caller, strategy), new OrderId(body.Text("orderRef")!), ct) is { } tried) await Write(context, tried);
        else await FulfillmenttoolsErrors.NotFound(context, "order", body.Text("orderRef")!);
    }

    private async Task TryDraft(HttpContext context, RoutingSimulationRequest routingSimulationRequest, JsonElement order)
    {
        var ct = context.RequestAborted;
        var known = await facilities.Known(routingSimulationRequest.Tenant, PlaceOrderMapper.FacilitiesNamed(order), ct);
        var (tried, refused) = await routingSimulationService.Try(routingSimulationRequest, PlaceOrderMapper.Draft(order, known), ct);
        if (tried is not null) await Write(context, tried);
        else await ViolationErrors.Write(context, refused!.Violations, r => r.Field ?? "");
    }

    private async Task<RoutingStrategy?> Stored(AuthenticatedCaller caller, string id, long? version, CancellationToken ct) =>
        id == StrategyMapper.Default.Id
            ? version is null or 1 ? RoutingStrategy.Default : null
            : (await strategies.Find(caller.Tenant, id, version, ct))?.Strategy;

    private static async Task<bool> MayTry(HttpContext context, AuthenticatedCaller caller) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingRead) && await FacilityAccess.Covers(context, caller.Actor, null);

    private static RoutingSimulationRequest Asked(AuthenticatedCaller caller, RoutingStrategy? strategy) =>
        new(caller.Tenant, caller.Actor, Core.Rules.FulfillmenttoolsPolicy.Policy, strategy);

    private Task Write(HttpContext context, RoutingSimulationResult tried) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, (tried, clock.GetUtcNow()), TryOutWriter.Write);
}
