using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Application.Search;

/// <summary>Search documents of processes, their entities, and reservations.</summary>
internal static class FulfillmentSearchDocuments
{
    public const string Id = "id";
    public const string Facility = "facility";
    public const string Status = "status";
    public const string Order = "order";
    public const string Number = OrderSearchDocument.Number;
    public const string Article = "article";
    public const string Consumer = "consumerName";
    public const string Created = "created";
    public const string Modified = "modified";
    public const string Target = "target";
    public const string PickJob = "pickJob";
    public const string Plan = "plan";
    public const string HandoverJob = "handoverJob";
    public const string Shipment = "shipment";
    public const string Process = "process";
    public const string Channel = "channel";
    public const string Carrier = "carrier";
    public const string Tracking = OrderSearchDocument.TrackingNumber;
    public const string ParcelStatus = "parcelStatus";
    public const string OrderDate = "orderDate";
    public const string Anonymized = "anonymized";
    public const string SearchText = "searchText";

    /// <summary>The progress of a process, or the status of a plan in its order.</summary>
    public const string Progress = "progress";

    public const string Shipping = "SHIPPING";
    public const string Collect = "COLLECT";

    /// <param name="owned">The pick job.</param>
    /// <param name="status">The search name of its status.</param>
    public static SearchDocument Create(OwnedEntity<PickJob> owned, string status)
    {
        var (order, job) = owned;
        var document = Create(order, job.Id, job.Facility, status, job.CreatedAt);
        document.Add(Modified, job.ModifiedAt);
        foreach (var line in job.Lines)
        {
            document.Add(Article, order.FindArticle(line.Line)?.Value);
        }

        document.Add(Consumer, GetConsumerName(order));
        return document;
    }

    /// <param name="owned">The handover job.</param>
    /// <param name="status">The search name of its status.</param>
    public static SearchDocument Create(OwnedEntity<HandoverJob> owned, string status)
    {
        var (order, job) = owned;
        var document = Create(order, job.Id, job.Facility, status, job.CreatedAt);
        document.Add(PickJob, job.PickJobId.Value);
        return document;
    }

    /// <param name="owned">The shipment.</param>
    /// <param name="status">The search name of its status.</param>
    /// <param name="parcelStatus">Returns the search name of the status of a parcel.</param>
    public static SearchDocument Create(OwnedEntity<Shipment> owned, string status, Func<Parcel, string> parcelStatus)
    {
        var (order, shipment) = owned;
        var document = Create(order, shipment.Id, shipment.Facility, status, shipment.CreatedAt);
        document.Add(PickJob, shipment.PickJobId?.Value);
        document.Add(Carrier, shipment.Carrier);
        if (order.Delivery.PreferredTime is null)
        {
            document.Add(Target, shipment.TargetTime);
        }

        foreach (var parcel in shipment.Parcels)
        {
            document.Add(ParcelStatus, parcelStatus(parcel));
        }

        return document;
    }

    /// <param name="parcel">The parcel.</param>
    /// <param name="status">The search name of its status.</param>
    public static SearchDocument Create(OwnedParcel parcel, string status)
    {
        var (order, shipment) = parcel.Shipment;
        var document = Create(order, parcel.Parcel, shipment.Facility, status, shipment.CreatedAt);
        document.Add(Modified, shipment.ModifiedAt);
        document.Add(Shipment, shipment.Id.Value);
        document.Add(Carrier, shipment.Carrier);
        document.Add(Tracking, shipment.Parcels.First(one => one.Id == parcel.Parcel).Tracking);
        return document;
    }

    public static SearchDocument Create(OwnedEntity<RoutingPlan> owned, string status)
    {
        var (order, plan) = owned;
        var document = Create(order, plan.Id, plan.Facility, status, plan.CreatedAt);
        document.Add(PickJob, order.FindPickJobOfPlan(plan.Id)?.Id.Value);
        document.Add(Process, order.ProcessId.Value);
        var waiting = plan.Status is RoutingPlanStatus.Routed ? StoredOrderStatus.FindWaiting(order.Facts) : null;
        document.Add(Progress, waiting ?? status);
        return document;
    }

    public static SearchDocument CreateProcess(OwnedEntity<Order> owned)
    {
        var order = owned.Order;
        var document = Create(order, order.ProcessId, null, "", order.CreatedAt);
        document.Add(Progress, order.Progress.ToString());
        document.Add(SearchText, order.TenantOrderId);
        document.Add(SearchText, GetConsumerName(order));
        foreach (var plan in order.Plans)
        {
            document.Add(Plan, plan.Id.Value);
            document.Add(Facility, plan.Facility?.Value);
        }

        foreach (var job in order.PickJobs)
        {
            document.Add(PickJob, job.Id.Value);
        }

        foreach (var job in order.HandoverJobs)
        {
            document.Add(HandoverJob, job.Id.Value);
        }

        foreach (var shipment in order.Shipments)
        {
            document.Add(Shipment, shipment.Id.Value);
        }

        return document;
    }

    public static SearchDocument Create(OwnedEntity<Reservation> owned)
    {
        var (document, order, held) = (new SearchDocument(), owned.Order, owned.Entity);
        document.Add(Id, held.Id.Value);
        document.Add(Facility, held.Facility.Value);
        document.Add(Article, held.Article.Value);
        document.Add(Order, held.Order.Value);
        document.Add(Created, held.CreatedAt);
        foreach (var plan in order.Plans.Where(p => p.Facility == held.Facility && p.Lines.Any(l => l.Line == held.Line)))
        {
            document.Add(Plan, plan.Id.Value);
            document.Add(PickJob, order.FindPickJobOfPlan(plan.Id)?.Id.Value);
        }

        return document;
    }

    private static string? GetConsumerName(Order order) => order.PersonalData.Consumer.DeliveryAddress is { } address
        ? string.Join(' ', new[] { address.FirstName, address.LastName }.OfType<string>())
        : null;

    private static SearchDocument Create(Order order, EntityId id, FacilityId? facility, string status, DateTimeOffset createdAt)
    {
        var document = new SearchDocument();
        document.Add(Id, id.Value);
        document.Add(Facility, facility?.Value);
        document.Add(Status, status);
        document.Add(Order, order.Id.Value);
        document.Add(Number, order.TenantOrderId);
        document.Add(Created, createdAt);
        document.Add(Target, order.Delivery.PreferredTime);
        document.Add(OrderDate, order.OrderDate);
        document.Add(Channel, order.Delivery.Kind is DeliveryKind.Collect ? Collect : Shipping);
        document.Add(Anonymized, FieldValue.From(order.AnonymizedAt is not null));
        return document;
    }
}
