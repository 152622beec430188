using System.Globalization;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Routing;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and lists routing plans, also superseded ones, and reads their decision logs.</summary>
internal sealed class RoutingPlanEndpoints(
    FulfillmenttoolsAuthorizer authorizer, OrderService orderService, IOrderReader orderReader, StrategyService strategies)
{
    public async Task List(HttpContext context)
    {
        if (await FulfillmenttoolsAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var orderRef = query.ReadText("orderRef");
        if (!query.Has("orderRef"))
        {
            query.AddError("orderRef", "is missing", "must be the id of an order");
        }

        var ct = context.RequestAborted;
        if (query.Errors is { IsEmpty: false } problems)
        {
            if (await authorizer.Authorize(context) is not null)
            {
                await FulfillmenttoolsErrors.InvalidRequest(context, problems);
            }

            return;
        }

        var (earlyResult, order, actor) = await orderService.Read(caller, new OrderKey.ById(new(orderRef!)), ct);
        if (earlyResult is not null)
        {
            await OrderResponses.Write(context, earlyResult, new("order", orderRef!, _ => ""), _ => Task.CompletedTask);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, actor!, Permissions.RoutingRead))
        {
            var plans = await orderReader.ListPlans(caller.Tenant, order!.Id, ct);
            var views = plans.Where(
                p => FacilityAccess.CanAccess(actor!, p.Entity.Facility)).Select(p => new RoutingPlanView(p, plans)).ToList();
            await ListResponses.Write(
                context, "routingPlans", new Page<RoutingPlanView>(views, views.Count), RoutingPlanWriter.Write);
        }
    }

    public async Task Get(HttpContext context, string planId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var ct = context.RequestAborted;
        if (await orderReader.FindPlan(caller.Tenant, new(planId), ct) is not { } plan)
        {
            await FulfillmenttoolsErrors.NotFound(context, "routing plan", planId);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, plan.Entity.Facility))
        {
            var all = await orderReader.ListPlans(caller.Tenant, plan.Order.Id, ct);
            await JsonResponseWriter.Write(
                context.Response, StatusCodes.Status200OK, new RoutingPlanView(plan, all), RoutingPlanWriter.Write);
        }
    }

    /// <summary>
    /// Reads the decision log of a routing run: the run that created the plan, or an earlier run that created one of its predecessors.
    /// </summary>
    public async Task GetDecisionLog(HttpContext context, string planId, string run)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var ct = context.RequestAborted;
        var owned = await orderReader.FindPlan(caller.Tenant, new(planId), ct);
        if (owned is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "routing plan", planId);
        }
        else if (await FindRun(caller.Tenant, owned, run, ct) is not { } created)
        {
            await FulfillmenttoolsErrors.Write(context, StatusCodes.Status404NotFound, [new(
                $"The routing plan has no decision log of run {ValueFormatter.Truncate(run)}.",
                $"Run {owned.Entity.RunNumber} created the plan. Earlier runs created its predecessors.")]);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, owned.Entity.Facility)
            && await FacilityAccess.RequireAccess(context, caller.Actor, created.Entity.Facility))
        {
            await WriteDecisionLog(context, caller, created);
        }
    }

    /// <summary>Finds the plan that a run created: the plan itself, or a predecessor.</summary>
    private async Task<OwnedEntity<RoutingPlan>?> FindRun(
        TenantId tenant, OwnedEntity<RoutingPlan> plan, string run, CancellationToken ct)
    {
        if (!int.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > plan.Entity.RunNumber)
        {
            return null;
        }

        var all = (await orderReader.ListPlans(tenant, plan.Order.Id, ct)).ToDictionary(owned => owned.Entity.Id);
        IEnumerable<OwnedEntity<RoutingPlan>> generation = [plan];
        while (generation.ToList() is { Count: > 0 } plans)
        {
            if (plans.FirstOrDefault(owned => owned.Entity.RunNumber == number) is { } found)
            {
                return found;
            }

            generation = plans.SelectMany(owned => owned.Entity.Predecessors).Distinct().Select(id => all.GetValueOrDefault(id))
                .OfType<OwnedEntity<RoutingPlan>>();
        }

        return null;
    }

    private async Task WriteDecisionLog(HttpContext context, AuthenticatedCaller caller, OwnedEntity<RoutingPlan> owned)
    {
        var ct = context.RequestAborted;
        if (await orderReader.FindRoutingRun(caller.Tenant, owned.Order.Id, owned.Entity.CreatedAt, ct) is not { } run)
        {
            await FulfillmenttoolsErrors.NotFound(context, "decision log of the routing plan", owned.Entity.Id.Value);
            return;
        }

        var used = run.Log.Strategy;
        var strategy = await strategies.Find(caller.Tenant, used?.Id ?? StrategyService.BuiltIn.Id, used?.Version, ct);
        await JsonResponseWriter.Write(
            context.Response, StatusCodes.Status200OK, new DecisionLogView(owned.Entity, run.Log, strategy?.Strategy, run.At)
            {
                Order = owned.Order,
                NodeName = strategy is null ? null : StrategyWriter.GetNodeName(strategy),
            },
            DecisionLogWriter.Write);
    }
}
