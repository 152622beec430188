using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>Sets the preferred time of the customer.</summary>
/// <param name="To">The preferred time; null for none.</param>
public sealed record SetPreferredTime(DateTimeOffset? To) : Change
{
    internal override string Action => ActionNames.PreferredDate;

    internal override bool CausesReroute => true;

    internal override bool Sets(string path) => path is "/delivery/preferredTime";

    internal override bool IsAlreadyApplied(Order order) => order.Delivery.PreferredTime == To;

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids) =>
        new([new OrderEvent.PreferredTimeChanged(order.Delivery.PreferredTime, To)]);

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder)
    {
        var merge = new ThreeWayMerge();
        var states = (baseOrder.Delivery.PreferredTime, currentOrder.Delivery.PreferredTime, To);
        return new(merge.TryChange("/delivery/preferredTime", "preferred time", states, DiffJson.ToJson) ? this : null, merge.Conflicts);
    }
}
