using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>The status of an order.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<OrderStatus>))]
public readonly record struct OrderStatus(string Name) : IExtensibleEnum<OrderStatus>
{
    /// <summary>The order is being fulfilled.</summary>
    public static OrderStatus Open { get; } = new("open");

    /// <summary>The order was canceled.</summary>
    public static OrderStatus Canceled { get; } = new("canceled");

    /// <summary>The order is promised and not confirmed yet. It is not released.</summary>
    public static OrderStatus Promised { get; } = new("promised");

    /// <summary>The order is routed but not released.</summary>
    public static OrderStatus Locked { get; } = new("locked");

    /// <summary>The order is superseded or no longer relevant.</summary>
    public static OrderStatus Obsolete { get; } = new("obsolete");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static OrderStatus IExtensibleEnum<OrderStatus>.Create(string name) => new(name);
}

/// <summary>The initial status of an order.</summary>
/// <param name="Name">The wire value.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<NewOrderStatus>))]
public readonly record struct NewOrderStatus(string Name) : IExtensibleEnum<NewOrderStatus>
{
    /// <summary>The order is fulfilled immediately.</summary>
    public static NewOrderStatus Open { get; } = new("open");

    /// <summary>The order is routed and released after it is unlocked.</summary>
    public static NewOrderStatus Locked { get; } = new("locked");

    /// <summary>The order is routed and expires unless it is confirmed.</summary>
    public static NewOrderStatus Promised { get; } = new("promised");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static NewOrderStatus IExtensibleEnum<NewOrderStatus>.Create(string name) => new(name);
}

/// <summary>The status of a routing plan.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RoutingPlanStatus>))]
public readonly record struct RoutingPlanStatus(string Name) : IExtensibleEnum<RoutingPlanStatus>
{
    /// <summary>A facility was found and stock is reserved.</summary>
    public static RoutingPlanStatus Routed { get; } = new("routed");

    /// <summary>No facility was found. The units are routed when stock arrives.</summary>
    public static RoutingPlanStatus NotRoutable { get; } = new("notRoutable");

    /// <summary>Superseded by a reroute.</summary>
    public static RoutingPlanStatus Rerouted { get; } = new("rerouted");

    /// <summary>Canceled with the order.</summary>
    public static RoutingPlanStatus Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RoutingPlanStatus IExtensibleEnum<RoutingPlanStatus>.Create(string name) => new(name);
}

/// <summary>Why units were rerouted.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RerouteReason>))]
public readonly record struct RerouteReason(string Name) : IExtensibleEnum<RerouteReason>
{
    /// <summary>The order was modified.</summary>
    public static RerouteReason OrderModified { get; } = new("orderModified");

    /// <summary>A pick job was aborted.</summary>
    public static RerouteReason Aborted { get; } = new("aborted");

    /// <summary>Unroutable units were routed again.</summary>
    public static RerouteReason RetriedUnroutable { get; } = new("retriedUnroutable");

    /// <summary>The facility has less stock than reserved.</summary>
    public static RerouteReason StockZeroed { get; } = new("stockZeroed");

    /// <summary>A user rerouted the whole order.</summary>
    public static RerouteReason ProcessReroute { get; } = new("processReroute");

    /// <summary>A user rerouted a pick job.</summary>
    public static RerouteReason ManualReroute { get; } = new("manualReroute");

    /// <summary>A picker found fewer units than requested.</summary>
    public static RerouteReason ShortPick { get; } = new("shortPick");

    /// <summary>A user assigned the order to a facility.</summary>
    public static RerouteReason Assigned { get; } = new("assigned");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RerouteReason IExtensibleEnum<RerouteReason>.Create(string name) => new(name);
}

/// <summary>The delivery method of an order.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<DeliveryKind>))]
public readonly record struct DeliveryKind(string Name) : IExtensibleEnum<DeliveryKind>
{
    /// <summary>The order is shipped.</summary>
    public static DeliveryKind Shipping { get; } = new("shipping");

    /// <summary>The customer collects the order at a facility.</summary>
    public static DeliveryKind Collect { get; } = new("collect");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static DeliveryKind IExtensibleEnum<DeliveryKind>.Create(string name) => new(name);
}

/// <summary>The purpose of an address.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<AddressKind>))]
public readonly record struct AddressKind(string Name) : IExtensibleEnum<AddressKind>
{
    /// <summary>A postal address.</summary>
    public static AddressKind Postal { get; } = new("postal");

    /// <summary>A parcel locker.</summary>
    public static AddressKind ParcelLocker { get; } = new("parcelLocker");

    /// <summary>An invoice address.</summary>
    public static AddressKind Invoice { get; } = new("invoice");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static AddressKind IExtensibleEnum<AddressKind>.Create(string name) => new(name);
}

/// <summary>How fast a shipped order must arrive.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<ServiceLevel>))]
public readonly record struct ServiceLevel(string Name) : IExtensibleEnum<ServiceLevel>
{
    /// <summary>The usual delivery time of the carrier.</summary>
    public static ServiceLevel Standard { get; } = new("standard");

    /// <summary>On the day of the order.</summary>
    public static ServiceLevel SameDay { get; } = new("sameDay");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static ServiceLevel IExtensibleEnum<ServiceLevel>.Create(string name) => new(name);
}
