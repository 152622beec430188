using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Identity;
using Emend.Server.Inventory;

namespace Emend.Server.Application.Search;

/// <summary>A stock and the tenant's own id of its facility.</summary>
internal sealed record StockRow(StoredStock Stock, string? TenantFacilityId);

/// <summary>Search documents of stocks, facilities and users.</summary>
internal static class CatalogSearchDocuments
{
    public const string Id = "id";
    public const string Facility = "facility";
    public const string Article = "article";
    public const string TenantFacilityId = "tenantFacilityId";
    public const string Status = "status";
    public const string Name = "name";
    public const string LocationType = "locationType";
    public const string Country = "country";
    public const string City = "city";
    public const string PostalCode = "postalCode";
    public const string Username = "username";
    public const string FirstName = "firstName";
    public const string LastName = "lastName";
    public const string Modified = "modified";

    public static SearchDocument Create(StockRow row)
    {
        var document = new SearchDocument();
        document.Add(Id, row.Stock.Id);
        document.Add(Facility, row.Stock.Level.Facility.Value);
        document.Add(Article, row.Stock.Level.Article.Value);
        document.Add(TenantFacilityId, row.TenantFacilityId);
        return document;
    }

    /// <param name="facility">The facility.</param>
    /// <param name="status">The search name of its status.</param>
    public static SearchDocument Create(StoredFacility facility, string status)
    {
        var document = new SearchDocument();
        var json = JsonElement.Parse(facility.Doc.Raw);
        document.Add(Id, facility.Facility.Id.Value);
        document.Add(TenantFacilityId, facility.TenantFacilityId);
        document.Add(Status, status);
        document.Add(Name, json.ReadText("name"));
        document.Add(
            LocationType,
            json.ReadText("locationType") ?? (facility.Facility.Kind is FacilityKind.Warehouse ? "WAREHOUSE" : "STORE"));
        document.Add(Country, facility.Facility.PostalLocation.Country);
        document.Add(PostalCode, facility.Facility.PostalLocation.PostalCode);
        document.Add(City, json.ReadMember("address")?.ReadText("city"));
        return document;
    }

    public static SearchDocument Create(User user)
    {
        var document = new SearchDocument();
        document.Add(Id, user.Id.Value);
        document.Add(Username, user.Username);
        document.Add(FirstName, user.FirstName);
        document.Add(LastName, user.LastName);
        document.Add(Modified, user.ModifiedAt);
        return document;
    }
}
