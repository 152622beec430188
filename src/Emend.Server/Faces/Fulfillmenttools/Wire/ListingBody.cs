using System.Text.Json;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>A listing that was put, and what that did.</summary>
internal readonly record struct ToldListing(KeptListing Listing, string Status);

/// <summary>Listings, ours to theirs.</summary>
internal static class ListingBody
{
    public static void Write(Utf8JsonWriter json, KeptListing kept)
    {
        Stripped(json, kept);
        json.Spread(kept.Doc);
    }

    public static void Stripped(Utf8JsonWriter json, KeptListing kept)
    {
        json.WriteString("id", kept.Id);
        json.WriteNumber("version", kept.Version);
        json.Moment("created", kept.CreatedAt);
        json.Moment("lastModified", kept.ModifiedAt);
        json.WriteString("facilityId", kept.Facility.Value);
        json.WriteString("tenantArticleId", kept.Article.Value);
        json.WriteString("status", kept.Active ? "ACTIVE" : "INACTIVE");
    }

    public static void Result(Utf8JsonWriter json, ToldListing told)
    {
        json.Object("listing", told.Listing, Write);
        json.WriteString("status", told.Status);
    }
}
