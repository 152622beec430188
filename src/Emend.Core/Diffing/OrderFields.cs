using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>
/// The fields by which orders are compared. Counters are omitted. The facts are compared as a whole (<see cref="FactsDifference"/>).
/// </summary>
internal static class OrderFields
{
    /// <summary>The fields of one area.</summary>
    /// <param name="Area">The area.</param>
    /// <param name="IsSame">Whether two states share the same unchanged data, so that the comparison can be skipped.</param>
    /// <param name="Fill">Adds the fields of the area.</param>
    public sealed record Section(DifferenceArea Area, Func<Order, Order, bool> IsSame, Action<Order, DiffObjectBuilder> Fill)
    {
        public DiffObject ToDiff(Order order) => DiffObjectBuilder.Build("", "", fields => Fill(order, fields));
    }

    public static readonly ImmutableArray<Section> Sections =
    [
        new(DifferenceArea.Lines, (a, b) => a.Lines == b.Lines && HasSamePersonalData(a, b), AddLines),
        new(DifferenceArea.Customer, HasSamePersonalData, (o, f) => f.Object("consumer", "", c => AddCustomer(o, c))),
        new(DifferenceArea.Delivery, (a, b) => ReferenceEquals(a.Delivery, b.Delivery), (o, f) =>
            f.Object("delivery", "", d => AddDelivery(o, d))),
        new(DifferenceArea.Attributes, HasSamePersonalData, (o, f) => f.Attributes("attributes", o.PersonalData.Attributes)),
        new(DifferenceArea.Order, (_, _) => false, AddOrder),
        new(DifferenceArea.Money, (a, b) => a.Tenders == b.Tenders && a.Invoices == b.Invoices, AddPayments),
        new(DifferenceArea.Routing, (a, b) => a.Plans == b.Plans, (o, f) => f.Items("plans", o.Plans, (p, _) => CreatePlan(p, o))),
        new(DifferenceArea.Picking, (a, b) => a.PickJobs == b.PickJobs, (o, f) =>
            f.Items("pickJobs", o.PickJobs, (j, _) => CreatePickJob(j, o))),
        new(DifferenceArea.Returning, (a, b) => a.ReturnTasks == b.ReturnTasks, AddReturnTasks),
        new(DifferenceArea.Shipping, (a, b) => a.HandoverJobs == b.HandoverJobs && a.Shipments == b.Shipments, AddShipping),
    ];

    public static DiffObject CreateLine(Line line, Order order) => DiffObjectBuilder.Build(line.Id.Value, GetName(line), f => f
        .Text("article", "article", line.Article.Value)
        .Text("title", "title", line.Properties.Title)
        .Json("details", "details", line.Properties.Details?.Raw)
        .Amount("quantity", "quantity", line.Quantity)
        .Number("unitPrice", "unit price", line.UnitPrice)
        .Object("release", "later release", r => r
            .State("kind", "kind", line.Release?.Kind).Time("at", "release time", line.Release?.At))
        .Json("shipped", "shipped quantity", line.Shipped == Quantity.Zero ? null : line.Shipped.ToString())
        .Json("refused", "withdrawn quantity", line.Withdrawn == Quantity.Zero ? null : line.Withdrawn.ToString())
        .Json("refusedByCustomer", "refused quantity", line.Refused == Quantity.Zero ? null : line.Refused.ToString())
        .Json("returned", "returned quantity", line.Returned == Quantity.Zero ? null : line.Returned.ToString())
        .Attributes("attributes", order.PersonalData.GetLineAttributes(line.Id)));

    public static DiffObject CreateAddress(Address address, int index) =>
        DiffObjectBuilder.Build(index.ToString(CultureInfo.InvariantCulture), $"address {index + 1}", f => f
            .State("kind", "kind", address.Kind)
            .Text("street", "street", address.Street)
            .Text("houseNumber", "house number", address.HouseNumber)
            .Text("postalCode", "postal code", address.PostalCode)
            .Text("city", "city", address.City)
            .Text("province", "province", address.Province)
            .Text("country", "country", address.Country)
            .Text("firstName", "first name", address.FirstName)
            .Text("lastName", "last name", address.LastName)
            .Text("companyName", "company", address.CompanyName)
            .Object("location", "location", l => AddLocation(address.Location, l))
            .Json("more", "details", address.AdditionalData?.Raw));

