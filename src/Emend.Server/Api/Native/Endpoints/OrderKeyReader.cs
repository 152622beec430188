using Emend.Server.Application.Orders;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>The order in a path: an order id, or <c>tenantOrderId:</c> and the order number of the shop.</summary>
internal static class OrderKeyReader
{
    private const string TenantOrderIdPrefix = "tenantOrderId:";

    /// <summary>The key of the order. Ids of orders contain no colon.</summary>
    /// <param name="reference">The segment of the path. The web server decodes every character except the slash.</param>
    public static OrderKey Read(string reference) => reference.StartsWith(TenantOrderIdPrefix, StringComparison.Ordinal)
        ? new OrderKey.ByTenantOrderId(
            reference[TenantOrderIdPrefix.Length..].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))
        : new OrderKey.ById(new(reference));
}
