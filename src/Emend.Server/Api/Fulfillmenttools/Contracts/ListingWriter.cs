using System.Text.Json;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A listing that was put, and what that did.</summary>
internal readonly record struct ListingView(StoredListing Listing, string Status);

/// <summary>Listings, ours to theirs.</summary>
internal static class ListingWriter
{
    public static void Write(Utf8JsonWriter json, StoredListing storedListing)
    {
        Stripped(json, storedListing);
        json.Spread(storedListing.Doc);
    }

    public static void Stripped(Utf8JsonWriter json, StoredListing storedListing)
    {
        json.WriteString("id", storedListing.Id);
        json.WriteNumber("version", storedListing.Version);
        json.Moment("created", storedListing.CreatedAt);
        json.Moment("lastModified", storedListing.ModifiedAt);
        json.WriteString("facilityId", storedListing.Facility.Value);
        json.WriteString("tenantArticleId", storedListing.Article.Value);
        json.WriteString("status", storedListing.Active ? "ACTIVE" : "INACTIVE");
    }

    public static void Result(Utf8JsonWriter json, ListingView listingView)
    {
        json.Object("listing", listingView.Listing, Write);
        json.WriteString("status", listingView.Status);
    }
}
