using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to listings, and listings to catalog articles.</summary>
internal static class ListingMapper
{
    /// <summary>Units of countable articles. An article with any other unit is sold by measure.</summary>
    private static readonly string[] CountedUnits = ["piece", "pieces", "pcs", "pc", "unit", "units", "each"];

    /// <summary>Maps a body to the next version of the listing. Returns the stored listing if nothing differs.</summary>
    public static StoredListing ReadListing(FacilityId facility, JsonElement given, StoredListing? listing, DateTimeOffset now)
    {
        var doc = CanonicalJson.SelectMembers(given, IsDocumentMember) ?? new("{}");
        var active = given.ReadText("status") != "INACTIVE";
        return listing is null
            ? new(Guid.CreateVersion7(now).ToString(), facility, new(given.ReadText("tenantArticleId")!), active, 1, doc)
            {
                CreatedAt = now,
                ModifiedAt = now,
            }
            : ApplyChanges(listing, active, doc, now);
    }

    /// <summary>Applies the present members as the next version of the listing. Returns the same instance if nothing differs.</summary>
    public static StoredListing ApplyChanges(StoredListing listing, IEnumerable<JsonElement> actions, DateTimeOffset now)
    {
        var (active, doc) = (listing.Active, listing.Doc);
        foreach (var action in actions)
        {
            active = action.ReadText("status") is { } status ? status == "ACTIVE" : active;
            doc = Merge(doc, action);
        }

        return ApplyChanges(listing, active, doc, now);
    }

    /// <summary>
    /// Updates the catalog article from a listing. Members that the listing lacks keep their values. Price and currency are used only
    /// together.
    /// </summary>
    public static Article UpdateArticle(StoredListing listing, Article? known)
    {
        var doc = JsonElement.Parse(listing.Doc.Raw);
        var (price, currency) = (doc.ReadDecimal("price"), doc.ReadText("currency"));
        var priced = price is not null && currency is not null;
        return new(
            listing.Article,
            doc.ReadText("title") ?? known?.Title ?? listing.Article.Value,
            doc.ReadText("measurementUnitKey") is { } unit
                ? !CountedUnits.Contains(unit, StringComparer.OrdinalIgnoreCase)
                : known?.IsSoldByMeasure ?? false,
            priced ? price : known?.UnitPrice,
            priced ? currency : known?.Currency);
    }

    private static StoredListing ApplyChanges(StoredListing listing, bool active, JsonText doc, DateTimeOffset now) =>
        listing.Active == active && listing.Doc == doc
            ? listing
            : listing with { Active = active, Doc = doc, Version = listing.Version + 1, ModifiedAt = now };

    private static JsonText Merge(JsonText doc, JsonElement given)
    {
        var merged = CanonicalJson.Write(json =>
        {
            json.WriteStartObject();
            foreach (var member in JsonElement.Parse(doc.Raw).EnumerateObject().Where(m => !given.HasMember(m.Name)))
            {
                member.WriteTo(json);
            }

            foreach (var member in given.EnumerateObject().Where(m => IsDocumentMember(m.Name) && m.Value.ValueKind != JsonValueKind.Null))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        });
        return CanonicalJson.From(JsonElement.Parse(merged.Raw));
    }

    private static bool IsDocumentMember(string name) => name is not ("tenantArticleId" or "status" or "version" or "action");
}
