using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides on work reported for a return task.</summary>
internal static class ReturnTaskDecider
{
    public static Decision Decide(Order order, OrderCommand.UpdateReturnTask returning, DecisionContext context)
    {
        var ruleSet = context.Policy[ActionNames.ReturnTask];
        var task = order.FindReturnTask(returning.Task);
        var about = new RuleContext(order, order, context) { ReturnTask = task, ReturnTaskAction = returning.Step };
        var evaluator = new RuleEvaluator();
        evaluator.Permissions(ruleSet, about);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);
        if (task is not null && returning.Version is { } named && named != task.Version)
            return new Decision.VersionConflict(task.Version, named);
        evaluator.Rows(ruleSet, RuleScope.OnOrder, about);
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Refusals) : Accept(order, task!, returning.Step, context);
    }

    private static Decision Accept(Order order, ReturnTask task, ReturnTaskAction returnTaskAction, DecisionContext context)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        if (returnTaskAction is ReturnTaskAction.Restock back)
        {
            foreach (var line in back.Lines.GroupBy(l => l.Line, (_, named) => named.Last()))
                if (!task.Lines.Any(l => l.Line == line.Line && l.Returned == line.Quantity))
                    builder.Append(new OrderEvent.LineRestocked(task.Id, line.Line, line.Quantity));
            if (ReferenceEquals(builder.Order, order))
                return new Decision.NoChange();
        }

        var now = builder.Order.FindReturnTask(task.Id)!;
        if (returnTaskAction is not ReturnTaskAction.Close && now.Lines.Any(l => l.Returned < l.Quantity))
            return builder.Accept(null);
        builder.Append(new OrderEvent.ReturnTaskClosed(task.Id));
        var closed = now with { Status = ReturnTaskStatus.Closed, Version = now.Version + 1, ModifiedAt = builder.At };
        return builder.Accept(EndedEntities.None with { ReturnTasks = [closed] }, null);
    }
}
