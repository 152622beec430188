using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Listings, theirs to ours, and what they tell the catalogue.</summary>
internal static class ListingMapper
{
    /// <summary>Units that are counted; any other unit measures.</summary>
    private static readonly string[] Counted = ["piece", "pieces", "pcs", "pc", "unit", "units", "each"];

    /// <summary>The listing as it was given, in the version after the one that is there; that one where nothing differs.</summary>
    public static StoredListing Of(FacilityId facility, JsonElement given, StoredListing? storedListing, DateTimeOffset now)
    {
        var doc = CanonicalJson.Members(given, IsKept) ?? new("{}");
        var active = given.Text("status") != "INACTIVE";
        return storedListing is null
            ? new(Guid.CreateVersion7(now).ToString(), facility, new(given.Text("tenantArticleId")!), active, 1, doc)
            {
                CreatedAt = now,
                ModifiedAt = now,
            }
            : Changed(storedListing, active, doc, now);
    }

    /// <summary>The listing with the members given in place of its own, in its next version; itself where nothing differs.</summary>
    public static StoredListing Changed(StoredListing storedListing, IEnumerable<JsonElement> actions, DateTimeOffset now)
    {
        var (active, doc) = (storedListing.Active, storedListing.Doc);
        foreach (var action in actions)
        {
            active = action.Text("status") is { } status ? status == "ACTIVE" : active;
            doc = Merged(doc, action);
        }

        return Changed(storedListing, active, doc, now);
    }

    /// <summary>
    /// The article after this listing: the catalogue takes over what the listing says, and keeps what it does not say. Price and
    /// currency count together.
    /// </summary>
    public static Article Article(StoredListing listing, Article? known)
    {
        var doc = JsonElement.Parse(listing.Doc.Raw);
        var (price, currency) = (doc.Decimal("price"), doc.Text("currency"));
        var priced = price is not null && currency is not null;
        return new(
            listing.Article,
            doc.Text("title") ?? known?.Title ?? listing.Article.Value,
            doc.Text("measurementUnitKey") is { } unit
                ? !Counted.Contains(unit, StringComparer.OrdinalIgnoreCase)
                : known?.IsSoldByMeasure ?? false,
            priced ? price : known?.UnitPrice,
            priced ? currency : known?.Currency);
    }

    private static StoredListing Changed(StoredListing storedListing, bool active, JsonText doc, DateTimeOffset now) =>
        storedListing.Active == active && storedListing.Doc == doc
            ? storedListing
            : storedListing with { Active = active, Doc = doc, Version = storedListing.Version + 1, ModifiedAt = now };

    private static JsonText Merged(JsonText doc, JsonElement given)
    {
        var merged = CanonicalJson.Write(json =>
        {
            json.WriteStartObject();
            foreach (var member in JsonElement.Parse(doc.Raw).EnumerateObject().Where(m => !given.Has(m.Name))) member.WriteTo(json);
            foreach (var member in given.EnumerateObject().Where(m => IsKept(m.Name) && m.Value.ValueKind != JsonValueKind.Null))
                member.WriteTo(json);
            json.WriteEndObject();
        });
        return CanonicalJson.Of(JsonElement.Parse(merged.Raw));
    }

    private static bool IsKept(string name) => name is not ("tenantArticleId" or "status" or "version" or "action");
}
