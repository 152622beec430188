using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// The delivery preferences as they were given, with the preferred date as it is now: the desired delivery time of a shipped order,
/// the provisioning time of a collected one.
/// </summary>
internal static class DeliveryPreferencesWriter
{
    public const string Name = "deliveryPreferences";

    private const string Desired = "desiredDeliveryTime";
    private const string Provisioning = "provisioningTime";

    public static void Write(Utf8JsonWriter json, Order order)
    {
        var given = order.PersonalData.AdditionalData is { } extras ? JsonElement.Parse(extras.Raw).Part(Name) : null;
        if (given is null && order.Delivery.PreferredTime is null) return;
        json.WriteStartObject(Name);
        if (order.Delivery.Kind is DeliveryKind.Collect) Collect(json, order.Delivery, given);
        else Shipping(json, order.Delivery, given);
        foreach (var member in Members(given, "shipping", "collect")) member.WriteTo(json);
        json.WriteEndObject();
    }

    private static void Shipping(Utf8JsonWriter json, Delivery delivery, JsonElement? given)
    {
        if (given?.Part("shipping") is null && delivery.PreferredTime is null) return;
        json.WriteStartObject("shipping");
        json.Moment(Desired, delivery.PreferredTime);
        foreach (var member in Members(given?.Part("shipping"), Desired)) member.WriteTo(json);
        json.WriteEndObject();
    }

    private static void Collect(Utf8JsonWriter json, Delivery delivery, JsonElement? given)
    {
        if (given?.Part("shipping") is { } shipping)
        {
            json.WritePropertyName("shipping");
            shipping.WriteTo(json);
        }

        var first = given?.Entries("collect").Select(c => (JsonElement?)c).FirstOrDefault();
        json.WriteStartArray("collect");
        json.WriteStartObject();
        if (first is null) json.Text("facilityRef", delivery.CollectAt?.Value);
        json.Moment(Provisioning, delivery.PreferredTime);
        foreach (var member in Members(first, Provisioning)) member.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static IEnumerable<JsonProperty> Members(JsonElement? value, params string[] except) =>
        value is { } given ? given.EnumerateObject().Where(m => !except.Contains(m.Name)) : [];
}
