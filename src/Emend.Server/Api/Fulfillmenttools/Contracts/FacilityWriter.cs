using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Facilities, ours to theirs. Their own document carries what routing does not read.</summary>
internal static class FacilityWriter
{
    private static readonly string[] Shown = ["street", "houseNumber", "postalCode", "city", "country", "province"];

    public static void Write(Utf8JsonWriter json, StoredFacility storedFacility)
    {
        Head(json, storedFacility);
        json.WriteString("locationType", LocationType(storedFacility));
        json.Spread(storedFacility.Doc, "locationType");
    }

    /// <summary>What a list shows of a facility.</summary>
    public static void Stripped(Utf8JsonWriter json, StoredFacility storedFacility)
    {
        Head(json, storedFacility);
        var doc = JsonElement.Parse(storedFacility.Doc.Raw);
        json.Text("name", doc.Text("name"));
        if (doc.Part("address") is not { } address) return;
        foreach (var member in address.EnumerateObject().Where(m => Shown.Contains(m.Name))) member.WriteTo(json);
    }

    private static string LocationType(StoredFacility storedFacility) =>
        JsonElement.Parse(storedFacility.Doc.Raw).Text("locationType") ?? (storedFacility.Facility.Kind is FacilityKind.Warehouse ? "WAREHOUSE" : "STORE");

    private static void Head(Utf8JsonWriter json, StoredFacility storedFacility)
    {
        json.WriteString("id", storedFacility.Facility.Id.Value);
        json.WriteNumber("version", storedFacility.Version);
        json.Moment("created", storedFacility.CreatedAt);
        json.Moment("lastModified", storedFacility.ModifiedAt);
        json.Text("tenantFacilityId", storedFacility.TenantFacilityId);
        json.WriteString("type", "MANAGED_FACILITY");
        json.WriteString("status", FulfillmenttoolsStatusNames.Of(storedFacility.Facility.Status));
    }
}
