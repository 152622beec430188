using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Changes;

/// <summary>Sets when the customer wants it.</summary>
public sealed record SetPreferredTime(DateTimeOffset To) : Change
{
    internal override string Action => Actions.PreferredDate;

    internal override bool Reroutes => true;

    internal override bool IsSo(Order order) => order.Delivery.PreferredTime == To;

    internal override ChangeEffect Apply(Order order, Facts facts, IdSequence ids) =>
        new([new OrderEvent.PreferredTimeSet(order.Delivery.PreferredTime, To)]);
}
