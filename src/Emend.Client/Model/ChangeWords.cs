using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>What happened to a field.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<DifferenceKind>))]
public readonly record struct DifferenceKind(string Name) : IWord<DifferenceKind>
{
    /// <summary>It was not there before.</summary>
    public static DifferenceKind Added { get; } = new("added");

    /// <summary>It is there no longer.</summary>
    public static DifferenceKind Removed { get; } = new("removed");

    /// <summary>It says something else.</summary>
    public static DifferenceKind Changed { get; } = new("changed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static DifferenceKind IWord<DifferenceKind>.Of(string name) => new(name);
}

/// <summary>What a field is about.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<DifferenceArea>))]
public readonly record struct DifferenceArea(string Name) : IWord<DifferenceArea>
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

    static DifferenceArea IWord<DifferenceArea>.Of(string name) => new(name);
}

/// <summary>Why an undo does not bring something back.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<NotRestoredReason>))]
public readonly record struct NotRestoredReason(string Name) : IWord<NotRestoredReason>
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

    static NotRestoredReason IWord<NotRestoredReason>.Of(string name) => new(name);
}

/// <summary>What a row of a condition table looks at.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<RefusalKind>))]
public readonly record struct RefusalKind(string Name) : IWord<RefusalKind>
{
    /// <summary>Who asks.</summary>
    public static RefusalKind Permission { get; } = new("permission");

    /// <summary>What can never be switched off.</summary>
    public static RefusalKind Invariant { get; } = new("invariant");

    /// <summary>A switch of the tenant.</summary>
    public static RefusalKind Setting { get; } = new("setting");

    /// <summary>Where the order and its work stand.</summary>
    public static RefusalKind State { get; } = new("state");

    /// <summary>What is asked for.</summary>
    public static RefusalKind Request { get; } = new("request");

    /// <summary>Whether units find a place.</summary>
    public static RefusalKind Stock { get; } = new("stock");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RefusalKind IWord<RefusalKind>.Of(string name) => new(name);
}

/// <summary>What to do where a unit would lose its place, or an added one finds none.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<IfUnroutable>))]
public readonly record struct IfUnroutable(string Name) : IWord<IfUnroutable>
{
    /// <summary>Refuse: the order keeps what it has. What counts where nothing is said.</summary>
    public static IfUnroutable Refuse { get; } = new("refuse");

    /// <summary>Accept that it waits for stock.</summary>
    public static IfUnroutable Accept { get; } = new("accept");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static IfUnroutable IWord<IfUnroutable>.Of(string name) => new(name);
}
