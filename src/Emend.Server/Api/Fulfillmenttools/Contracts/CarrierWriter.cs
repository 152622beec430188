using System.Text.Json;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Carriers and their connections, ours to theirs.</summary>
internal static class CarrierWriter
{
    public static void Write(Utf8JsonWriter json, StoredCarrier carrier)
    {
        Stripped(json, carrier);
        json.Spread(carrier.Doc, "name");
    }

    public static void Stripped(Utf8JsonWriter json, StoredCarrier carrier)
    {
        json.WriteString("id", carrier.Id);
        json.WriteNumber("version", carrier.Version);
        json.Moment("created", carrier.CreatedAt);
        json.Moment("lastModified", carrier.ModifiedAt);
        json.WriteString("key", carrier.Key);
        json.Text("name", JsonElement.Parse(carrier.Doc.Raw).Text("name"));
        json.WriteString("status", Status(carrier.Active));
        json.WriteString("deliveryType", DeliveryType(carrier));
        json.WriteString("lifecycle", "GA");
    }

    public static void Connection(Utf8JsonWriter json, StoredCarrierConnection connection)
    {
        json.WriteString("id", $"{connection.Facility}_{connection.Carrier.Id}");
        json.WriteString("facilityRef", connection.Facility.Value);
        json.WriteString("carrierRef", connection.Carrier.Id);
        json.WriteString("key", connection.Carrier.Key);
        json.WriteNumber("version", connection.Version);
        json.Moment("created", connection.CreatedAt);
        json.Moment("lastModified", connection.ModifiedAt);
        json.WriteString("status", Status(connection.Active));
        json.WriteString("deliveryType", DeliveryType(connection.Carrier));
        json.Spread(connection.Doc);
    }

    private static string Status(bool active) => active ? "ACTIVE" : "INACTIVE";

    private static string DeliveryType(StoredCarrier carrier) => carrier.SameDay ? "SAMEDAY" : "DELIVERY";
}
