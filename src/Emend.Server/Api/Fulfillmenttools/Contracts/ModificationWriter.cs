using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>What a modification changed, ours to theirs. Personal values are told only while they are kept.</summary>
internal static class ModificationWriter
{
    public static void Write(Utf8JsonWriter json, ModificationDetail update)
    {
        json.Moment("created", update.At);
        json.Text("comment", update.Comment);
        if (update.TellsActor) json.WriteString("user", update.ActorName);
        json.Object("changes", update, Changes);
    }

    /// <summary>The fields that were changed.</summary>
    public static void Changes(Utf8JsonWriter json, ModificationDetail update)
    {
        var personalData = update.Events.OfType<OrderEvent.PersonalDataReplaced>().LastOrDefault()?.Personal;
        Lines(json, update);
        foreach (var set in update.Events.OfType<OrderEvent.PreferredTimeChanged>()) json.Moment("preferredHandlingTime", set.To);
        var names = Names(update.Events.OfType<OrderEvent.AttributesChanged>().SelectMany(e => e.Names));
        if (names.Count > 0) json.Object("customAttributes", (names, personalData), static (to, a) => Attributes(to, a.names, a.personalData));
        var members = Names(update.Events.OfType<OrderEvent.ConsumerChanged>().SelectMany(e => e.Members));
        if (members.Count > 0) json.Object("consumer", Only(personalData?.Consumer ?? Consumer.Unknown, members), ConsumerWriter.Write);
    }

    private static HashSet<string> Names(IEnumerable<string> names) => new(names, StringComparer.Ordinal);

    private static void Attributes(Utf8JsonWriter json, HashSet<string> names, PersonalData? personalData)
    {
        foreach (var name in names)
        {
            if (personalData?.Attributes.TryGetValue(name, out var value) ?? false) json.Kept(name, value);
            else json.WriteNull(name);
        }
    }

    private static void Lines(Utf8JsonWriter json, ModificationDetail update)
    {
        var changed = update.Events.Where(e => LineOf(e) is not null).GroupBy(e => LineOf(e)!.Value).ToList();
        if (changed.Count > 0) json.Objects("orderLineItems", changed, Line);
    }

    private static void Line(Utf8JsonWriter json, IGrouping<LineId, OrderEvent> events)
    {
        json.WriteString("id", events.Key.Value);
        foreach (var orderEvent in events)
        {
            switch (orderEvent)
            {
                case OrderEvent.LineAdded e:
                    json.Amount("quantity", e.Line.Quantity);
                    json.Object("article", e.Line, OrderLineWriter.Article);
                    break;
                case OrderEvent.LineRemoved:
                    json.Amount("quantity", Quantity.Zero);
                    break;
                case OrderEvent.LineQuantityChanged e:
                    json.Amount("quantity", e.To);
                    break;
                case OrderEvent.LineArticleChanged e:
                    json.Object("article", e.To, static (to, properties) => OrderLineWriter.Article(to, null, properties));
                    break;
                default:
                    break;
            }
        }
    }

    private static LineId? LineOf(OrderEvent orderEvent) => orderEvent switch
    {
        OrderEvent.LineAdded e => e.Line.Id,
        OrderEvent.LineRemoved e => e.Line,
        OrderEvent.LineQuantityChanged e => e.Line,
        OrderEvent.LineArticleChanged e => e.Line,
        _ => null,
    };

    private static Consumer Only(Consumer consumer, HashSet<string> members) => new()
    {
        ConsumerId = members.Contains("consumerId") ? consumer.ConsumerId : null,
        Email = members.Contains("email") ? consumer.Email : null,
        FacilityRef = members.Contains("facilityRef") ? consumer.FacilityRef : null,
        TenantFacilityId = members.Contains("tenantFacilityId") ? consumer.TenantFacilityId : null,
        Addresses = members.Contains("addresses") ? consumer.Addresses : [],
        Attributes = members.Contains("customAttributes") ? consumer.Attributes : PersonalData.NoAttributes,
    };
}