    private static bool HasSamePersonalData(Order left, Order right) => ReferenceEquals(left.PersonalData, right.PersonalData);

    private static void AddLines(Order order, DiffObjectBuilder fields) =>
        fields.Items("lines", order.Lines, (l, _) => CreateLine(l, order));

    private static void AddCustomer(Order order, DiffObjectBuilder fields)
    {
        var consumer = order.PersonalData.Consumer;
        fields.Text("consumerId", "customer id", consumer.ConsumerId)
            .Text("email", "email address", consumer.Email)
            .Text("facilityRef", "receiving facility", consumer.FacilityRef)
            .Text("tenantFacilityId", "receiving facility (tenant id)", consumer.TenantFacilityId)
            .Items("addresses", consumer.Addresses, CreateAddress)
            .Attributes("attributes", consumer.Attributes);
    }

    private static void AddDelivery(Order order, DiffObjectBuilder fields)
    {
        var delivery = order.Delivery;
        fields.State<DeliveryKind>("kind", "kind", delivery.Kind)
            .Text("collectAt", "collection facility", delivery.CollectAt?.Value)
            .Time("preferredTime", "preferred time", delivery.PreferredTime)
            .Json("sameDay", "same-day delivery", delivery.ShippingPreferences is { SameDay: true } ? "true" : null)
            .Text("carriers", "preferred carriers", delivery.ShippingPreferences?.CarrierNames)
            .Object("destination", "destination", d => d
                .Text("country", "country", delivery.Destination?.Country)
                .Text("postalCode", "postal code", delivery.Destination?.PostalCode)
                .Object("location", "location", l => AddLocation(delivery.Destination?.Location, l)))
            .Object("preselected", "preselected facilities", p => AddFacilities(delivery.Preselected, p));
    }

    private static void AddOrder(Order order, DiffObjectBuilder fields) => fields
        .Text("tenantOrderId", "order number", order.TenantOrderId)
        .Time("promisedUntil", "expiry time of the promise", order.PromisePeriod?.Until)
        .Text("currency", "currency", order.Currency)
        .Time("releaseAt", "release time", order.ReleaseAt)
        .Object("blocked", "excluded facilities", b => AddFacilities(order.ExcludedFacilities, b))
        .Items("holds", order.Holds, (h, _) => DiffObjectBuilder.Build(h.Id?.Value ?? $"{h.Kind}:{h.Holder}", "hold", f => f
            .State<HoldKind>("kind", "kind", h.Kind).Text("holder", "holder", h.Holder.Value).Text("reason", "reason", h.Reason)
            .Time("expires", "end", h.Expires)))
        .Object("cancelation", "cancellation", c => c
            .Text("forced", "forced", order.Cancellation is { } cancellation ? cancellation.Forced ? "yes" : "no" : null)
            .Text("expired", "expired", order.Cancellation is { Expired: true } ? "yes" : null)
            .Text("reason", "reason", order.Cancellation?.Reason?.Text))
        .Object("pending", "pending modification", p => p
            .Text("id", "id", order.Pending?.Id.Value).Time("expires", "end", order.Pending?.Expires));

    private static void AddReturnTasks(Order order, DiffObjectBuilder fields) => fields
        .Items("returnTasks", order.ReturnTasks, (t, _) => DiffObjectBuilder.Build(t.Id.Value, "return task", f => f
            .State<ReturnTaskStatus>("status", "status", t.Status)
            .Text("facility", "facility", t.Facility.Value)
            .Text("pickJob", "pick job", t.PickJobId.Value)
            .Items("lines", t.Lines, (l, _) => DiffObjectBuilder.Build(l.Line.Value, GetName(l.Line, order), p => p
                .Amount("quantity", "quantity", l.Quantity).Amount("returned", "restocked quantity", l.Returned)))));

    private static void AddPayments(Order order, DiffObjectBuilder fields) => fields
        .Items("tenders", order.Tenders, (t, _) => DiffObjectBuilder.Build(t.Id.Value, t.System, f => f
            .Text("system", "payment system", t.System).Number("amount", "amount", t.Amount)))
        .Items("invoices", order.Invoices, (i, _) => DiffObjectBuilder.Build(i.Id.Value, "invoice", f => f
            .Number("amount", "amount", i.Amount)));

