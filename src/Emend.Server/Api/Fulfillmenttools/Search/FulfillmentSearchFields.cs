using Emend.Server.Application.Search;
using Emend.Server.Http.QueryLanguage;
using F = Emend.Server.Application.Search.FulfillmentSearchDocuments;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Search fields of pick jobs and reservations.</summary>
internal static class FulfillmentSearchFields
{
    // All statuses of fulfillmenttools. A status that Emend does not use is valid and matches nothing.
    private static readonly string[] PickJobStatuses =
    [
        "ABORTED", "OPEN", "IN_PROGRESS", "CLOSED", "PICKED", "REROUTED", "REJECTED", "RESTOWED", "EXPIRED", "CANCELED", "OBSOLETE",
        "WAITING_FOR_INPUT", "PAUSED",
    ];

    public static readonly SearchQuery PickJob = new(
        "PickJobQuery",
        ("id", VendorFieldOperators.ForText(F.Id)),
        ("orderRef", VendorFieldOperators.ForKey(F.Order)),
        ("tenantOrderId", VendorFieldOperators.ForText(F.Number)),
        ("facilityRef", VendorFieldOperators.ForKey(F.Facility)),
        ("status", VendorFieldOperators.ForNames(F.Status, PickJobStatuses)),
        ("created", VendorFieldOperators.ForMoment(F.Created)),
        ("lastModified", VendorFieldOperators.ForMoment(F.Modified)),
        ("targetTime", VendorFieldOperators.ForMoment(F.Target)),
        ("tenantArticleIds", new ContainsClause(VendorFieldOperators.ForKey(F.Article))),
        ("consumerName", VendorFieldOperators.ForSearchText(F.Consumer)));

    public static readonly SearchQuery Reservation = new(
        "ReservationQuery",
        ("id", VendorFieldOperators.ForText(F.Id)),
        ("facilityRef", VendorFieldOperators.ForText(F.Facility)),
        ("tenantArticleId", VendorFieldOperators.ForText(F.Article)),
        ("relatedRefs", new ObjectClause(
            ("orderRefs", new ContainsClause(VendorFieldOperators.ForKey(F.Order))),
            ("pickJobRefs", new ContainsClause(VendorFieldOperators.ForKey(F.PickJob))),
            ("routingPlanRefs", new ContainsClause(VendorFieldOperators.ForKey(F.Plan))))));

    /// <summary>Sort fields of pick jobs.</summary>
    public static readonly IReadOnlyDictionary<string, string> PickJobSortFields =
        new Dictionary<string, string> { ["created"] = SortOrder.Date };
}
