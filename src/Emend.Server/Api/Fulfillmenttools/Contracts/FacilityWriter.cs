using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes facilities. Members that routing does not read come from the stored document.</summary>
internal static class FacilityWriter
{
    private static readonly string[] ShortFormAddressMembers = ["street", "houseNumber", "postalCode", "city", "country", "province"];

    public static void Write(Utf8JsonWriter json, StoredFacility facility)
    {
        WriteHead(json, facility);
        json.WriteString("locationType", GetLocationType(facility));
        json.WriteMembers(facility.Doc, "locationType");
    }

    /// <summary>Writes the short form for lists.</summary>
    public static void WriteStripped(Utf8JsonWriter json, StoredFacility facility)
    {
        WriteHead(json, facility);
        var doc = JsonElement.Parse(facility.Doc.Raw);
        json.WriteText("name", doc.ReadText("name"));
        if (doc.ReadMember("address") is not { } address)
        {
            return;
        }

        foreach (var member in address.EnumerateObject().Where(m => ShortFormAddressMembers.Contains(m.Name)))
        {
            member.WriteTo(json);
        }
    }

    private static string GetLocationType(StoredFacility facility) =>
        JsonElement.Parse(facility.Doc.Raw).ReadText("locationType") ?? (
            facility.Facility.Kind is FacilityKind.Warehouse ? "WAREHOUSE" : "STORE");

    private static void WriteHead(Utf8JsonWriter json, StoredFacility facility)
    {
        json.WriteString("id", facility.Facility.Id.Value);
        json.WriteNumber("version", facility.Version);
        json.WriteTimestamp("created", facility.CreatedAt);
        json.WriteTimestamp("lastModified", facility.ModifiedAt);
        json.WriteText("tenantFacilityId", facility.TenantFacilityId);
        json.WriteString("type", "MANAGED_FACILITY");
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(facility.Facility.Status));
    }
}
