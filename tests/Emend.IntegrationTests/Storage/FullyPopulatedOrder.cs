using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Storage.Orders;

namespace Emend.IntegrationTests.Storage;

/// <summary>
/// An order with a value in every member of the first stored format. Its golden files never change, so members that were added later
/// have values elsewhere, such as in <see cref="FullyPopulatedFulfillment"/>.
/// </summary>
internal static class FullyPopulatedOrder
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly LineId Line1 = new("line-1");
    public static readonly FacilityId Facility = new("facility-1");
    private static readonly PostalLocation Place = new("NL", "1012 AB", new(52.37, 4.89));

    private static readonly ImmutableSortedDictionary<string, JsonText> Attributes =
        PersonalData.NoAttributes.Add("gift", new("true")).Add("note", new("""{"text":"Grüße <3"}"""));

    public static readonly Line Line = new()
    {
        Id = Line1,
        Article = new("SHIRT"),
        Properties = new("Shirt", new("""{"weight":120}""")),
        Quantity = Quantity.From(3),
        Shipped = Quantity.From(1),
        PickedNotRestocked = new(500),
        Released = Quantity.From(2),
        UnitPrice = 9.90m,
        AdditionalData = new("""{"scannableCodes":["1"]}"""),
    };

    public static readonly RoutingPlan Plan = new()
    {
        Id = new("plan-2"),
        Version = 2,
        Status = RoutingPlanStatus.Routed,
        Facility = Facility,
        Lines = [new(Line1, Quantity.From(3), Quantity.From(2))],
        Reason = RerouteReason.OrderModified,
        RunNumber = 2,
        Predecessors = [new("plan-1")],
        CreatedAt = Noon,
        ModifiedAt = Noon.AddMinutes(1),
    };

    public static readonly DecisionRecord DecisionRecord = new()
    {
        UnroutableBehavior = UnroutableBehavior.Reject,
        Overrides = [new("EL-4", null, "5 EUR"), new("CO-3", "ORDER_FORCE_CANCEL", null)],
        Rules = ["EL-1", "EL-2", "EL-3", "IN-1", "RT-1"],
        Settings = new(true, false, TimeSpan.FromMinutes(60)),
        Permissions = new[] { "ORDER_READ", "ORDER_WRITE" }.ToFrozenSet(),
        Versions = new(1, 2, 3, 4),
        IsStockFresh = true,
        BasePolicyVersion = 1,
    };

    public static readonly RoutingPlan UnroutablePlan = Plan with
    {
        Status = RoutingPlanStatus.NotRoutable,
        Facility = null,
        Reason = RerouteReason.RetriedUnroutable,
        UnroutableSince = Noon.AddHours(-8),
        AbandonedAt = Noon.AddMinutes(1),
    };

    public static readonly PickJob Job = new()
    {
        Id = new("job-1"),
        Version = 3,
        Status = PickJobStatus.Closed,
        SubStatus = PickJobSubStatus.ShortPicked,
        Facility = Facility,
        PlanId = Plan.Id,
        Lines = [new(Line1, Quantity.From(3), Quantity.From(2), PickLineStatus.Closed)],
        CreatedAt = Noon,
        ModifiedAt = Noon.AddMinutes(2),
    };

    public static readonly PersonalData PersonalData = new()
    {
        Consumer = new()
        {
            ConsumerId = "c-1",
            Email = "ann@example.org",
            FacilityRef = "facility-2",
            TenantFacilityId = "NL-AMS-01",
            Addresses =
            [
                new()
                {
                    Kind = AddressKind.ParcelLocker,
                    Street = "Dam",
                    HouseNumber = "1",
                    PostalCode = "1012 AB",
                    City = "Amsterdam",
                    Province = "NH",
                    Country = "NL",
                    FirstName = "Ann",
                    LastName = "Müller",
                    CompanyName = "ACME",
                    Location = Place.Location,
                    AdditionalData = new("""{"phoneNumbers":[{"value":"1"}]}"""),
                },
            ],
            Attributes = Attributes,
        },
        Attributes = Attributes,
        LineAttributes = ImmutableDictionary<LineId, ImmutableSortedDictionary<string, JsonText>>.Empty.Add(Line1, Attributes),
        AdditionalData = new("""{"tags":[]}"""),
    };

    public static readonly Order Order = new()
    {
        Id = new("order-1"),
        ProcessId = new("process-1"),
        TenantOrderId = "A-1",
        Api = "fulfillmenttools",
        IsLocked = true,
        Revision = 7,
        Version = 3,
        Modifications = 2,
        OrderDate = Noon,
        CreatedAt = Noon.AddSeconds(1),
        ModifiedAt = Noon.AddSeconds(2),
        LastEventAt = Noon.AddMicroseconds(3),
        ReleaseAt = Noon.AddHours(1),
        Delivery = new()
        {
            Kind = DeliveryKind.Collect,
            Destination = Place,
            CollectAt = Facility,
            PreferredTime = Noon.AddDays(1),
            Preselected = [Facility],
        },
        Lines = [Line],
        Services =
        [
            new(
                true, [new(Line.Article, Quantity.From(1))], [new(false, [], [], new("{}")) { Id = new("s-2") }],
                new("""{"name":"wrap"}"""))
            {
                Id = new("s-1"),
            },
        ],
        Currency = "EUR",
        Tenders = [new(new("tender-1"), "creditCard", 29.70m, true, false)],
        Invoices = [new(new("invoice-1"), 9.90m)],
        Holds = [new(HoldKind.Fraud, new("user-1"), Noon.AddHours(2))],
        Pending = new(new("pending-1"), new("user-1"), Noon.AddHours(3)),
        Plans = [Plan],
        PickJobs = [Job],
        HandoverJobs = [new(new("handover-1"), 1, HandoverStatus.WaitingForInput, Job.Id, [new(Line1, Quantity.From(1))])],
        Shipments = [new(new("shipment-1"), 2, ShipmentStatus.Requested, [new(new("parcel-1"), 1, ParcelStatus.Processing, Noon)])],
        ExcludedFacilities = [new("facility-9")],
        PersonalRevision = 5,
    };

    public static readonly Delivery DeliveryWithPreferences = new() { ShippingPreferences = new(true, ["DHL_V2"]) };

    public static readonly FacilityCapabilities Capabilities = new()
    {
        Services = [BusinessType.Collect],
        PickingTimes = [new(DayOfWeek.Monday, 540, 1440, 20), new(DayOfWeek.Sunday, 0, 60, null)],
        ClosingDays = [new(new DateOnly(2026, 12, 25), true)],
        CapacityEnabled = true,
        PlanningDays = 3,
        BufferMinutes = 60,
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"),
    };

    public static readonly RoutingStrategy Strategy = new(
        [FenceKind.FacilityOnline, FenceKind.SameDay], [new(RatingKind.Zone, 10)], SplitRule.Limited, 2, true, false)
    {
        SplitSameDay = false,
        BlacklistAssigned = true,
        AbandonAfter = TimeSpan.FromHours(2),
    };

    public static readonly EndedEntitiesDocument EndedEntities = new(
        [Plan],
        [Job],
        new(
            5,
            [new(FenceKind.FacilityOnline, 1), new(FenceKind.Blocked, 2)],
            2,
            [new(Facility, true, Quantity.From(3), 12.5m, [new(RatingKind.GeoDistance, 12.5m)])],
            12.5m,
            "the nearest",
            false,
            new(Quantity.From(1), 1)));

    /// <summary>Later additions to format 1: removed preferred times, undo.</summary>
    public static readonly ImmutableArray<OrderEvent> UndoneEvents =
        [new OrderEvent.PreferredTimeChanged(Noon, null), new OrderEvent.Modified(), new OrderEvent.ModificationUndone(7)];

    public static readonly ImmutableArray<OrderEvent> Events =
    [
        new OrderEvent.Placed(Order),
        new OrderEvent.LineAdded(Line),
        new OrderEvent.LineRemoved(Line1, Line.Article, Quantity.From(3)),
        new OrderEvent.LineQuantityChanged(Line1, Quantity.From(3), Quantity.From(2)),
        new OrderEvent.LineArticleChanged(Line1, new("Old", null), Line.Properties),
        new OrderEvent.LineAttributesChanged(Line1, ["gift"]),
        new OrderEvent.AttributesChanged(["gift", "note"]),
        new OrderEvent.PreferredTimeChanged(null, Noon),
        new OrderEvent.ConsumerChanged(["email"], null, Place),
        new OrderEvent.PersonalDataReplaced(5, PersonalData),
        new OrderEvent.LabelsObsoleted([new("parcel-1")]),
        new OrderEvent.Routed(RerouteReason.Aborted, [new("plan-1")], [Plan], [Job]),
        new OrderEvent.Modified(),
        new OrderEvent.PickingStarted(Job.Id),
        new OrderEvent.LinePicked(Job.Id, Line1, Quantity.From(2)),
        new OrderEvent.PickJobClosed(Job.Id),
        new OrderEvent.PickJobAborted(Job.Id),
        new OrderEvent.PickJobReset(Job.Id),
    ];

    public static readonly ImmutableArray<OrderEvent> ExclusionEvents = [new OrderEvent.FacilitiesExcluded([Facility])];

    public static readonly ImmutableArray<OrderEvent> DeliveryEvents =
    [
        new OrderEvent.DeliveryChanged(DeliveryKind.Collect, Facility, null),
        new OrderEvent.DeliveryChanged(DeliveryKind.Shipping, null, new(true, ["DHL_V2"])),
    ];

    public static readonly ImmutableArray<OrderEvent> ReadmissionEvents =
        [new OrderEvent.FacilitiesExcluded([Facility]) { IsLifted = true }];

    /// <summary>Events that are newer than the first golden file.</summary>
    public static readonly ImmutableArray<OrderEvent> UnroutableEvents =
    [
        new OrderEvent.Routed(RerouteReason.StockZeroed, [new("plan-1")], [UnroutablePlan], []),
        new OrderEvent.RoutingAbandoned([UnroutablePlan.Id]),
        new OrderEvent.Released([Job with { SubStatus = PickJobSubStatus.StockZeroed }]),
    ];

    /// <summary>One field per reason. The first has every member.</summary>
    public static readonly ImmutableArray<UnrestoredField> UnrestoredFields =
    [
        new("/lines/line-1/quantity", NotRestoredReason.ChangedSince, new("3"), new("2"), "quantity of SHIRT")
        {
            Violations =
            [
                new("EL-4", RuleKind.State, "the order is not started", "Cancel the order.", 1, RequestField.Quantity)
                {
                    RequiredPermissions = ["ORDER_WRITE", "ORDER_READ"],
                    Override = new("ORDER_FORCE_CANCEL", "5 EUR"),
                },
                new("IN-1", RuleKind.Invariant, "the order is open", "Place a new order.", null, null),
            ],
        },
        new("/consumer/email", NotRestoredReason.RuleViolation, new("\"a@example.org\""), null, "email"),
        new("/lines/line-1", NotRestoredReason.Recreated, null, new("""{"note":"Grüße <3"}"""), "SHIRT"),
        new("/lines/line-1/price", NotRestoredReason.PriceChanged, new("9.90"), new("10.90"), "price of SHIRT"),
        new("/consumer/addresses", NotRestoredReason.Erased, null, null, "addresses"),
        new("/shipments", NotRestoredReason.Irreversible, null, null, "labels"),
    ];
}
