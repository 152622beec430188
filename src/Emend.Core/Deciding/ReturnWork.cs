using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Decides on work reported for a return task.</summary>
internal static class ReturnWork
{
    public static Decision Decide(Order order, OrderCommand.Return returning, Facts facts)
    {
        var table = facts.Policy[Actions.ReturnTask];
        var task = order.FindReturnTask(returning.Task);
        var about = new Case(order, order, facts) { ReturnTask = task, Returned = returning.Step };
        var checking = new Checking();
        checking.Permissions(table, about);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);
        if (task is not null && returning.Version is { } named && named != task.Version)
            return new Decision.Stale(task.Version, named);
        checking.Rows(table, Looks.AtOrder, about);
        return checking.AnyFailed ? new Decision.Refused(checking.Refusals) : Accept(order, task!, returning.Step, facts);
    }

    private static Decision Accept(Order order, ReturnTask task, ReturnStep step, Facts facts)
    {
        var draft = Draft.Of(order, facts);
        if (step is ReturnStep.PutBack back)
        {
            foreach (var line in back.Lines.GroupBy(l => l.Line, (_, named) => named.Last()))
                if (!task.Lines.Any(l => l.Line == line.Line && l.Returned == line.Quantity))
                    draft.Happen(new OrderEvent.LineReturned(task.Id, line.Line, line.Quantity));
            if (ReferenceEquals(draft.Order, order))
                return new Decision.NoChange();
        }

        var now = draft.Order.FindReturnTask(task.Id)!;
        if (step is not ReturnStep.Close && now.Lines.Any(l => l.Returned < l.Quantity))
            return draft.Accept(null);
        draft.Happen(new OrderEvent.ReturnTaskClosed(task.Id));
        var closed = now with { Status = ReturnTaskStatus.Closed, Version = now.Version + 1, ModifiedAt = draft.At };
        return draft.Accept(PastEntities.None with { ReturnTasks = [closed] }, null);
    }
}
