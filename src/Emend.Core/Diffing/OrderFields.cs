using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>What an order is compared by: every field that means something; not the counters that only keep its books.</summary>
internal static class OrderFields
{
    /// <summary>The part of an order that one area speaks of.</summary>
    /// <param name="Area">The area.</param>
    /// <param name="IsSame">Whether two states surely say the same there: parts that nothing touched are shared between them.</param>
    /// <param name="Fill">The fields.</param>
    public sealed record Section(DifferenceArea Area, Func<Order, Order, bool> IsSame, Action<Order, DiffObjectBuilder> Fill)
    {
        public DiffObject Of(Order order) => DiffObjectBuilder.Of("", "", fields => Fill(order, fields));
    }

    public static readonly ImmutableArray<Section> Sections =
    [
        new(DifferenceArea.Lines, (a, b) => a.Lines == b.Lines && SamePersonal(a, b), Lines),
        new(DifferenceArea.Customer, SamePersonal, (o, f) => f.Object("consumer", "", c => Customer(o, c))),
        new(DifferenceArea.Delivery, (a, b) => ReferenceEquals(a.Delivery, b.Delivery), (o, f) => f.Object("delivery", "", d => To(o, d))),
        new(DifferenceArea.Attributes, SamePersonal, (o, f) => f.Attributes("attributes", o.PersonalData.Attributes)),
        new(DifferenceArea.Order, (_, _) => false, Whole),
        new(DifferenceArea.Money, (a, b) => a.Tenders == b.Tenders && a.Invoices == b.Invoices, Money),
        new(DifferenceArea.Routing, (a, b) => a.Plans == b.Plans, (o, f) => f.Each("plans", o.Plans, (p, _) => Plan(p, o))),
        new(DifferenceArea.Picking, (a, b) => a.PickJobs == b.PickJobs, (o, f) => f.Each("pickJobs", o.PickJobs, (j, _) => Job(j, o))),
        new(DifferenceArea.Returning, (a, b) => a.ReturnTasks == b.ReturnTasks, Returning),
        new(DifferenceArea.Shipping, (a, b) => a.HandoverJobs == b.HandoverJobs && a.Shipments == b.Shipments, Shipping),
    ];

    public static DiffObject Line(Line line, Order order) => DiffObjectBuilder.Of(line.Id.Value, NameOf(line), f => f
        .Text("article", "article", line.Article.Value)
        .Text("title", "title", line.Properties.Title)
        .Raw("details", "details", line.Properties.Details?.Raw)
        .Amount("quantity", "quantity", line.Quantity)
        .Number("unitPrice", "price of one", line.UnitPrice)
        .Raw("shipped", "quantity shipped", line.Shipped == Quantity.Zero ? null : line.Shipped.ToString())
        .Raw("refused", "quantity refused", line.Withdrawn == Quantity.Zero ? null : line.Withdrawn.ToString())
        .Attributes("attributes", order.PersonalData.AttributesOf(line.Id)));

    public static DiffObject Address(Address address, int index) =>
        DiffObjectBuilder.Of(index.ToString(CultureInfo.InvariantCulture), $"address {index + 1}", f => f
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
            .Object("location", "location", l => Location(address.Location, l))
            .Raw("more", "details", address.AdditionalData?.Raw));

    private static bool SamePersonal(Order left, Order right) => ReferenceEquals(left.PersonalData, right.PersonalData);

    private static void Lines(Order order, DiffObjectBuilder fields) => fields.Each("lines", order.Lines, (l, _) => Line(l, order));

    private static void Customer(Order order, DiffObjectBuilder fields)
    {
        var consumer = order.PersonalData.Consumer;
        fields.Text("consumerId", "customer id", consumer.ConsumerId)
            .Text("email", "mail address", consumer.Email)
            .Text("facilityRef", "receiving facility", consumer.FacilityRef)
            .Text("tenantFacilityId", "receiving facility by the tenant's id", consumer.TenantFacilityId)
            .Each("addresses", consumer.Addresses, Address)
            .Attributes("attributes", consumer.Attributes);
    }

    private static void To(Order order, DiffObjectBuilder fields)
    {
        var delivery = order.Delivery;
        fields.State<DeliveryKind>("kind", "kind", delivery.Kind)
            .Text("collectAt", "where it is collected", delivery.CollectAt?.Value)
            .Moment("preferredTime", "preferred time", delivery.PreferredTime)
            .Object("destination", "destination", d => d
                .Text("country", "country", delivery.Destination?.Country)
                .Text("postalCode", "postal code", delivery.Destination?.PostalCode)
                .Object("location", "location", l => Location(delivery.Destination?.Location, l)))
            .Object("preselected", "preselected facilities", p => Facilities(delivery.Preselected, p));
    }

    private static void Whole(Order order, DiffObjectBuilder fields) => fields
        .State<OrderStatus>("status", "status", order.Status)
        .Text("tenantOrderId", "order number", order.TenantOrderId)
        .Moment("promisedUntil", "end of the promise", order.PromisePeriod?.Until)
        .Text("currency", "currency", order.Currency)
        .Moment("releaseAt", "release", order.ReleaseAt)
        .Object("blocked", "blocked facilities", b => Facilities(order.ExcludedFacilities, b))
        .Each("holds", order.Holds, (h, _) => DiffObjectBuilder.Of($"{h.Kind}:{h.Holder}", "hold", f => f
            .State<HoldKind>("kind", "kind", h.Kind).Text("holder", "holder", h.Holder.Value).Moment("expires", "end", h.Expires)))
        .Object("cancelation", "cancelation", c => c
            .Text("forced", "forced", order.Cancellation is { } how ? how.Forced ? "yes" : "no" : null)
            .Text("expired", "expired", order.Cancellation is { Expired: true } ? "yes" : null)
            .Text("reason", "reason", order.Cancellation?.Reason?.Text))
        .Object("pending", "pending modification", p => p
            .Text("id", "id", order.Pending?.Id.Value).Moment("expires", "end", order.Pending?.Expires));

