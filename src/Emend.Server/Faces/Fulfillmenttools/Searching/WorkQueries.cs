using Emend.Server.Desk.Finding;
using Emend.Server.Http.Searching;
using F = Emend.Server.Desk.Finding.FindableWork;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>What pick jobs and reservations are searched by.</summary>
internal static class WorkQueries
{
    // All that this API has: what no job here can be is found nowhere, and is no mistake.
    private static readonly string[] States =
    [
        "ABORTED", "OPEN", "IN_PROGRESS", "CLOSED", "PICKED", "REROUTED", "REJECTED", "RESTOWED", "EXPIRED", "CANCELED", "OBSOLETE",
        "WAITING_FOR_INPUT", "PAUSED",
    ];

    public static readonly Query PickJob = new(
        "PickJobQuery",
        ("id", Filter.OfText(F.Id)),
        ("orderRef", Filter.OfKey(F.Order)),
        ("tenantOrderId", Filter.OfText(F.Number)),
        ("facilityRef", Filter.OfKey(F.Facility)),
        ("status", Filter.OfNames(F.Status, States)),
        ("created", Filter.OfMoment(F.Created)),
        ("lastModified", Filter.OfMoment(F.Modified)),
        ("targetTime", Filter.OfMoment(F.Target)),
        ("tenantArticleIds", new Containing(Filter.OfKey(F.Article))),
        ("consumerName", Filter.OfSearchText(F.Consumer)));

    public static readonly Query Reservation = new(
        "ReservationQuery",
        ("id", Filter.OfText(F.Id)),
        ("facilityRef", Filter.OfText(F.Facility)),
        ("tenantArticleId", Filter.OfText(F.Article)),
        ("relatedRefs", new Fields(
            ("orderRefs", new Containing(Filter.OfKey(F.Order))),
            ("pickJobRefs", new Containing(Filter.OfKey(F.PickJob))),
            ("routingPlanRefs", new Containing(Filter.OfKey(F.Plan))))));

    /// <summary>What pick jobs are sorted by.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sortings = new Dictionary<string, string> { ["created"] = Sorting.Date };
}
