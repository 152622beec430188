using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Simulates routing. Writes nothing.</summary>
internal sealed class TryOutEndpoints(
    FulfillmenttoolsAuthorizer authorizer, RoutingSimulationService routingSimulationService, StrategyService strategies,
    IFacilityStore facilities, TimeProvider clock)
{
    /// <summary>Routes a new order with a stored strategy.</summary>
    public async Task Evaluate(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await strategies.FindParameters(caller.Tenant, id, null, ct) is not { } strategy)
        {
            await FulfillmenttoolsErrors.NotFound(context, "routing strategy", id);
            return;
        }

        var body = await JsonBody.Read(context.Request, OrderRequestSchemas.ForCreation, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await RequireAccess(context, caller))
        {
            await SimulateNewOrder(context, CreateRequest(caller, strategy), body.Json);
        }
    }

    /// <summary>Routes a stored or new order with a stored strategy, a strategy of the request, or the active strategy.</summary>
    public async Task Simulate(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var read = await JsonBody.Read(context.Request, TryOutSchemas.Simulation, ct);
        var body = read.Json;
        if (!read.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, read.Errors, read.Status);
            return;
        }

        if (!await RequireAccess(context, caller))
        {
            return;
        }

        var strategy = body.ReadMember("strategy") is { } given ? StrategyMapper.ReadStrategy(given) : null;
        if (body.ReadText("strategyRef") is { } named
            && (strategy = await strategies.FindParameters(caller.Tenant, named, body.ReadInteger("strategyVersion"), ct)) is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "routing strategy", $"{named} {body.ReadInteger("strategyVersion")}".TrimEnd());
        }
        else if (body.ReadMember("order") is { } order)
        {
            await SimulateNewOrder(context, CreateRequest(caller, strategy), order);
        }
        else if (
            await routingSimulationService.Simulate(
                CreateRequest(caller, strategy), new OrderId(body.ReadText("orderRef")!), ct) is { } simulation)
        {
            await Write(context, simulation);
        }
        else
        {
            await FulfillmenttoolsErrors.NotFound(context, "order", body.ReadText("orderRef")!);
        }
    }

    private async Task SimulateNewOrder(HttpContext context, RoutingSimulationRequest request, JsonElement order)
    {
        var ct = context.RequestAborted;
        var known = await facilities.ResolveTenantIds(request.Tenant, PlaceOrderMapper.GetTenantFacilityIds(order), ct);
        var (simulation, rejected) = await routingSimulationService.Simulate(request, PlaceOrderMapper.ReadOrder(order, known), ct);
        if (simulation is not null)
        {
            await Write(context, simulation);
        }
        else
        {
            await ViolationErrors.Write(context, rejected!.Violations, r => FulfillmenttoolsRules.GetName(r.Field));
        }
    }

    private static async Task<bool> RequireAccess(HttpContext context, AuthenticatedCaller caller) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, null);

    private static RoutingSimulationRequest CreateRequest(AuthenticatedCaller caller, RoutingStrategy? strategy) =>
        new(caller.Tenant, caller.Actor, Core.Rules.FulfillmenttoolsPolicy.Policy, strategy);

    private Task Write(HttpContext context, RoutingSimulationResult simulation) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, (simulation, clock.GetUtcNow()), TryOutWriter.Write);
}