    private static DiffObject CreatePlan(RoutingPlan plan, Order order) => DiffObjectBuilder.Build(plan.Id.Value, "routing plan", f => f
        .State<RoutingPlanStatus>("status", "status", plan.Status)
        .Text("facility", "facility", plan.Facility?.Value)
        .State("reason", "reason", plan.Reason)
        .Items("lines", plan.Lines, (l, _) => DiffObjectBuilder.Build(l.Line.Value, GetName(l.Line, order), p => p
            .Amount("quantity", "quantity", l.Quantity).Amount("reserved", "reserved quantity", l.Reserved))));

    private static DiffObject CreatePickJob(PickJob job, Order order) => DiffObjectBuilder.Build(job.Id.Value, "pick job", f => f
        .State<PickJobStatus>("status", "status", job.Status)
        .State("subStatus", "reason", job.SubStatus)
        .Text("facility", "facility", job.Facility.Value)
        .Text("plan", "routing plan", job.PlanId.Value)
        .Items("lines", job.Lines, (l, _) => DiffObjectBuilder.Build(l.Line.Value, GetName(l.Line, order), p => p
            .Amount("quantity", "quantity", l.Quantity).Amount("picked", "picked quantity", l.Picked)
            .State<PickLineStatus>("status", "status", l.Status)
            .Items("parts", l.Parts, (part, _) => DiffObjectBuilder.Build(part.Id.Value, "part", g => g
                .Amount("quantity", "quantity", part.Quantity).Amount("picked", "picked quantity", part.Picked))))));

    private static void AddShipping(Order order, DiffObjectBuilder fields) => fields
        .Items("handoverJobs", order.HandoverJobs, (j, _) => DiffObjectBuilder.Build(j.Id.Value, "handover job", f => f
            .State<HandoverStatus>("status", "status", j.Status).Text("pickJob", "pick job", j.PickJobId.Value)
            .Text("facility", "facility", j.Facility.Value)
            .Object("lines", "quantities to hand over", h => h.AddQuantities(j.Lines, order))
            .Object("handedOver", "handed-over quantities", h => h.AddQuantities(j.HandedOver, order))))
        .Items("shipments", order.Shipments, (s, _) => DiffObjectBuilder.Build(s.Id.Value, "shipment", f => f
            .State<ShipmentStatus>("status", "status", s.Status)
            .Text("facility", "facility", s.Facility.Value)
            .Text("carrier", "carrier", s.Carrier)
            .Text("product", "carrier product", s.Product)
            .Time("targetTime", "target time", s.TargetTime)
            .Items("parcels", s.Parcels, (p, _) => DiffObjectBuilder.Build(p.Id.Value, "parcel", g => g
                .State<ParcelStatus>("status", "status", p.Status).Time("labelRequested", "label request", p.LabelRequested)
                    .Text("tracking", "tracking number", p.Tracking).Text("failure", "failure", p.Failure)
                    .Object("lines", "quantities in the parcel", h => h.AddQuantities(p.Lines, order))
                    .Items("trackingData", p.TrackingData, (t, _) => CreateTracking(t))))));

    private static DiffObject CreateTracking(ParcelTracking tracking) =>
        DiffObjectBuilder.Build(tracking.IsOutbound ? "outbound" : "inbound", tracking.IsOutbound ? "delivery" : "return", f => f
            .State<TrackingStatus>("status", "status", tracking.Status)
            .Text("number", "tracking number", tracking.Number)
            .Text("carrierStatus", "status of the carrier", tracking.CarrierStatus));

    private static void AddQuantities(this DiffObjectBuilder fields, ImmutableArray<LineQuantity> lines, Order order)
    {
        foreach (var line in lines)
        {
            fields.Amount(line.Line.Value, GetName(line.Line, order), line.Quantity);
        }
    }

    private static void AddFacilities(ImmutableArray<FacilityId> facilities, DiffObjectBuilder fields)
    {
        foreach (var facility in facilities)
        {
            fields.Json(facility.Value, facility.Value, "true");
        }
    }

    private static void AddLocation(GeoPoint? point, DiffObjectBuilder fields) => fields
        .Json("latitude", "latitude", point?.Latitude.ToString("R", CultureInfo.InvariantCulture))
        .Json("longitude", "longitude", point?.Longitude.ToString("R", CultureInfo.InvariantCulture));

    private static string GetName(LineId id, Order order) => order.FindLine(id) is { } line ? GetName(line) : "a line";

    private static string GetName(Line line) => line.Properties.Title.Length > 0 ? line.Properties.Title : line.Article.Value;
}
