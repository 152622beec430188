using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Routing plans, live and superseded, of an order or one by one.</summary>
internal sealed class RoutingPlanEndpoints(FulfillmenttoolsAuthorizer entrance, OrderService orderService, IOrderReader reads, IStrategyStore strategies)
{
    public async Task List(HttpContext context)
    {
        if (await FulfillmenttoolsAuthorizer.Caller(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var orderRef = query.Text("orderRef");
        if (orderRef is null) query.Add("orderRef", "is missing", "must be the id of an order");
        var ct = context.RequestAborted;
        if (query.Problems is { IsEmpty: false } problems)
        {
            if (await entrance.Authorize(context) is not null) await FulfillmenttoolsErrors.Malformed(context, problems);
            return;
        }

        var (ending, order, actor) = await orderService.Read(caller, new OrderKey.ById(new(orderRef!)), ct);
        if (ending is not null) await OrderResponses.Write(context, ending, new("order", orderRef!, _ => ""), _ => Task.CompletedTask);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, actor!, Permissions.RoutingRead))
        {
            var plans = await reads.Plans(caller.Tenant, order!.Id, ct);
            var routingPlanViews = plans.Where(p => FacilityAccess.Has(actor!, p.Entity.Facility)).Select(p => new RoutingPlanView(p, plans)).ToList();
            await ListResponses.Write(context, "routingPlans", new Page<RoutingPlanView>(routingPlanViews, routingPlanViews.Count), RoutingPlanWriter.Write);
        }
    }

    public async Task Get(HttpContext context, string planId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var ct = context.RequestAborted;
        if (await reads.Plan(caller.Tenant, new(planId), ct) is not { } plan) await FulfillmenttoolsErrors.NotFound(context, "routing plan", planId);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingRead)
            && await FacilityAccess.Covers(context, caller.Actor, plan.Entity.Facility))
        {
            var all = await reads.Plans(caller.Tenant, plan.Order.Id, ct);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, new RoutingPlanView(plan, all), RoutingPlanWriter.Write);
        }
    }

    /// <summary>How the run was decided that made the plan. A plan has the one run; an earlier one belongs to its predecessor.</summary>
    public async Task Log(HttpContext context, string planId, string run)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var ct = context.RequestAborted;
        var owned = await reads.Plan(caller.Tenant, new(planId), ct);
        if (owned is null) await FulfillmenttoolsErrors.NotFound(context, "routing plan", planId);
        else if (run != owned.Entity.RunNumber.ToString(System.Globalization.CultureInfo.InvariantCulture))
            await FulfillmenttoolsErrors.NotFound(context, $"decision log other than {owned.Entity.RunNumber} of this plan, so not", run);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingRead)
            && await FacilityAccess.Covers(context, caller.Actor, owned.Entity.Facility))
            await Log(context, caller, owned);
    }

    private async Task Log(HttpContext context, AuthenticatedCaller caller, OwnedEntity<Core.Orders.RoutingPlan> owned)
    {
        var ct = context.RequestAborted;
        if (await reads.Run(caller.Tenant, owned.Order.Id, owned.Entity.CreatedAt, ct) is not { } storedRoutingRun)
        {
            await FulfillmenttoolsErrors.NotFound(context, "decision log of the routing plan", owned.Entity.Id.Value);
            return;
        }

        var by = storedRoutingRun.Log.Strategy is { } named
            ? (await strategies.Find(caller.Tenant, named.Id, named.Version, ct))?.Strategy
            : Core.Routing.RoutingStrategy.Default;
        await JsonResponseWriter.Write(
            context.Response, StatusCodes.Status200OK, new DecisionLogView(owned.Entity, storedRoutingRun.Log, by, storedRoutingRun.At), DecisionLogWriter.Write);
    }
}
