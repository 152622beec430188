using Emend.Server.Http.QueryLanguage;
using F = Emend.Server.Application.Search.CatalogSearchDocuments;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Search fields of stocks, facilities, and users.</summary>
internal static class CatalogSearchFields
{
    public static readonly SearchQuery Stock = new(
        "StockQuery",
        ("id", VendorFieldOperators.ForText(F.Id)),
        ("facilityRef", VendorFieldOperators.ForText(F.Facility)),
        ("tenantArticleId", VendorFieldOperators.ForText(F.Article)),
        ("tenantFacilityId", VendorFieldOperators.ForText(F.TenantFacilityId)));

    public static readonly SearchQuery Facility = new(
        "FacilityQuery",
        ("id", VendorFieldOperators.ForText(F.Id)),
        ("tenantFacilityId", VendorFieldOperators.ForText(F.TenantFacilityId)),
        ("name", VendorFieldOperators.ForSearchText(F.Name)),
        ("status", VendorFieldOperators.ForNames(F.Status, ["ONLINE", "SUSPENDED", "OFFLINE"])),
        ("locationType", VendorFieldOperators.ForNames(F.LocationType, ["STORE", "WAREHOUSE", "EXTERNAL"])),
        ("address", new ObjectClause(
            ("country", VendorFieldOperators.ForText(F.Country)),
            ("city", VendorFieldOperators.ForText(F.City)),
            ("postalCode", VendorFieldOperators.ForText(F.PostalCode)))));

    public static readonly SearchQuery User = new(
        "UserQuery",
        ("username", VendorFieldOperators.ForSearchText(F.Username)),
        ("firstname", VendorFieldOperators.ForSearchText(F.FirstName)),
        ("lastname", VendorFieldOperators.ForSearchText(F.LastName)),
        ("lastModified", VendorFieldOperators.ForMoment(F.Modified)));
}
