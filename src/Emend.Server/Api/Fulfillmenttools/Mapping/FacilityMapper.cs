using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Facilities, theirs to ours. What routing does not read is kept as it came.</summary>
internal static class FacilityMapper
{
    private const string Location = "locationType";

    public static StoredFacility New(FacilityId id, JsonElement body, DateTimeOffset now) => Of(id, body, 1, now, now);

    /// <summary>The facility with the members given in place of its own, still in its version; the same where nothing differs.</summary>
    public static StoredFacility Changed(StoredFacility storedFacility, JsonElement given)
    {
        var before = Merged(storedFacility, JsonElement.Parse("{}"));
        var after = Merged(storedFacility, given);
        return after == before ? storedFacility : Of(storedFacility.Facility.Id, JsonElement.Parse(after.Raw), storedFacility.Version, storedFacility.CreatedAt, storedFacility.ModifiedAt);
    }

    private static StoredFacility Of(FacilityId id, JsonElement body, long version, DateTimeOffset created, DateTimeOffset modified)
    {
        var address = body.GetProperty("address");
        var facility = new Facility(
            id,
            FulfillmenttoolsStatusNames.FacilityStatusOf(body.Text("status")) ?? FacilityStatus.Online,
            body.Text(Location) == "WAREHOUSE" ? FacilityKind.Warehouse : FacilityKind.Store,
            new PostalLocation(address.Text("country")!, address.Text("postalCode")!, ConsumerMapper.Point(address.Part("resolvedCoordinates"))))
        {
            Terms = FacilityCapabilitiesMapper.Terms(body),
        };
        var doc = CanonicalJson.Members(body, IsKept)!.Value;
        return new(facility, body.Text("tenantFacilityId"), version, doc, created, modified);
    }

    // A facility that did not come through this face may lack members: routing's own values stand in for them.
    private static JsonText Merged(StoredFacility storedFacility, JsonElement given)
    {
        var merged = CanonicalJson.Write(json =>
        {
            var doc = JsonElement.Parse(storedFacility.Doc.Raw);
            json.WriteStartObject();
            if (!given.Has("status")) json.WriteString("status", FulfillmenttoolsStatusNames.Of(storedFacility.Facility.Status));
            if (!given.Has("tenantFacilityId")) json.Text("tenantFacilityId", storedFacility.TenantFacilityId);
            if (!given.Has(Location) && !doc.Has(Location))
                json.WriteString(Location, storedFacility.Facility.Kind is FacilityKind.Warehouse ? "WAREHOUSE" : "STORE");
            foreach (var member in doc.EnumerateObject().Where(m => !given.Has(m.Name))) member.WriteTo(json);
            foreach (var member in given.EnumerateObject().Where(m => !IsOfTheRequest(m.Name))) member.WriteTo(json);
            json.WriteEndObject();
        });
        return CanonicalJson.Of(JsonElement.Parse(merged.Raw));
    }

    private static bool IsOfTheRequest(string name) => name is "version" or "type" or "action";

    private static bool IsKept(string name) => name is not ("tenantFacilityId" or "status" or "type" or "version");
}
