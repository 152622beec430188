using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides actions on return tasks.</summary>
internal static class ReturnTaskDecider
{
    public static Decision Decide(Order order, OrderCommand.UpdateReturnTask command, DecisionContext context)
    {
        var ruleSet = context.Policy[ActionNames.ReturnTask];
        var task = order.FindReturnTask(command.Task);
        var ruleContext = new RuleContext(order, order, context) { ReturnTask = task, ReturnTaskAction = command.Action };
        var evaluator = new RuleEvaluator();
        evaluator.CheckPermissions(ruleSet, ruleContext);
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        if (task is not null && command.Version is { } expectedVersion && expectedVersion != task.Version)
        {
            return new Decision.VersionConflict(task.Version, expectedVersion);
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Violations) : Accept(order, task!, command.Action, context);
    }

    private static Decision Accept(Order order, ReturnTask task, ReturnTaskAction action, DecisionContext context)
    {
        var builder = OrderRevisionBuilder.From(order, context);
        if (action is ReturnTaskAction.Restock restock)
        {
            foreach (var line in restock.Lines.GroupBy(l => l.Line, (_, named) => named.Last()))
            {
                if (!task.Lines.Any(l => l.Line == line.Line && l.Returned == line.Quantity))
                {
                    builder.Append(new OrderEvent.LineRestocked(task.Id, line.Line, line.Quantity));
                }
            }

            if (ReferenceEquals(builder.Order, order))
            {
                return new Decision.NoChange();
            }
        }

        var now = builder.Order.FindReturnTask(task.Id)!;
        if (action is not ReturnTaskAction.Close && now.Lines.Any(l => l.Returned < l.Quantity))
        {
            return builder.Accept(null);
        }

        builder.Append(new OrderEvent.ReturnTaskClosed(task.Id));
        var closed = now with { Status = ReturnTaskStatus.Closed, Version = now.Version + 1, ModifiedAt = builder.Now };
        return builder.Accept(EndedEntities.None with { ReturnTasks = [closed] }, null);
    }
}
