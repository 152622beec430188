using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>
/// Decides new handover jobs for refused goods. The customer gets the goods that are not restocked; their return task ends. The goods get
/// a new routing plan and a new finished pick job, because ended entities never come back.
/// </summary>
internal static class HandoverCreationDecider
{
    public static Decision Decide(Order order, OrderCommand.CreateHandoverJob command, DecisionContext context)
    {
        var ruleContext = new RuleContext(order, order, context, new RuleSubject.OfHandoverCreation(command));
        var evaluator = new RuleEvaluator(context.Policy);
        var ruleSet = evaluator.GetRuleSet(ActionNames.CreateHandoverJob, ruleContext);
        evaluator.CheckPermissions(ruleSet, ruleContext);
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        if (command.Version is { } expected && RefusedGoods.FindTask(order, command.PickJob) is { } task && task.Version != expected)
        {
            return new Decision.VersionConflict(task.Version, expected);
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Violations) : Accept(order, command.PickJob, context);
    }

    private static Decision.Accepted Accept(Order order, EntityId pickJob, DecisionContext context)
    {
        var task = RefusedGoods.FindTask(order, pickJob)!;
        var builder = OrderRevisionBuilder.From(order, context);
        var lines = RefusedGoods.GetLines(order, task);
        var plan = new RoutingPlan
        {
            Id = new EntityId(builder.Ids.Next()),
            Status = RoutingPlanStatus.Routed,
            Facility = task.Facility,
            Lines = lines,
            RunNumber = 1 + order.Plans.Select(p => p.RunNumber).DefaultIfEmpty(0).Max(),
            CreatedAt = builder.Now,
            ModifiedAt = builder.Now,
        };
        var job = OrderReroute.CreatePickJob(plan, builder) with
        {
            Status = PickJobStatus.Closed,
            Lines = [.. lines.Select(l => new PickLine(l.Line, l.Quantity, l.Quantity, PickLineStatus.Closed))],
        };
        builder.Append(new OrderEvent.ReturnRevoked(task.Id, plan, job));
        HandoverDecider.CreateHandoverJob(builder, job.Id);
        var rest = builder.Order.FindReturnTask(task.Id)!;
        if (rest.Lines.Any(l => l.Returned < l.Quantity))
        {
            return builder.Accept(null);
        }

        builder.Append(new OrderEvent.ReturnTaskClosed(task.Id));
        // The ended task shows what it was created for.
        var closed = task with { Status = ReturnTaskStatus.Closed, Version = rest.Version + 1, ModifiedAt = builder.Now };
        return builder.Accept(EndedEntities.None with { ReturnTasks = [closed] }, null);
    }
}
