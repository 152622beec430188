using System.Text.Json;
using Emend.Server.Catalog;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A written listing and the result status of the write.</summary>
internal readonly record struct ListingView(StoredListing Listing, string Status);

/// <summary>Writes listings.</summary>
internal static class ListingWriter
{
    public static void Write(Utf8JsonWriter json, StoredListing listing)
    {
        WriteStripped(json, listing);
        json.WriteMembers(listing.Doc);
    }

    public static void WriteStripped(Utf8JsonWriter json, StoredListing listing)
    {
        json.WriteString("id", listing.Id);
        json.WriteNumber("version", listing.Version);
        json.WriteTimestamp("created", listing.CreatedAt);
        json.WriteTimestamp("lastModified", listing.ModifiedAt);
        json.WriteString("facilityId", listing.Facility.Value);
        json.WriteString("tenantArticleId", listing.Article.Value);
        json.WriteString("status", listing.Active ? "ACTIVE" : "INACTIVE");
    }

    public static void WriteResult(Utf8JsonWriter json, ListingView view)
    {
        json.WriteObject("listing", view.Listing, Write);
        json.WriteString("status", view.Status);
    }
}
