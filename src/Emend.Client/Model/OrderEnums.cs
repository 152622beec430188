using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>Where an order stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<OrderStatus>))]
public readonly record struct OrderStatus(string Name) : IExtensibleEnum<OrderStatus>
{
    /// <summary>Being fulfilled.</summary>
    public static OrderStatus Open { get; } = new("open");

    /// <summary>Ended before its end.</summary>
    public static OrderStatus Cancelled { get; } = new("cancelled");

    /// <summary>A promise that was not confirmed yet; not released.</summary>
    public static OrderStatus Promised { get; } = new("promised");

    /// <summary>Routed, but not released.</summary>
    public static OrderStatus Locked { get; } = new("locked");

    /// <summary>Replaced, or no longer of interest.</summary>
    public static OrderStatus Obsolete { get; } = new("obsolete");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static OrderStatus IExtensibleEnum<OrderStatus>.Of(string name) => new(name);
}

/// <summary>How an order is placed.</summary>
/// <param name="Name">The word itself.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<NewOrderStatus>))]
public readonly record struct NewOrderStatus(string Name) : IExtensibleEnum<NewOrderStatus>
{
    /// <summary>To be fulfilled.</summary>
    public static NewOrderStatus Open { get; } = new("open");

    /// <summary>Routed, and released once it is unlocked.</summary>
    public static NewOrderStatus Locked { get; } = new("locked");

    /// <summary>Routed, and ends by itself unless it is confirmed.</summary>
    public static NewOrderStatus Promised { get; } = new("promised");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static NewOrderStatus IExtensibleEnum<NewOrderStatus>.Of(string name) => new(name);
}

/// <summary>Where a routing plan stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RoutingPlanStatus>))]
public readonly record struct RoutingPlanStatus(string Name) : IExtensibleEnum<RoutingPlanStatus>
{
    /// <summary>A facility was found and stock reserved.</summary>
    public static RoutingPlanStatus Routed { get; } = new("routed");

    /// <summary>No facility was found; waits for stock.</summary>
    public static RoutingPlanStatus NotRoutable { get; } = new("notRoutable");

    /// <summary>Superseded by a reroute.</summary>
    public static RoutingPlanStatus Rerouted { get; } = new("rerouted");

    /// <summary>Ended with the order.</summary>
    public static RoutingPlanStatus Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RoutingPlanStatus IExtensibleEnum<RoutingPlanStatus>.Of(string name) => new(name);
}

/// <summary>Why units were routed again.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RerouteReason>))]
public readonly record struct RerouteReason(string Name) : IExtensibleEnum<RerouteReason>
{
    /// <summary>The order was modified.</summary>
    public static RerouteReason OrderModified { get; } = new("orderModified");

    /// <summary>A pick job was aborted.</summary>
    public static RerouteReason Aborted { get; } = new("aborted");

    /// <summary>The units had found no place before.</summary>
    public static RerouteReason Waited { get; } = new("waited");

    /// <summary>The facility has less than was reserved there.</summary>
    public static RerouteReason StockZeroed { get; } = new("stockZeroed");

    /// <summary>Somebody had the whole order routed again.</summary>
    public static RerouteReason ProcessReroute { get; } = new("processReroute");

    /// <summary>Somebody took work from its facility.</summary>
    public static RerouteReason ManualReroute { get; } = new("manualReroute");

    /// <summary>Less was found than was asked for.</summary>
    public static RerouteReason ShortPick { get; } = new("shortPick");

    /// <summary>Somebody had one facility supply it.</summary>
    public static RerouteReason Assigned { get; } = new("assigned");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RerouteReason IExtensibleEnum<RerouteReason>.Of(string name) => new(name);
}

/// <summary>How an order reaches its customer.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<DeliveryKind>))]
public readonly record struct DeliveryKind(string Name) : IExtensibleEnum<DeliveryKind>
{
    /// <summary>It is sent.</summary>
    public static DeliveryKind Shipping { get; } = new("shipping");

    /// <summary>It is collected at a facility.</summary>
    public static DeliveryKind Collect { get; } = new("collect");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static DeliveryKind IExtensibleEnum<DeliveryKind>.Of(string name) => new(name);
}

/// <summary>What an address is for.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<AddressKind>))]
public readonly record struct AddressKind(string Name) : IExtensibleEnum<AddressKind>
{
    /// <summary>Goes to people.</summary>
    public static AddressKind Postal { get; } = new("postal");

    /// <summary>Goes to a locker.</summary>
    public static AddressKind ParcelLocker { get; } = new("parcelLocker");

    /// <summary>For the invoice only.</summary>
    public static AddressKind Invoice { get; } = new("invoice");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static AddressKind IExtensibleEnum<AddressKind>.Of(string name) => new(name);
}
