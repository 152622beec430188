using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes modifications. Personal values are present only until the order is anonymized.</summary>
internal static class ModificationWriter
{
    public static void Write(Utf8JsonWriter json, ModificationDetail update)
    {
        json.WriteTimestamp("created", update.At);
        json.WriteText("comment", update.Comment);
        if (update.ShowsActor)
        {
            json.WriteString("user", update.ActorName);
        }

        json.WriteObject("changes", update, WriteChanges);
    }

    /// <summary>Writes the changed fields.</summary>
    public static void WriteChanges(Utf8JsonWriter json, ModificationDetail update)
    {
        var personalData = update.Events.OfType<OrderEvent.PersonalDataReplaced>().LastOrDefault()?.Personal;
        WriteLines(json, update);
        foreach (var set in update.Events.OfType<OrderEvent.PreferredTimeChanged>())
        {
            json.WriteTimestamp("preferredHandlingTime", set.To);
        }

        var names = ToSet(update.Events.OfType<OrderEvent.AttributesChanged>().SelectMany(e => e.Names));
        if (names.Count > 0)
        {
            json.WriteObject("customAttributes", (names, personalData), static (to, a) => WriteAttributes(to, a.names, a.personalData));
        }

        var members = ToSet(update.Events.OfType<OrderEvent.ConsumerChanged>().SelectMany(e => e.Members));
        if (members.Count > 0)
        {
            json.WriteObject("consumer", SelectMembers(personalData?.Consumer ?? Consumer.Unknown, members), ConsumerWriter.Write);
        }
    }

    private static HashSet<string> ToSet(IEnumerable<string> names) => new(names, StringComparer.Ordinal);

    private static void WriteAttributes(Utf8JsonWriter json, HashSet<string> names, PersonalData? personalData)
    {
        foreach (var name in names)
        {
            if (personalData?.Attributes.TryGetValue(name, out var value) ?? false)
            {
                json.WriteJson(name, value);
            }
            else
            {
                json.WriteNull(name);
            }
        }
    }

    private static void WriteLines(Utf8JsonWriter json, ModificationDetail update)
    {
        var changed = update.Events.Where(e => GetLineId(e) is not null).GroupBy(e => GetLineId(e)!.Value).ToList();
        if (changed.Count > 0)
        {
            json.WriteObjects("orderLineItems", changed, WriteLine);
        }
    }

    private static void WriteLine(Utf8JsonWriter json, IGrouping<LineId, OrderEvent> events)
    {
        json.WriteString("id", events.Key.Value);
        foreach (var orderEvent in events)
        {
            switch (orderEvent)
            {
                case OrderEvent.LineAdded e:
                    json.WriteQuantity("quantity", e.Line.Quantity);
                    json.WriteObject("article", e.Line, OrderLineWriter.WriteArticle);
                    break;
                case OrderEvent.LineRemoved:
                    json.WriteQuantity("quantity", Quantity.Zero);
                    break;
                case OrderEvent.LineQuantityChanged e:
                    json.WriteQuantity("quantity", e.To);
                    break;
                case OrderEvent.LineArticleChanged e:
                    json.WriteObject("article", e.To, static (to, properties) => OrderLineWriter.WriteArticle(to, null, properties));
                    break;
                default:
                    break;
            }
        }
    }

    private static LineId? GetLineId(OrderEvent orderEvent) => orderEvent switch
    {
        OrderEvent.LineAdded e => e.Line.Id,
        OrderEvent.LineRemoved e => e.Line,
        OrderEvent.LineQuantityChanged e => e.Line,
        OrderEvent.LineArticleChanged e => e.Line,
        _ => null,
    };

    private static Consumer SelectMembers(Consumer consumer, HashSet<string> members) => new()
    {
        ConsumerId = members.Contains("consumerId") ? consumer.ConsumerId : null,
        Email = members.Contains("email") ? consumer.Email : null,
        FacilityRef = members.Contains("facilityRef") ? consumer.FacilityRef : null,
        TenantFacilityId = members.Contains("tenantFacilityId") ? consumer.TenantFacilityId : null,
        Addresses = members.Contains("addresses") ? consumer.Addresses : [],
        Attributes = members.Contains("customAttributes") ? consumer.Attributes : PersonalData.NoAttributes,
    };
}
