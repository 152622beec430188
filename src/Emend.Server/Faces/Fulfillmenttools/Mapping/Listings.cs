using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Mapping;

/// <summary>Listings, theirs to ours, and what they tell the catalogue.</summary>
internal static class Listings
{
    /// <summary>Units that are counted; any other unit measures.</summary>
    private static readonly string[] Counted = ["piece", "pieces", "pcs", "pc", "unit", "units", "each"];

    /// <summary>The listing as it was given, in the version after the one that is there; that one where nothing differs.</summary>
    public static KeptListing Of(FacilityId facility, JsonElement given, KeptListing? there, DateTimeOffset now)
    {
        var doc = CanonicalJson.Members(given, IsKept) ?? new("{}");
        var active = given.Text("status") != "INACTIVE";
        return there is null
            ? new(Guid.CreateVersion7(now).ToString(), facility, new(given.Text("tenantArticleId")!), active, 1, doc)
            {
                CreatedAt = now,
                ModifiedAt = now,
            }
            : Changed(there, active, doc, now);
    }

    /// <summary>The listing with the members given in place of its own, in its next version; itself where nothing differs.</summary>
    public static KeptListing Changed(KeptListing there, IEnumerable<JsonElement> actions, DateTimeOffset now)
    {
        var (active, doc) = (there.Active, there.Doc);
        foreach (var action in actions)
        {
            active = action.Text("status") is { } status ? status == "ACTIVE" : active;
            doc = Merged(doc, action);
        }

        return Changed(there, active, doc, now);
    }

    /// <summary>
    /// The article after this listing: the catalogue takes over what the listing says, and keeps what it does not say. Price and
    /// currency count together.
    /// </summary>
    public static Article Article(KeptListing listing, Article? known)
    {
        var doc = JsonElement.Parse(listing.Doc.Raw);
        var (price, currency) = (doc.Decimal("price"), doc.Text("currency"));
        var priced = price is not null && currency is not null;
        return new(
            listing.Article,
            doc.Text("title") ?? known?.Title ?? listing.Article.Value,
            doc.Text("measurementUnitKey") is { } unit
                ? !Counted.Contains(unit, StringComparer.OrdinalIgnoreCase)
                : known?.ByMeasure ?? false,
            priced ? price : known?.UnitPrice,
            priced ? currency : known?.Currency);
    }

    private static KeptListing Changed(KeptListing there, bool active, JsonText doc, DateTimeOffset now) =>
        there.Active == active && there.Doc == doc
            ? there
            : there with { Active = active, Doc = doc, Version = there.Version + 1, ModifiedAt = now };

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
