using System.Diagnostics;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Api.Native;

/// <summary>Status of an order in this API.</summary>
internal enum NativeOrderStatus
{
    /// <summary>The order is being fulfilled, or all its work is done.</summary>
    Open,

    /// <summary>The order is canceled. It never has another status, unless it is deleted.</summary>
    Canceled,

    /// <summary>The order is promised and routed, and its stock is reserved. It expires unless it is confirmed.</summary>
    Promised,

    /// <summary>The order is routed, and its stock is reserved. It has no pick jobs until it is unlocked.</summary>
    Locked,

    /// <summary>The order is deleted. Requests do not find it; only an event of its deletion shows the status.</summary>
    Obsolete,
}

/// <summary>Derives the status of an order from its facts. Each combination of facts is in exactly one row.</summary>
internal static class NativeOrderStatusTable
{
    public static NativeOrderStatus From(OrderFacts facts) => facts switch
    {
        { IsDeleted: true } => NativeOrderStatus.Obsolete,
        { IsDeleted: false, IsCanceled: true } => NativeOrderStatus.Canceled,
        { IsDeleted: false, IsCanceled: false, IsPromised: true } => NativeOrderStatus.Promised,
        { IsDeleted: false, IsCanceled: false, IsPromised: false, IsLocked: true } => NativeOrderStatus.Locked,
        { IsDeleted: false, IsCanceled: false, IsPromised: false, IsLocked: false } => NativeOrderStatus.Open,
    };

    /// <summary>The stored status of the orders that have the status.</summary>
    public static string ToStored(NativeOrderStatus status) => status switch
    {
        NativeOrderStatus.Open => StoredOrderStatus.Open,
        NativeOrderStatus.Canceled => StoredOrderStatus.Canceled,
        NativeOrderStatus.Promised => StoredOrderStatus.Promised,
        NativeOrderStatus.Locked => StoredOrderStatus.Locked,
        NativeOrderStatus.Obsolete => StoredOrderStatus.Deleted,
        _ => throw new UnreachableException(),
    };
}
