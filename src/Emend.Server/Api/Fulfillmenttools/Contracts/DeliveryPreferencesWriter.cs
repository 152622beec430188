using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// Writes the delivery preferences of the request with the current preferred date: desired delivery time of a shipped order, or
/// provisioning time of a collected order.
/// </summary>
internal static class DeliveryPreferencesWriter
{
    public const string Name = "deliveryPreferences";

    private const string DesiredDeliveryTime = "desiredDeliveryTime";
    private const string ProvisioningTime = "provisioningTime";

    public static void Write(Utf8JsonWriter json, Order order)
    {
        var given = order.PersonalData.AdditionalData is { } extras ? JsonElement.Parse(extras.Raw).ReadMember(Name) : null;
        if (given is null && order.Delivery.PreferredTime is null)
        {
            return;
        }

        json.WriteStartObject(Name);
        if (order.Delivery.Kind is DeliveryKind.Collect)
        {
            WriteCollect(json, order.Delivery, given);
        }
        else
        {
            WriteShipping(json, order.Delivery, given);
        }

        foreach (var member in GetMembers(given, "shipping", "collect"))
        {
            member.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteShipping(Utf8JsonWriter json, Delivery delivery, JsonElement? given)
    {
        if (given?.ReadMember("shipping") is null && delivery.PreferredTime is null)
        {
            return;
        }

        json.WriteStartObject("shipping");
        json.WriteTimestamp(DesiredDeliveryTime, delivery.PreferredTime);
        foreach (var member in GetMembers(given?.ReadMember("shipping"), DesiredDeliveryTime))
        {
            member.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteCollect(Utf8JsonWriter json, Delivery delivery, JsonElement? given)
    {
        if (given?.ReadMember("shipping") is { } shipping)
        {
            json.WritePropertyName("shipping");
            shipping.WriteTo(json);
        }

        var first = given?.ReadEntries("collect").Select(c => (JsonElement?)c).FirstOrDefault();
        json.WriteStartArray("collect");
        json.WriteStartObject();
        if (first is null)
        {
            json.WriteText("facilityRef", delivery.CollectAt?.Value);
        }

        json.WriteTimestamp(ProvisioningTime, delivery.PreferredTime);
        foreach (var member in GetMembers(first, ProvisioningTime))
        {
            member.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static IEnumerable<JsonProperty> GetMembers(JsonElement? value, params string[] except) =>
        value is { } given ? given.EnumerateObject().Where(m => !except.Contains(m.Name)) : [];
}
