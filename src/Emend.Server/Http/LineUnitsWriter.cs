using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Http;

/// <summary>Writes what became of the units of a line. Both APIs use the same members.</summary>
internal static class LineUnitsWriter
{
    private static readonly ImmutableArray<(string Name, string Description, Func<LineUnits, Quantity> Quantity)> Definitions =
    [
        ("open", "Routed without reserved stock, and not picked.", u => u.Open),
        ("waiting", "Unroutable; waits for stock.", u => u.Waiting),
        ("reserved", "Routed with reserved stock, and not picked.", u => u.Reserved),
        ("picked", "Picked, and not handed over.", u => u.Picked),
        ("handedOver", "Handed over to the carrier or the customer.", u => u.HandedOver),
        ("canceled", "Not supplied: not found, or the pick job or the order was canceled.", u => u.Canceled),
        ("refused", "Not accepted by the customer; the goods are not restocked.", u => u.Refused),
        ("returned", "Not accepted by the customer; the goods are restocked.", u => u.Returned),
        ("toRestock", "Picked goods that the order no longer needs. Not part of the sum.", u => u.ToRestock),
    ];

    public static PropertySchema[] Members { get; } =
        [.. Definitions.Select(d => PropertySchema.Required(d.Name, new QuantitySchema(allowZero: true).WithDescription(d.Description)))];

    public static void Write(Utf8JsonWriter json, LineUnits units)
    {
        foreach (var (name, _, quantity) in Definitions)
        {
            json.WriteQuantity(name, quantity(units));
        }
    }
}
