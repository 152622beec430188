using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Response header with the unroutable units of an order. The vendor's order schema allows no further members.</summary>
internal static class UnroutableUnitsHeader
{
    /// <summary>Pairs of line id and unroutable quantity, such as <c>id=45, id=1</c>. Absent if all units are routed.</summary>
    public const string Name = "Emend-Unroutable-Units";

    /// <summary>Maximum number of lines, so that proxies accept the header. The routing plans contain all lines.</summary>
    private const int MaxLines = 50;

    /// <summary>Writes the header for an order.</summary>
    public static void Write(HttpContext context, Order order)
    {
        if (!order.Plans.Any(p => p.IsUnroutable))
        {
            return;
        }

        var lines = order.Lines.Select(l => (l.Id, Quantity: RoutingCoverage.GetUnroutableQuantity(order, l.Id)))
            .Where(l => l.Quantity > Quantity.Zero)
            .Take(MaxLines);
        context.Response.Headers[Name] = string.Join(", ", lines.Select(l => $"{l.Id.Value}={l.Quantity}"));
    }
}
