using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>Goods that the customer did not accept at the handover and that wait to be restocked.</summary>
internal static class RefusedGoods
{
    /// <summary>Finds the open return task of the refused goods of a pick job; null if there is none.</summary>
    public static ReturnTask? FindTask(Order order, EntityId pickJob) =>
        order.ReturnTasks.FirstOrDefault(t => t.IsRefused && t.PickJobId == pickJob);

    /// <summary>
    /// Returns the goods per line. A line that was reduced after the handover was canceled needs only its remaining units.
    /// </summary>
    public static ImmutableArray<PlanLine> GetLines(Order order, ReturnTask task) =>
    [
        .. from line in task.Lines
           let goods = line.TakeGoods(order.FindLine(line.Line)?.Refused ?? Quantity.Zero)
           where goods.Quantity > Quantity.Zero
           select goods,
    ];
}
