using Emend.Server.Application.Search;
using Emend.Server.Http.QueryLanguage;
using F = Emend.Server.Application.Search.FulfillmentSearchDocuments;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>What pick jobs and reservations are searched by.</summary>
internal static class FulfillmentSearchFields
{
    // All that this API has: what no job here can be is found nowhere, and is no mistake.
    private static readonly string[] States =
    [
        "ABORTED", "OPEN", "IN_PROGRESS", "CLOSED", "PICKED", "REROUTED", "REJECTED", "RESTOWED", "EXPIRED", "CANCELED", "OBSOLETE",
        "WAITING_FOR_INPUT", "PAUSED",
    ];

    public static readonly SearchQuery PickJob = new(
        "PickJobQuery",
        ("id", VendorFieldOperators.OfText(F.Id)),
        ("orderRef", VendorFieldOperators.OfKey(F.Order)),
        ("tenantOrderId", VendorFieldOperators.OfText(F.Number)),
        ("facilityRef", VendorFieldOperators.OfKey(F.Facility)),
        ("status", VendorFieldOperators.OfNames(F.Status, States)),
        ("created", VendorFieldOperators.OfMoment(F.Created)),
        ("lastModified", VendorFieldOperators.OfMoment(F.Modified)),
        ("targetTime", VendorFieldOperators.OfMoment(F.Target)),
        ("tenantArticleIds", new ContainsClause(VendorFieldOperators.OfKey(F.Article))),
        ("consumerName", VendorFieldOperators.OfSearchText(F.Consumer)));

    public static readonly SearchQuery Reservation = new(
        "ReservationQuery",
        ("id", VendorFieldOperators.OfText(F.Id)),
        ("facilityRef", VendorFieldOperators.OfText(F.Facility)),
        ("tenantArticleId", VendorFieldOperators.OfText(F.Article)),
        ("relatedRefs", new ObjectClause(
            ("orderRefs", new ContainsClause(VendorFieldOperators.OfKey(F.Order))),
            ("pickJobRefs", new ContainsClause(VendorFieldOperators.OfKey(F.PickJob))),
            ("routingPlanRefs", new ContainsClause(VendorFieldOperators.OfKey(F.Plan))))));

    /// <summary>What pick jobs are sorted by.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sortings = new Dictionary<string, string> { ["created"] = SortOrder.Date };
}