    private static void Returning(Order order, DiffObjectBuilder fields) => fields
        .Each("returnTasks", order.ReturnTasks, (t, _) => DiffObjectBuilder.Of(t.Id.Value, "return task", f => f
            .State<ReturnTaskStatus>("status", "status", t.Status)
            .Text("facility", "facility", t.Facility.Value)
            .Text("pickJob", "pick job", t.PickJobId.Value)
            .Each("lines", t.Lines, (l, _) => DiffObjectBuilder.Of(l.Line.Value, NameOf(l.Line, order), p => p
                .Amount("quantity", "quantity", l.Quantity).Amount("returned", "returned quantity", l.Returned)))));

    private static void Money(Order order, DiffObjectBuilder fields) => fields
        .Each("tenders", order.Tenders, (t, _) => DiffObjectBuilder.Of(t.Id.Value, t.System, f => f
            .Text("system", "payment system", t.System).Number("amount", "amount", t.Amount)))
        .Each("invoices", order.Invoices, (i, _) => DiffObjectBuilder.Of(i.Id.Value, "invoice", f => f
            .Number("amount", "amount", i.Amount)));

    private static DiffObject Plan(RoutingPlan plan, Order order) => DiffObjectBuilder.Of(plan.Id.Value, "routing plan", f => f
        .State<RoutingPlanStatus>("status", "status", plan.Status)
        .Text("facility", "facility", plan.Facility?.Value)
        .State("reason", "reason", plan.Reason)
        .Each("lines", plan.Lines, (l, _) => DiffObjectBuilder.Of(l.Line.Value, NameOf(l.Line, order), p => p
            .Amount("quantity", "quantity", l.Quantity).Amount("reserved", "reserved quantity", l.Reserved))));

    private static DiffObject Job(PickJob job, Order order) => DiffObjectBuilder.Of(job.Id.Value, "pick job", f => f
        .State<PickJobStatus>("status", "status", job.Status)
        .State("subStatus", "reason", job.SubStatus)
        .Text("facility", "facility", job.Facility.Value)
        .Text("plan", "routing plan", job.PlanId.Value)
        .Each("lines", job.Lines, (l, _) => DiffObjectBuilder.Of(l.Line.Value, NameOf(l.Line, order), p => p
            .Amount("quantity", "quantity", l.Quantity).Amount("picked", "picked quantity", l.Picked)
            .State<PickLineStatus>("status", "status", l.Status)
            .Each("parts", l.Parts, (part, _) => DiffObjectBuilder.Of(part.Id.Value, "part", g => g
                .Amount("quantity", "quantity", part.Quantity).Amount("picked", "picked quantity", part.Picked))))));

    private static void Shipping(Order order, DiffObjectBuilder fields) => fields
        .Each("handoverJobs", order.HandoverJobs, (j, _) => DiffObjectBuilder.Of(j.Id.Value, "handover job", f => f
            .State<HandoverStatus>("status", "status", j.Status).Text("pickJob", "pick job", j.PickJobId.Value)
            .Text("facility", "facility", j.Facility.Value)
            .Object("lines", "to be handed over", h => h.AmountsOf(j.Lines, order))
            .Object("handedOver", "handed over", h => h.AmountsOf(j.HandedOver, order))))
        .Each("shipments", order.Shipments, (s, _) => DiffObjectBuilder.Of(s.Id.Value, "shipment", f => f
            .State<ShipmentStatus>("status", "status", s.Status)
            .Text("facility", "facility", s.Facility.Value)
            .Text("carrier", "carrier", s.Carrier)
            .Text("product", "carrier's product", s.Product)
            .Each("parcels", s.Parcels, (p, _) => DiffObjectBuilder.Of(p.Id.Value, "parcel", g => g
                .State<ParcelStatus>("status", "status", p.Status).Moment("labelRequested", "label request", p.LabelRequested)
                    .Text("tracking", "tracking number", p.Tracking).Text("failure", "failure", p.Failure)))));

    private static void AmountsOf(this DiffObjectBuilder fields, ImmutableArray<LineQuantity> lines, Order order)
    {
        foreach (var line in lines)
            fields.Amount(line.Line.Value, NameOf(line.Line, order), line.Quantity);
    }

    private static void Facilities(ImmutableArray<FacilityId> facilities, DiffObjectBuilder fields)
    {
        foreach (var facility in facilities)
            fields.Raw(facility.Value, facility.Value, "true");
    }

    private static void Location(GeoPoint? point, DiffObjectBuilder fields) => fields
        .Raw("latitude", "latitude", point?.Latitude.ToString("R", CultureInfo.InvariantCulture))
        .Raw("longitude", "longitude", point?.Longitude.ToString("R", CultureInfo.InvariantCulture));

    private static string NameOf(LineId id, Order order) => order.FindLine(id) is { } line ? NameOf(line) : "a line";

    private static string NameOf(Line line) => line.Properties.Title.Length > 0 ? line.Properties.Title : line.Article.Value;
}
