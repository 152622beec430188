using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>What happened to a field.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<DifferenceKind>))]
public readonly record struct DifferenceKind(string Name) : IExtensibleEnum<DifferenceKind>
{
    /// <summary>It was not there before.</summary>
    public static DifferenceKind Added { get; } = new("added");

    /// <summary>It is there no longer.</summary>
    public static DifferenceKind Removed { get; } = new("removed");

    /// <summary>It says something else.</summary>
    public static DifferenceKind Changed { get; } = new("changed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static DifferenceKind IExtensibleEnum<DifferenceKind>.Of(string name) => new(name);
}

/// <summary>What a field is about.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<DifferenceArea>))]
public readonly record struct DifferenceArea(string Name) : IExtensibleEnum<DifferenceArea>
{
    /// <summary>What was bought.</summary>
    public static DifferenceArea Lines { get; } = new("lines");

    /// <summary>Who ordered, and where it goes.</summary>
    public static DifferenceArea Customer { get; } = new("customer");

    /// <summary>How and when it reaches the customer.</summary>
    public static DifferenceArea Delivery { get; } = new("delivery");

    /// <summary>Free attributes of the order.</summary>
    public static DifferenceArea Attributes { get; } = new("attributes");

    /// <summary>The order as a whole.</summary>
    public static DifferenceArea Order { get; } = new("order");

    /// <summary>What is paid and invoiced.</summary>
    public static DifferenceArea Money { get; } = new("money");

    /// <summary>Where units come from.</summary>
    public static DifferenceArea Routing { get; } = new("routing");

    /// <summary>Work of pickers.</summary>
    public static DifferenceArea Picking { get; } = new("picking");

    /// <summary>Shipments, parcels and labels.</summary>
    public static DifferenceArea Shipping { get; } = new("shipping");

    /// <summary>What is put back on the shelf.</summary>
    public static DifferenceArea Returning { get; } = new("returning");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static DifferenceArea IExtensibleEnum<DifferenceArea>.Of(string name) => new(name);
}

/// <summary>Why an undo does not bring something back.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<NotRestoredReason>))]
public readonly record struct NotRestoredReason(string Name) : IExtensibleEnum<NotRestoredReason>
{
    /// <summary>Somebody changed it since.</summary>
    public static NotRestoredReason ChangedSince { get; } = new("changedSince");

    /// <summary>A rule of today forbids it.</summary>
    public static NotRestoredReason Forbidden { get; } = new("forbidden");

    /// <summary>A removed line comes back as a new one.</summary>
    public static NotRestoredReason ComesBackAnew { get; } = new("comesBackAnew");

    /// <summary>A line that comes back has the price of today.</summary>
    public static NotRestoredReason OtherPrice { get; } = new("otherPrice");

    /// <summary>What it said was erased.</summary>
    public static NotRestoredReason Erased { get; } = new("erased");

    /// <summary>There is no way back.</summary>
    public static NotRestoredReason NoWayBack { get; } = new("noWayBack");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static NotRestoredReason IExtensibleEnum<NotRestoredReason>.Of(string name) => new(name);
}

/// <summary>What a row of a condition table looks at.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RuleKind>))]
public readonly record struct RuleKind(string Name) : IExtensibleEnum<RuleKind>
{
    /// <summary>Who asks.</summary>
    public static RuleKind Permission { get; } = new("permission");

    /// <summary>What can never be switched off.</summary>
    public static RuleKind Invariant { get; } = new("invariant");

    /// <summary>A switch of the tenant.</summary>
    public static RuleKind Setting { get; } = new("setting");

    /// <summary>Where the order and its work stand.</summary>
    public static RuleKind State { get; } = new("state");

    /// <summary>What is asked for.</summary>
    public static RuleKind Request { get; } = new("request");

    /// <summary>Whether units find a place.</summary>
    public static RuleKind Stock { get; } = new("stock");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RuleKind IExtensibleEnum<RuleKind>.Of(string name) => new(name);
}

/// <summary>What to do where a unit would lose its place, or an added one finds none.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<UnroutableBehavior>))]
public readonly record struct UnroutableBehavior(string Name) : IExtensibleEnum<UnroutableBehavior>
{
    /// <summary>Refuse: the order keeps what it has. What counts where nothing is said.</summary>
    public static UnroutableBehavior Refuse { get; } = new("refuse");

    /// <summary>Accept that it waits for stock.</summary>
    public static UnroutableBehavior Accept { get; } = new("accept");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static UnroutableBehavior IExtensibleEnum<UnroutableBehavior>.Of(string name) => new(name);
}
