using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>The kind of a field difference.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<DifferenceKind>))]
public readonly record struct DifferenceKind(string Name) : IExtensibleEnum<DifferenceKind>
{
    /// <summary>The field was added.</summary>
    public static DifferenceKind Added { get; } = new("added");

    /// <summary>The field was removed.</summary>
    public static DifferenceKind Removed { get; } = new("removed");

    /// <summary>The value was changed.</summary>
    public static DifferenceKind Changed { get; } = new("changed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static DifferenceKind IExtensibleEnum<DifferenceKind>.Create(string name) => new(name);
}

/// <summary>The area of an order that a field belongs to.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<DifferenceArea>))]
public readonly record struct DifferenceArea(string Name) : IExtensibleEnum<DifferenceArea>
{
    /// <summary>The order lines.</summary>
    public static DifferenceArea Lines { get; } = new("lines");

    /// <summary>The consumer and the addresses.</summary>
    public static DifferenceArea Customer { get; } = new("customer");

    /// <summary>The delivery method and the preferred time.</summary>
    public static DifferenceArea Delivery { get; } = new("delivery");

    /// <summary>The custom attributes of the order.</summary>
    public static DifferenceArea Attributes { get; } = new("attributes");

    /// <summary>The order itself.</summary>
    public static DifferenceArea Order { get; } = new("order");

    /// <summary>Prices and totals.</summary>
    public static DifferenceArea Money { get; } = new("money");

    /// <summary>Routing plans and facilities.</summary>
    public static DifferenceArea Routing { get; } = new("routing");

    /// <summary>Pick jobs.</summary>
    public static DifferenceArea Picking { get; } = new("picking");

    /// <summary>Shipments, parcels and labels.</summary>
    public static DifferenceArea Shipping { get; } = new("shipping");

    /// <summary>Return tasks.</summary>
    public static DifferenceArea Returning { get; } = new("returning");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static DifferenceArea IExtensibleEnum<DifferenceArea>.Create(string name) => new(name);
}

/// <summary>Why an undo does not restore a field.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<NotRestoredReason>))]
public readonly record struct NotRestoredReason(string Name) : IExtensibleEnum<NotRestoredReason>
{
    /// <summary>A later revision changed the field.</summary>
    public static NotRestoredReason ChangedSince { get; } = new("changedSince");

    /// <summary>A rule of the current policy forbids the change.</summary>
    public static NotRestoredReason RuleViolation { get; } = new("ruleViolation");

    /// <summary>A removed line is recreated with a new id.</summary>
    public static NotRestoredReason Recreated { get; } = new("recreated");

    /// <summary>A recreated line has the current price.</summary>
    public static NotRestoredReason PriceChanged { get; } = new("priceChanged");

    /// <summary>The original value was erased.</summary>
    public static NotRestoredReason Erased { get; } = new("erased");

    /// <summary>The change cannot be reverted.</summary>
    public static NotRestoredReason Irreversible { get; } = new("irreversible");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static NotRestoredReason IExtensibleEnum<NotRestoredReason>.Create(string name) => new(name);
}

/// <summary>The kind of a rule.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RuleKind>))]
public readonly record struct RuleKind(string Name) : IExtensibleEnum<RuleKind>
{
    /// <summary>A permission of the caller.</summary>
    public static RuleKind Permission { get; } = new("permission");

    /// <summary>An invariant. It cannot be disabled.</summary>
    public static RuleKind Invariant { get; } = new("invariant");

    /// <summary>A setting of the tenant.</summary>
    public static RuleKind Setting { get; } = new("setting");

    /// <summary>The state of the order and its fulfillment.</summary>
    public static RuleKind State { get; } = new("state");

    /// <summary>The requested change.</summary>
    public static RuleKind Request { get; } = new("request");

    /// <summary>Routing and stock.</summary>
    public static RuleKind Stock { get; } = new("stock");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RuleKind IExtensibleEnum<RuleKind>.Create(string name) => new(name);
}

/// <summary>What to do if a unit becomes unroutable.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<UnroutableBehavior>))]
public readonly record struct UnroutableBehavior(string Name) : IExtensibleEnum<UnroutableBehavior>
{
    /// <summary>Reject the request; the order does not change. This is the default.</summary>
    public static UnroutableBehavior Reject { get; } = new("reject");

    /// <summary>Accept the request; the unit is routed when stock arrives.</summary>
    public static UnroutableBehavior Accept { get; } = new("accept");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static UnroutableBehavior IExtensibleEnum<UnroutableBehavior>.Create(string name) => new(name);
}
