using System.Diagnostics;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Status of an order in this API. Source: schema OrderStatus of the OpenAPI document of fulfillmenttools.</summary>
internal enum FulfillmenttoolsOrderStatus
{
    /// <summary>The order is being fulfilled, or all its work is done.</summary>
    Open,

    /// <summary>The order is canceled.</summary>
    Canceled,

    /// <summary>The order is promised and not confirmed.</summary>
    Promised,

    /// <summary>The order is routed, but not released until it is unlocked.</summary>
    Locked,

    /// <summary>The order is deleted. No request finds it, so responses do not have this status.</summary>
    Obsolete,
}

/// <summary>Derives the status of an order from its facts. Each combination of facts is in exactly one row.</summary>
internal static class FulfillmenttoolsOrderStatusTable
{
    public static FulfillmenttoolsOrderStatus From(OrderFacts facts) => facts switch
    {
        { IsDeleted: true } => FulfillmenttoolsOrderStatus.Obsolete,
        { IsDeleted: false, IsCanceled: true } => FulfillmenttoolsOrderStatus.Canceled,
        { IsDeleted: false, IsCanceled: false, IsPromised: true } => FulfillmenttoolsOrderStatus.Promised,
        { IsDeleted: false, IsCanceled: false, IsPromised: false, IsLocked: true } => FulfillmenttoolsOrderStatus.Locked,
        { IsDeleted: false, IsCanceled: false, IsPromised: false, IsLocked: false } => FulfillmenttoolsOrderStatus.Open,
    };

    /// <summary>The stored status of the orders that have the status.</summary>
    public static string ToStored(FulfillmenttoolsOrderStatus status) => status switch
    {
        FulfillmenttoolsOrderStatus.Open => StoredOrderStatus.Open,
        FulfillmenttoolsOrderStatus.Canceled => StoredOrderStatus.Canceled,
        FulfillmenttoolsOrderStatus.Promised => StoredOrderStatus.Promised,
        FulfillmenttoolsOrderStatus.Locked => StoredOrderStatus.Locked,
        FulfillmenttoolsOrderStatus.Obsolete => StoredOrderStatus.Deleted,
        _ => throw new UnreachableException(),
    };
}
