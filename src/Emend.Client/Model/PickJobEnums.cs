using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>The status of a pick job.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<PickJobStatus>))]
public readonly record struct PickJobStatus(string Name) : IExtensibleEnum<PickJobStatus>
{
    /// <summary>Created but not started.</summary>
    public static PickJobStatus Open { get; } = new("open");

    /// <summary>In progress.</summary>
    public static PickJobStatus InProgress { get; } = new("inProgress");

    /// <summary>Started and paused.</summary>
    public static PickJobStatus Paused { get; } = new("paused");

    /// <summary>Waiting for input.</summary>
    public static PickJobStatus WaitingForInput { get; } = new("waitingForInput");

    /// <summary>Picked and finished.</summary>
    public static PickJobStatus Closed { get; } = new("closed");

    /// <summary>Superseded by a reroute.</summary>
    public static PickJobStatus Rerouted { get; } = new("rerouted");

    /// <summary>Aborted by the facility.</summary>
    public static PickJobStatus Aborted { get; } = new("aborted");

    /// <summary>Canceled, alone or with the order.</summary>
    public static PickJobStatus Canceled { get; } = new("canceled");

    /// <summary>Ended because it is outdated.</summary>
    public static PickJobStatus Obsolete { get; } = new("obsolete");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PickJobStatus IExtensibleEnum<PickJobStatus>.Create(string name) => new(name);
}

/// <summary>The reason of the status of a pick job.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<PickJobSubStatus>))]
public readonly record struct PickJobSubStatus(string Name) : IExtensibleEnum<PickJobSubStatus>
{
    /// <summary>The order was modified.</summary>
    public static PickJobSubStatus OrderModified { get; } = new("orderModified");

    /// <summary>The facility aborted the pick job.</summary>
    public static PickJobSubStatus PickJobAborted { get; } = new("pickJobAborted");

    /// <summary>The picker found fewer units than requested.</summary>
    public static PickJobSubStatus ShortPicked { get; } = new("shortPicked");

    /// <summary>The picker found no units.</summary>
    public static PickJobSubStatus ZeroPicked { get; } = new("zeroPicked");

    /// <summary>The facility has less stock than reserved.</summary>
    public static PickJobSubStatus StockZeroed { get; } = new("stockZeroed");

    /// <summary>The whole order was rerouted or assigned.</summary>
    public static PickJobSubStatus ProcessReroute { get; } = new("processReroute");

    /// <summary>A user rerouted the pick job.</summary>
    public static PickJobSubStatus ManualReroute { get; } = new("manualReroute");

    /// <summary>The missing units were rerouted.</summary>
    public static PickJobSubStatus ShortPickReroute { get; } = new("shortPickReroute");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PickJobSubStatus IExtensibleEnum<PickJobSubStatus>.Create(string name) => new(name);
}

/// <summary>The status of a pick job line.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<PickLineStatus>))]
public readonly record struct PickLineStatus(string Name) : IExtensibleEnum<PickLineStatus>
{
    /// <summary>Not started.</summary>
    public static PickLineStatus Open { get; } = new("open");

    /// <summary>Partly picked.</summary>
    public static PickLineStatus InProgress { get; } = new("inProgress");

    /// <summary>Finished, possibly with fewer units than requested.</summary>
    public static PickLineStatus Closed { get; } = new("closed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PickLineStatus IExtensibleEnum<PickLineStatus>.Create(string name) => new(name);
}
