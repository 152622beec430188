using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Routing plans, live and superseded, of an order or one by one.</summary>
internal sealed class RoutingPlanEndpoints(Entrance entrance, OrderDesk desk, IOrderReads reads, IStrategyStore strategies)
{
    public async Task List(HttpContext context)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var query = new QueryReader(context.Request.Query);
        var orderRef = query.Text("orderRef");
        if (orderRef is null) query.Add("orderRef", "is missing", "must be the id of an order");
        var ct = context.RequestAborted;
        if (query.Problems is { IsEmpty: false } problems)
        {
            if (await entrance.Admit(context) is not null) await Errors.Malformed(context, problems);
            return;
        }

        var (ending, order, actor) = await desk.Read(caller, new OrderKey.ById(new(orderRef!)), ct);
        if (ending is not null) await OrderAnswers.Tell(context, ending, new("order", orderRef!, _ => ""), _ => Task.CompletedTask);
        else if (await Entrance.May(context, actor!, Permissions.RoutingRead))
        {
            var plans = await reads.Plans(caller.Tenant, order!.Id, ct);
            var told = plans.Where(p => Reach.Has(actor!, p.Entity.Facility)).Select(p => new ToldPlan(p, plans)).ToList();
            await Lists.Write(context, "routingPlans", new Page<ToldPlan>(told, told.Count), PlanBody.Write);
        }
    }

    public async Task Get(HttpContext context, string planId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var ct = context.RequestAborted;
        if (await reads.Plan(visitor.Tenant, new(planId), ct) is not { } plan) await Errors.NotFound(context, "routing plan", planId);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoutingRead)
            && await Reach.Covers(context, visitor.Actor, plan.Entity.Facility))
        {
            var all = await reads.Plans(visitor.Tenant, plan.Order.Id, ct);
            await Answer.Write(context.Response, StatusCodes.Status200OK, new ToldPlan(plan, all), PlanBody.Write);
        }
    }

    /// <summary>How the run was decided that made the plan. A plan has the one run; an earlier one belongs to its predecessor.</summary>
    public async Task Log(HttpContext context, string planId, string run)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var ct = context.RequestAborted;
        var owned = await reads.Plan(visitor.Tenant, new(planId), ct);
        if (owned is null) await Errors.NotFound(context, "routing plan", planId);
        else if (run != owned.Entity.Run.ToString(System.Globalization.CultureInfo.InvariantCulture))
            await Errors.NotFound(context, $"decision log other than {owned.Entity.Run} of this plan, so not", run);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoutingRead)
            && await Reach.Covers(context, visitor.Actor, owned.Entity.Facility))
            await Log(context, visitor, owned);
    }

    private async Task Log(HttpContext context, Visitor visitor, Owned<Core.Orders.RoutingPlan> owned)
    {
        var ct = context.RequestAborted;
        if (await reads.Run(visitor.Tenant, owned.Order.Id, owned.Entity.CreatedAt, ct) is not { } kept)
        {
            await Errors.NotFound(context, "decision log of the routing plan", owned.Entity.Id.Value);
            return;
        }

        var by = kept.Log.Strategy is { } named
            ? (await strategies.Find(visitor.Tenant, named.Id, named.Version, ct))?.Strategy
            : Core.Routing.RoutingStrategy.Default;
        await Answer.Write(
            context.Response, StatusCodes.Status200OK, new ToldLog(owned.Entity, kept.Log, by, kept.At), DecisionLogBody.Write);
    }
}
