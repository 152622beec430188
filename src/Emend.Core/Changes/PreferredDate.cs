using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Changes;

/// <summary>Sets when the customer wants it.</summary>
/// <param name="To">When; null for no wish.</param>
public sealed record SetPreferredTime(DateTimeOffset? To) : Change
{
    internal override string Action => Actions.PreferredDate;

    internal override bool Reroutes => true;

    internal override bool IsSo(Order order) => order.Delivery.PreferredTime == To;

    internal override ChangeEffect Apply(Order order, Facts facts, IdSequence ids) =>
        new([new OrderEvent.PreferredTimeSet(order.Delivery.PreferredTime, To)]);

    internal override OnTop OnTopOf(Order then, Order now)
    {
        var merge = new Merge();
        var states = (then.Delivery.PreferredTime, now.Delivery.PreferredTime, To);
        return new(merge.May("/delivery/preferredTime", "preferred time", states, Json.Of) ? this : null, merge.Conflicts);
    }
}
