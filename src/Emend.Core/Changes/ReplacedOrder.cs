using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>The state of an order after its content is replaced.</summary>
internal static class ReplacedOrder
{
    /// <summary>Creates the state. A line without a match gets a temporary id.</summary>
    public static Order Create(Order order, NewOrder content)
    {
        var unmatched = order.Lines.ToList();
        var lines = ImmutableArray.CreateBuilder<Line>(content.Lines.Length);
        var attributes = ImmutableDictionary.CreateBuilder<LineId, ImmutableSortedDictionary<string, JsonText>>();
        foreach (var (line, index) in content.Lines.Select((line, index) => (line, index)).OrderBy(l => l.line.ExternalKey is null))
        {
            var match = unmatched.Find(l => Matches(l, line) && l.Properties == line.Properties) ?? unmatched.Find(l => Matches(l, line));
            unmatched.Remove(match!);
            var target = match is null
                ? line.ToLine(new LineId($"new-{index}"), null)
                : match with { Quantity = line.Quantity, Properties = line.Properties };
            lines.Add(target);
            if (!line.Attributes.IsEmpty)
            {
                attributes[target.Id] = line.Attributes;
            }
        }

        return order with
        {
            Lines = lines.DrainToImmutable(),
            Delivery = order.Delivery with
            {
                Kind = content.Delivery.Kind,
                CollectAt = content.Delivery.CollectAt,
                PreferredTime = content.Delivery.PreferredTime,
                ShippingPreferences = content.Delivery.ShippingPreferences,
            },
            PersonalData = order.PersonalData.IsErased ? order.PersonalData : order.PersonalData with
            {
                Consumer = content.Consumer,
                Attributes = content.Attributes,
                LineAttributes = attributes.ToImmutable(),
            },
        };
    }

    // The article of a line never changes, so a key that now stands for another article is a new line.
    private static bool Matches(Line present, NewOrderLine line) =>
        present.Article == line.Article && (line.ExternalKey is null || line.ExternalKey == present.ExternalKey);
}
