using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Faces.Fulfillmenttools.Wire;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>Everything that can be searched.</summary>
internal static class SearchKinds
{
    /// <summary>Orders, without what was done to them.</summary>
    public static readonly SearchKind<Order> Orders = new(
        "orders",
        Permissions.AdminModulesRead,
        new(OrderQuery.Clause, OrderQuery.Sortings),
        static (json, order) => OrderBody.Write(json, new(order, [])));
}
