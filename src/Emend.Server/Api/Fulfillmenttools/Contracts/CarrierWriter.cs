using System.Text.Json;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Shipping;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes carriers and carrier connections.</summary>
internal static class CarrierWriter
{
    // The size of a parcel in centimeters, unless the carrier has its own. The values of the vendor.
    private static readonly (string Member, int Size)[] DefaultSizes =
        [("defaultParcelWidthInCm", 35), ("defaultParcelLengthInCm", 25), ("defaultParcelHeightInCm", 10)];

    public static void Write(Utf8JsonWriter json, StoredCarrier carrier)
    {
        WriteStripped(json, carrier);
        json.WriteMembers(carrier.Doc, "name");
        var doc = JsonElement.Parse(carrier.Doc.Raw);
        foreach (var (member, size) in DefaultSizes.Where(s => !doc.HasMember(s.Member)))
        {
            json.WriteNumber(member, size);
        }
    }

    public static void WriteStripped(Utf8JsonWriter json, StoredCarrier carrier)
    {
        json.WriteString("id", carrier.Id);
        json.WriteNumber("version", carrier.Version);
        json.WriteTimestamp("created", carrier.CreatedAt);
        json.WriteTimestamp("lastModified", carrier.ModifiedAt);
        json.WriteString("key", carrier.Key);
        json.WriteText("name", JsonElement.Parse(carrier.Doc.Raw).ReadText("name"));
        json.WriteString("status", GetStatus(carrier.Active));
        json.WriteString("deliveryType", GetDeliveryType(carrier));
        json.WriteString("lifecycle", "GA");
    }

    public static void WriteConfiguration(Utf8JsonWriter json, StoredCarrier carrier)
    {
        json.WriteString("id", carrier.Id);
        json.WriteNumber("version", carrier.Version);
        json.WriteTimestamp("created", carrier.CreatedAt);
        json.WriteTimestamp("lastModified", carrier.ModifiedAt);
        json.WriteString("carrierRef", carrier.Id);
        json.WriteBoolean("returnLabel", false);
    }

    public static void WriteConnection(Utf8JsonWriter json, StoredCarrierConnection connection)
    {
        json.WriteString("id", $"{connection.Facility}_{connection.Carrier.Id}");
        json.WriteString("facilityRef", connection.Facility.Value);
        json.WriteString("carrierRef", connection.Carrier.Id);
        json.WriteString("key", connection.Carrier.Key);
        json.WriteNumber("version", connection.Version);
        json.WriteTimestamp("created", connection.CreatedAt);
        json.WriteTimestamp("lastModified", connection.ModifiedAt);
        json.WriteString("status", GetStatus(connection.Active));
        json.WriteString("deliveryType", GetDeliveryType(connection.Carrier));
        json.WriteMembers(connection.Doc);
    }

    private static string GetStatus(bool active) => active ? "ACTIVE" : "INACTIVE";

    private static string GetDeliveryType(StoredCarrier carrier) => carrier.SameDay ? "SAMEDAY" : "DELIVERY";
}
