using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Changes;

/// <summary>Sets when the customer wants it.</summary>
/// <param name="To">When; null for no wish.</param>
public sealed record SetPreferredTime(DateTimeOffset? To) : Change
{
    internal override string Action => ActionNames.PreferredDate;

    internal override bool CausesReroute => true;

    internal override bool IsAlreadyApplied(Order order) => order.Delivery.PreferredTime == To;

    internal override ChangeResult Apply(Order order, DecisionContext context, IdSequence ids) =>
        new([new OrderEvent.PreferredTimeChanged(order.Delivery.PreferredTime, To)]);

    internal override RebaseResult RebaseOnto(Order then, Order now)
    {
        var merge = new ThreeWayMerge();
        var states = (then.Delivery.PreferredTime, now.Delivery.PreferredTime, To);
        return new(merge.TryChange("/delivery/preferredTime", "preferred time", states, DiffJson.Of) ? this : null, merge.Conflicts);
    }
}
