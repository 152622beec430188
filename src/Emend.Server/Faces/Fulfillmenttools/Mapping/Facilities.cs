using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Mapping;

/// <summary>Facilities, theirs to ours. What routing does not read is kept as it came.</summary>
internal static class Facilities
{
    private const string Location = "locationType";

    public static KeptFacility New(FacilityId id, JsonElement body, DateTimeOffset now) => Of(id, body, 1, now, now);

    /// <summary>The facility with the members given in place of its own, still in its version; the same where nothing differs.</summary>
    public static KeptFacility Changed(KeptFacility kept, JsonElement given)
    {
        var before = Merged(kept, JsonElement.Parse("{}"));
        var after = Merged(kept, given);
        return after == before ? kept : Of(kept.Facility.Id, JsonElement.Parse(after.Raw), kept.Version, kept.CreatedAt, kept.ModifiedAt);
    }

    private static KeptFacility Of(FacilityId id, JsonElement body, long version, DateTimeOffset created, DateTimeOffset modified)
    {
        var address = body.GetProperty("address");
        var facility = new Facility(
            id,
            StatusNames.FacilityStatusOf(body.Text("status")) ?? FacilityStatus.Online,
            body.Text(Location) == "WAREHOUSE" ? FacilityKind.Warehouse : FacilityKind.Store,
            new Place(address.Text("country")!, address.Text("postalCode")!, Consumers.Point(address.Part("resolvedCoordinates"))))
        {
            Terms = FacilityOffers.Terms(body),
        };
        var doc = CanonicalJson.Members(body, IsKept)!.Value;
        return new(facility, body.Text("tenantFacilityId"), version, doc, created, modified);
    }

    // A facility that did not come through this face may lack members: routing's own values stand in for them.
    private static JsonText Merged(KeptFacility kept, JsonElement given)
    {
        var merged = CanonicalJson.Write(json =>
        {
            var doc = JsonElement.Parse(kept.Doc.Raw);
            json.WriteStartObject();
            if (!given.Has("status")) json.WriteString("status", StatusNames.Of(kept.Facility.Status));
            if (!given.Has("tenantFacilityId")) json.Text("tenantFacilityId", kept.TenantFacilityId);
            if (!given.Has(Location) && !doc.Has(Location))
                json.WriteString(Location, kept.Facility.Kind is FacilityKind.Warehouse ? "WAREHOUSE" : "STORE");
            foreach (var member in doc.EnumerateObject().Where(m => !given.Has(m.Name))) member.WriteTo(json);
            foreach (var member in given.EnumerateObject().Where(m => !IsOfTheRequest(m.Name))) member.WriteTo(json);
            json.WriteEndObject();
        });
        return CanonicalJson.Of(JsonElement.Parse(merged.Raw));
    }

    private static bool IsOfTheRequest(string name) => name is "version" or "type" or "action";

    private static bool IsKept(string name) => name is not ("tenantFacilityId" or "status" or "type" or "version");
}
