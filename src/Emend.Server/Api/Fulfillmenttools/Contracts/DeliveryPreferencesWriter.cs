using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// Writes the delivery preferences of the request with the current preferred date: desired delivery time of a shipped order, or
/// provisioning time of a collected order. After a change of the delivery, also the current facility, service level and carriers.
/// </summary>
internal static class DeliveryPreferencesWriter
{
    public const string Name = "deliveryPreferences";

    private const string DesiredDeliveryTime = "desiredDeliveryTime";
    private const string ProvisioningTime = "provisioningTime";

    private static readonly string[] PreferenceNames = ["serviceLevel", "preferredCarriers", "preferredCarriersWithProduct"];
    private static readonly string[] FacilityNames = ["facilityRef", "tenantFacilityId"];

    public static void Write(Utf8JsonWriter json, Order order)
    {
        var given = order.PersonalData.AdditionalData is { } extras ? JsonElement.Parse(extras.Raw).ReadMember(Name) : null;
        if (given is null && order.Delivery is { PreferredTime: null, IsModified: false })
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
        if (given?.ReadMember("shipping") is null && delivery is { PreferredTime: null, IsModified: false })
        {
            return;
        }

        json.WriteStartObject("shipping");
        json.WriteTimestamp(DesiredDeliveryTime, delivery.PreferredTime);
        if (delivery.IsModified)
        {
            WritePreferences(json, delivery.ShippingPreferences);
        }

        string[] written = [DesiredDeliveryTime, .. delivery.IsModified ? PreferenceNames : []];
        foreach (var member in GetMembers(given?.ReadMember("shipping"), written))
        {
            member.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WritePreferences(Utf8JsonWriter json, ShippingPreferences? preferences)
    {
        json.WriteString("serviceLevel", preferences is { SameDay: true } ? "SAMEDAY" : "DELIVERY");
        if (preferences is { Carriers: { IsEmpty: false } carriers })
        {
            json.WriteTexts("preferredCarriers", carriers);
        }
    }

    private static void WriteCollect(Utf8JsonWriter json, Delivery delivery, JsonElement? given)
    {
        if (!delivery.IsModified && given?.ReadMember("shipping") is { } shipping)
        {
            json.WritePropertyName("shipping");
            shipping.WriteTo(json);
        }

        var first = given?.ReadEntries("collect").Select(c => (JsonElement?)c).FirstOrDefault();
        json.WriteStartArray("collect");
        json.WriteStartObject();
        if (first is null || delivery.IsModified)
        {
            json.WriteText("facilityRef", delivery.CollectAt?.Value);
        }

        json.WriteTimestamp(ProvisioningTime, delivery.PreferredTime);
        foreach (var member in GetMembers(first, [ProvisioningTime, .. delivery.IsModified ? FacilityNames : []]))
        {
            member.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static IEnumerable<JsonProperty> GetMembers(JsonElement? value, params string[] except) =>
        value is { } given ? given.EnumerateObject().Where(m => !except.Contains(m.Name)) : [];
}
