using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides actions on return tasks.</summary>
internal static class ReturnTaskDecider
{
    public static Decision Decide(Order order, OrderCommand.UpdateReturnTask command, DecisionContext context)
    {
        var task = order.FindReturnTask(command.Task);
        var known = task ?? FindEnded(command, context);
        var ruleContext = new RuleContext(order, order, context, new RuleSubject.OfReturnTask(task, command.Action));
        var evaluator = new RuleEvaluator(context.Policy);
        var ruleSet = evaluator.GetRuleSet(ActionNames.ReturnTask, ruleContext);
        evaluator.CheckPermissions(ruleSet, ruleContext with { Subject = new RuleSubject.OfReturnTask(known, command.Action) });
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        if (known is not null && command.Version is { } expectedVersion && expectedVersion != known.Version)
        {
            return new Decision.VersionConflict(known.Version, expectedVersion);
        }

        if (known is not null && task is null)
        {
            return new Decision.NoChange();
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        return evaluator.HasViolations ? new Decision.Rejected(evaluator.Violations) : Accept(order, task!, command.Action, context);
    }

    // A closed return task has the reported quantities, or other ones.
    private static ReturnTask? FindEnded(OrderCommand.UpdateReturnTask command, DecisionContext context) =>
        context.EndedEntity is EndedEntity.OfReturnTask { Task: var task } && task.Id == command.Task && IsEndedBy(task, command.Action)
            ? task
            : null;

    private static bool IsEndedBy(ReturnTask task, ReturnTaskAction action) => action is not ReturnTaskAction.Restock restock
        || restock.Lines.GroupBy(l => l.Line, (_, named) => named.Last())
            .All(line => task.Lines.Any(l => l.Line == line.Line && l.Returned == line.Quantity));

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
