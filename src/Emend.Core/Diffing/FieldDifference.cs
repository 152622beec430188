using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>A difference of one field between two order states.</summary>
/// <param name="Path">
/// Path of the field as a stable JSON pointer with entity ids, e.g. <c>/lines/{id}/quantity</c>,
/// <c>/consumer/addresses/0/street</c>, <c>/attributes/giftWrap</c>, <c>/pickJobs/{id}/status</c>. An added or removed entity is one
/// difference with the whole entity as value.
/// </param>
/// <param name="Kind">Whether the field was added, removed or changed.</param>
/// <param name="Before">Value before; null if absent or erased.</param>
/// <param name="After">Value after; null if absent or erased.</param>
/// <param name="Area">Area of the order.</param>
/// <param name="Description">Description of the field, e.g. <c>quantity of Shirt</c>.</param>
public record FieldDifference(
    string Path, DifferenceKind Kind, JsonText? Before, JsonText? After, DifferenceArea Area, string Description)
{
    /// <summary>Whether the difference is in erased personal data, so that the values are unknown.</summary>
    public bool IsErased { get; init; }
}

/// <summary>
/// The difference of the facts of an order. Its path is <c>/facts</c>, its values are the facts that are true. An API that has a status
/// shows the difference of its status instead.
/// </summary>
public sealed record FactsDifference : FieldDifference
{
    internal FactsDifference(OrderFacts before, OrderFacts after)
        : base("/facts", DifferenceKind.Changed, ToJson(before), ToJson(after), DifferenceArea.Order, "facts") =>
        (FactsBefore, FactsAfter) = (before, after);

    /// <summary>The facts before.</summary>
    public OrderFacts FactsBefore { get; }

    /// <summary>The facts after.</summary>
    public OrderFacts FactsAfter { get; }

    private static JsonText ToJson(OrderFacts facts)
    {
        (string Name, bool IsTrue)[] all =
        [
            ("canceled", facts.IsCanceled), ("deleted", facts.IsDeleted), ("locked", facts.IsLocked), ("promised", facts.IsPromised),
        ];
        return new($"[{string.Join(',', all.Where(fact => fact.IsTrue).Select(fact => $"\"{fact.Name}\""))}]");
    }
}

/// <summary>Kind of a difference.</summary>
public enum DifferenceKind
{
    /// <summary>The field was added.</summary>
    Added,

    /// <summary>The field was removed.</summary>
    Removed,

    /// <summary>The value changed.</summary>
    Changed,
}

/// <summary>Area of an order. Callers can change the first areas; the other areas change as a consequence or by warehouse work.</summary>
public enum DifferenceArea
{
    /// <summary>Order lines.</summary>
    Lines,

    /// <summary>Consumer and addresses.</summary>
    Customer,

    /// <summary>Delivery method and preferred time.</summary>
    Delivery,

    /// <summary>Custom attributes of the order.</summary>
    Attributes,

    /// <summary>Facts, holds and release of the order.</summary>
    Order,

    /// <summary>Payments and invoices.</summary>
    Money,

    /// <summary>Routing plans.</summary>
    Routing,

    /// <summary>Pick jobs.</summary>
    Picking,

    /// <summary>Handover jobs, shipments, parcels and labels.</summary>
    Shipping,

    /// <summary>Return tasks.</summary>
    Returning,
}
