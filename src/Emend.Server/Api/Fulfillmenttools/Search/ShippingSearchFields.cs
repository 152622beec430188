using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Http.QueryLanguage;
using F = Emend.Server.Application.Search.FulfillmentSearchDocuments;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Search fields of processes, routing plans, handover jobs, shipments, and parcels.</summary>
internal static class ShippingSearchFields
{
    // Some statuses of fulfillmenttools do not exist in Emend. They are valid and match nothing.
    private static readonly string[] HandoverStatuses = ["OPEN", "WAITING_FOR_INPUT", "HANDED_OVER", "CANCELED", "OBSOLETE"];

    private static readonly string[] ParcelStatuses = ["OPEN", "PROCESSING", "DONE", "FAILED", "CANCELED", "OBSOLETE", "WAITING_FOR_INPUT"];

    private static readonly (string Theirs, string Ours)[] ShipmentStatuses =
    [
        ("REQUEST", "REQUESTED"),
        .. new[] { "INITIAL", "RETRYABLE", "CONFIRMED", "COMPLETED", "OBSOLETE", "CANCELED" }.Select(name => (name, name)),
    ];

    private static readonly string[] PlanStatuses = ["ROUTED", "NOT_ROUTABLE", "REROUTED", "CANCELED", "LOCKED", "PROMISED"];

    public static readonly SearchQuery Process = new(
        "ProcessQuery",
        ("processId", VendorFieldOperators.ForText(F.Id)),
        ("orderRef", VendorFieldOperators.ForText(F.Order)),
        ("created", VendorFieldOperators.ForMoment(F.Created)),
        ("status", VendorFieldOperators.ForNames(
            F.Progress,
            [
                .. Enum.GetValues<OrderProgress>().Select(
                    progress => (FulfillmenttoolsStatusNames.ToProcessStatus(progress), progress.ToString())),
            ])),
        ("facilityRefs", new ContainsClause(VendorFieldOperators.ForKey(F.Facility))),
        ("pickJobRefs", new ContainsClause(VendorFieldOperators.ForKey(F.PickJob))),
        ("routingPlanRefs", new ContainsClause(VendorFieldOperators.ForKey(F.Plan))),
        ("handoverJobRefs", new ContainsClause(VendorFieldOperators.ForKey(F.HandoverJob))),
        ("shipmentRefs", new ContainsClause(VendorFieldOperators.ForKey(F.Shipment))),
        ("searchTerm", VendorFieldOperators.ForPart(F.SearchText)));

    public static readonly SearchQuery RoutingPlan = new(
        "RoutingPlanQuery",
        ("orderRef", VendorFieldOperators.ForText(F.Order)),
        ("processId", VendorFieldOperators.ForText(F.Process)),
        ("pickJobRef", VendorFieldOperators.ForText(F.PickJob)),
        ("status", VendorFieldOperators.ForNames(F.Progress, PlanStatuses)),
        ("orderDate", VendorFieldOperators.ForMoment(F.OrderDate)),
        ("anonymized", VendorFieldOperators.ForFlag(F.Anonymized)));

    public static readonly SearchQuery HandoverJob = new(
        "HandoverJobQuery",
        ("id", VendorFieldOperators.ForText(F.Id)),
        ("facilityRef", VendorFieldOperators.ForText(F.Facility)),
        ("status", VendorFieldOperators.ForNames(F.Status, HandoverStatuses)),
        ("pickJobRef", VendorFieldOperators.ForText(F.PickJob)),
        ("tenantOrderId", VendorFieldOperators.ForSearchText(F.Number)),
        ("channel", VendorFieldOperators.ForNames(F.Channel, ("COLLECT", F.Collect), ("DELIVERY", F.Shipping))),
        ("targetTime", VendorFieldOperators.ForMoment(F.Target)),
        ("anonymized", VendorFieldOperators.ForFlag(F.Anonymized)));

    public static readonly SearchQuery Shipment = new(
        "ShipmentQuery",
        ("id", VendorFieldOperators.ForText(F.Id)),
        ("facilityRef", VendorFieldOperators.ForText(F.Facility)),
        ("status", VendorFieldOperators.ForNames(F.Status, ShipmentStatuses)),
        ("pickJobRef", VendorFieldOperators.ForText(F.PickJob)),
        ("tenantOrderId", VendorFieldOperators.ForText(F.Number)),
        ("carrierRef", VendorFieldOperators.ForText(F.Carrier)),
        ("parcels", new ContainsClause(new ObjectClause(("status", VendorFieldOperators.ForNames(F.ParcelStatus, ParcelStatuses))))),
        ("created", VendorFieldOperators.ForMoment(F.Created)),
        ("targetTime", VendorFieldOperators.ForMoment(F.Target)),
        ("anonymized", VendorFieldOperators.ForFlag(F.Anonymized)));

    public static readonly SearchQuery Parcel = new(
        "ParcelQuery",
        ("id", VendorFieldOperators.ForText(F.Id)),
        ("facilityRef", VendorFieldOperators.ForText(F.Facility)),
        ("status", VendorFieldOperators.ForNames(F.Status, ParcelStatuses)),
        ("shipmentRef", VendorFieldOperators.ForText(F.Shipment)),
        ("tenantOrderId", VendorFieldOperators.ForText(F.Number)),
        ("carrierRef", VendorFieldOperators.ForText(F.Carrier)),
        ("result", new ObjectClause(("carrierTrackingNumber", VendorFieldOperators.ForText(F.Tracking)))),
        ("created", VendorFieldOperators.ForMoment(F.Created)),
        ("lastModified", VendorFieldOperators.ForMoment(F.Modified)));

    /// <summary>Sort fields of shipments and parcels.</summary>
    public static readonly IReadOnlyDictionary<string, string> SortFields =
        new Dictionary<string, string> { ["created"] = SortOrder.Date };
}
