using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Facilities, ours to theirs. Their own document carries what routing does not read.</summary>
internal static class FacilityBody
{
    private static readonly string[] Shown = ["street", "houseNumber", "postalCode", "city", "country", "province"];

    public static void Write(Utf8JsonWriter json, KeptFacility kept)
    {
        Head(json, kept);
        json.WriteString("locationType", LocationType(kept));
        json.Spread(kept.Doc, "locationType");
    }

    /// <summary>What a list shows of a facility.</summary>
    public static void Stripped(Utf8JsonWriter json, KeptFacility kept)
    {
        Head(json, kept);
        var doc = JsonElement.Parse(kept.Doc.Raw);
        json.Text("name", doc.Text("name"));
        if (doc.Part("address") is not { } address) return;
        foreach (var member in address.EnumerateObject().Where(m => Shown.Contains(m.Name))) member.WriteTo(json);
    }

    private static string LocationType(KeptFacility kept) =>
        JsonElement.Parse(kept.Doc.Raw).Text("locationType") ?? (kept.Facility.Kind is FacilityKind.Warehouse ? "WAREHOUSE" : "STORE");

    private static void Head(Utf8JsonWriter json, KeptFacility kept)
    {
        json.WriteString("id", kept.Facility.Id.Value);
        json.WriteNumber("version", kept.Version);
        json.Moment("created", kept.CreatedAt);
        json.Moment("lastModified", kept.ModifiedAt);
        json.Text("tenantFacilityId", kept.TenantFacilityId);
        json.WriteString("type", "MANAGED_FACILITY");
        json.WriteString("status", StatusNames.Of(kept.Facility.Status));
    }
}
