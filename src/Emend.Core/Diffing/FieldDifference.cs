using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>One field in which two states of an order differ.</summary>
/// <param name="Path">
/// Which field, as a JSON pointer that stays the same: entities by their id, e.g. <c>/lines/{id}/quantity</c>,
/// <c>/consumer/addresses/0/street</c>, <c>/attributes/giftWrap</c>, <c>/pickJobs/{id}/status</c>. An entity that came or went is one
/// difference, with all it says as the value.
/// </param>
/// <param name="Kind">Whether it came, went or changed.</param>
/// <param name="Before">What it said; null where it was not there, or was erased.</param>
/// <param name="After">What it says; null where it is not there, or was erased.</param>
/// <param name="Area">What it is about, for people.</param>
/// <param name="Description">The field in words, e.g. <c>quantity of Shirt</c>.</param>
public sealed record FieldDifference(string Path, DifferenceKind Kind, JsonText? Before, JsonText? After, DifferenceArea Area, string Description)
{
    /// <summary>Whether it differed in personal data that has been erased since: what it said is known no longer.</summary>
    public bool IsErased { get; init; }
}

/// <summary>What became of a field.</summary>
public enum DifferenceKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It is there no longer.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,
}

/// <summary>What a field is about. The first ones can be asked for; the others follow from that, or from work.</summary>
public enum DifferenceArea
{
    /// <summary>What was bought.</summary>
    Lines,

    /// <summary>Who ordered, and where it goes.</summary>
    Customer,

    /// <summary>How and when it reaches the customer.</summary>
    Delivery,

    /// <summary>Free attributes of the order.</summary>
    Attributes,

    /// <summary>The order as a whole: status, holds, release.</summary>
    Order,

    /// <summary>What is paid and invoiced.</summary>
    Money,

    /// <summary>Where units come from.</summary>
    Routing,

    /// <summary>Work of pickers.</summary>
    Picking,

    /// <summary>Shipments, parcels, labels, and what was given away.</summary>
    Shipping,

    /// <summary>What is to be put back on the shelf.</summary>
    Returning,
}
