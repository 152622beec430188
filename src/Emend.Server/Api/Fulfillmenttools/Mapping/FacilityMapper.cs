using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to facilities. Members that routing does not read are stored unchanged.</summary>
internal static class FacilityMapper
{
    private const string LocationTypeMember = "locationType";

    public static StoredFacility ReadFacility(FacilityId id, JsonElement body, DateTimeOffset now) => CreateFacility(id, body, 1, now, now);

    /// <summary>Applies the present members to a facility. Keeps the version. Returns the same instance if nothing differs.</summary>
    public static StoredFacility ApplyChanges(StoredFacility facility, JsonElement given)
    {
        var before = Merge(facility, JsonElement.Parse("{}"));
        var after = Merge(facility, given);
        return after == before
            ? facility
            : CreateFacility(facility.Facility.Id, JsonElement.Parse(after.Raw), facility.Version, facility.CreatedAt, facility.ModifiedAt);
    }

    /// <summary>Replaces all members of a facility. Keeps the version. Returns the same instance if nothing differs.</summary>
    public static StoredFacility Replace(StoredFacility facility, JsonElement body)
    {
        var after = CreateFacility(facility.Facility.Id, body, facility.Version, facility.CreatedAt, facility.ModifiedAt);
        return Merge(after, JsonElement.Parse("{}")) == Merge(facility, JsonElement.Parse("{}")) ? facility : after;
    }

    private static StoredFacility CreateFacility(
        FacilityId id, JsonElement body, long version, DateTimeOffset created, DateTimeOffset modified)
    {
        var address = body.GetProperty("address");
        var facility = new Facility(
            id,
            FulfillmenttoolsStatusNames.ParseFacilityStatus(body.ReadText("status")) ?? FacilityStatus.Online,
            body.ReadText(LocationTypeMember) == "WAREHOUSE" ? FacilityKind.Warehouse : FacilityKind.Store,
            new PostalLocation(
                address.ReadText("country")!,
                address.ReadText("postalCode")!,
                ConsumerMapper.ReadPoint(address.ReadMember("resolvedCoordinates"))))
        {
            Capabilities = FacilityCapabilitiesMapper.ReadCapabilities(body),
        };
        var doc = CanonicalJson.SelectMembers(body, IsDocumentMember)!.Value;
        return new(facility, body.ReadText("tenantFacilityId"), version, doc, created, modified);
    }

    // A facility that was not created through this API can lack members. The values of routing replace them.
    private static JsonText Merge(StoredFacility facility, JsonElement given)
    {
        var merged = CanonicalJson.Write(json =>
        {
            var doc = JsonElement.Parse(facility.Doc.Raw);
            json.WriteStartObject();
            if (!given.HasMember("status"))
            {
                json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(facility.Facility.Status));
            }

            if (!given.HasMember("tenantFacilityId"))
            {
                json.WriteText("tenantFacilityId", facility.TenantFacilityId);
            }

            if (!given.HasMember(LocationTypeMember) && !doc.HasMember(LocationTypeMember))
            {
                json.WriteString(LocationTypeMember, facility.Facility.Kind is FacilityKind.Warehouse ? "WAREHOUSE" : "STORE");
            }

            foreach (var member in doc.EnumerateObject().Where(m => !given.HasMember(m.Name)))
            {
                member.WriteTo(json);
            }

            foreach (var member in given.EnumerateObject().Where(m => !IsRequestMember(m.Name)))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        });
        return CanonicalJson.From(JsonElement.Parse(merged.Raw));
    }

    private static bool IsRequestMember(string name) => name is "version" or "type" or "action";

    private static bool IsDocumentMember(string name) => name is not ("tenantFacilityId" or "status" or "type" or "version");
}
