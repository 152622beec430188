using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>Where a pick job stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<PickJobStatus>))]
public readonly record struct PickJobStatus(string Name) : IExtensibleEnum<PickJobStatus>
{
    /// <summary>Offered, not begun.</summary>
    public static PickJobStatus Open { get; } = new("open");

    /// <summary>Being picked.</summary>
    public static PickJobStatus InProgress { get; } = new("inProgress");

    /// <summary>Begun, and laid aside.</summary>
    public static PickJobStatus Paused { get; } = new("paused");

    /// <summary>Waits for an answer.</summary>
    public static PickJobStatus WaitingForInput { get; } = new("waitingForInput");

    /// <summary>Picked, and finished.</summary>
    public static PickJobStatus Closed { get; } = new("closed");

    /// <summary>Superseded by a reroute.</summary>
    public static PickJobStatus Rerouted { get; } = new("rerouted");

    /// <summary>Given up by the facility.</summary>
    public static PickJobStatus Aborted { get; } = new("aborted");

    /// <summary>Ended, alone or with the order.</summary>
    public static PickJobStatus Canceled { get; } = new("canceled");

    /// <summary>Ended, since it is out of date.</summary>
    public static PickJobStatus Obsolete { get; } = new("obsolete");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PickJobStatus IExtensibleEnum<PickJobStatus>.Of(string name) => new(name);
}

/// <summary>Why a pick job stands where it does.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<PickJobSubStatus>))]
public readonly record struct PickJobSubStatus(string Name) : IExtensibleEnum<PickJobSubStatus>
{
    /// <summary>The order was modified.</summary>
    public static PickJobSubStatus OrderModified { get; } = new("orderModified");

    /// <summary>The facility gave it up.</summary>
    public static PickJobSubStatus PickJobAborted { get; } = new("pickJobAborted");

    /// <summary>Less was found than was asked for.</summary>
    public static PickJobSubStatus ShortPicked { get; } = new("shortPicked");

    /// <summary>Nothing was found.</summary>
    public static PickJobSubStatus ZeroPicked { get; } = new("zeroPicked");

    /// <summary>The facility has less than was reserved there.</summary>
    public static PickJobSubStatus StockZeroed { get; } = new("stockZeroed");

    /// <summary>The whole order was routed again, or assigned.</summary>
    public static PickJobSubStatus ProcessReroute { get; } = new("processReroute");

    /// <summary>Somebody took it from its facility.</summary>
    public static PickJobSubStatus ManualReroute { get; } = new("manualReroute");

    /// <summary>What was not found is routed elsewhere.</summary>
    public static PickJobSubStatus ShortPickReroute { get; } = new("shortPickReroute");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PickJobSubStatus IExtensibleEnum<PickJobSubStatus>.Of(string name) => new(name);
}

/// <summary>Where a line of a pick job stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<PickLineStatus>))]
public readonly record struct PickLineStatus(string Name) : IExtensibleEnum<PickLineStatus>
{
    /// <summary>Not begun.</summary>
    public static PickLineStatus Open { get; } = new("open");

    /// <summary>Partly picked.</summary>
    public static PickLineStatus InProgress { get; } = new("inProgress");

    /// <summary>Done, also where less was found.</summary>
    public static PickLineStatus Closed { get; } = new("closed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PickLineStatus IExtensibleEnum<PickLineStatus>.Of(string name) => new(name);
}
