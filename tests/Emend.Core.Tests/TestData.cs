using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Core.Tests.Routing;

namespace Emend.Core.Tests;

/// <summary>A dull world: two stores with a hundred of everything, everything switched on, an actor who may do everything.</summary>
internal static class TestData
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Placed = Noon.AddHours(-1);

    public static readonly FacilityId Amsterdam = new("amsterdam");
    public static readonly FacilityId Utrecht = new("utrecht");

    public static readonly ArticleId Shirt = new("SHIRT");
    public static readonly ArticleId Jeans = new("JEANS");
    public static readonly ArticleId Shoes = new("SHOES");
    public static readonly ArticleId Cheese = new("CHEESE");

    public static readonly LineId ShirtLine = new("line-shirt");
    public static readonly LineId JeansLine = new("line-jeans");

    public static readonly EntityId PlanId = new("plan-1");
    public static readonly EntityId JobId = new("job-1");

    public static readonly Actor Anyone = new(new("anyone"), "Anyone", Permissions.All, []);

    public static readonly ImmutableDictionary<ArticleId, Article> Catalogue = new Article[]
    {
        new(Shirt, "Shirt", false, 10m, "EUR"),
        new(Jeans, "Jeans", false, 50m, "EUR"),
        new(Shoes, "Shoes", false, 80m, "EUR"),
        new(Cheese, "Cheese", true, 12.50m, "EUR"),
    }.ToImmutableDictionary(a => a.Id);

    public static readonly Network Network = new(
    [
        Store(Amsterdam, "1012 AB", new(52.37, 4.89)),
        Store(Utrecht, "3511 AD", new(52.09, 5.12)),
    ]);

    /// <summary>A variant without any row that a tenant may switch off.</summary>
    public static readonly Policy Lenient = CustomPolicyBuilder.Build(new(
        "lenient",
        FulfillmenttoolsPolicy.Policy.Name,
        1,
        [.. CustomPolicyBuilder.ConfigurableRules(FulfillmenttoolsPolicy.Policy).Select(r => new RuleSetting(r.Id, RuleEnforcement.Disabled))]));

    /// <summary>A variant whose every such row can be passed by a penalty, or by whoever may write the configuration.</summary>
    public static readonly Policy Softened = CustomPolicyBuilder.Build(new(
        "softened",
        FulfillmenttoolsPolicy.Policy.Name,
        3,
        [.. CustomPolicyBuilder.ConfigurableRules(FulfillmenttoolsPolicy.Policy).Select(r => new RuleSetting(
            r.Id, RuleEnforcement.Overridable, new(Permissions.RoleWrite, $"pays for {r.Id}")))]));

    public static DecisionContext Context => new()
    {
        Now = Noon,
        Seed = new IdSeed(Noon, 1, 2),
        Actor = Anyone,
        Policy = FulfillmenttoolsPolicy.Policy,
        Settings = TenantSettings.Default with { AllowLineItemModification = true },
        Network = Network,
        Stock = Stock(amsterdam: 100, utrecht: 100),
        Catalog = Catalogue,
    };

    /// <summary>So many pieces of each article free in each store.</summary>
    public static InMemoryStock Stock(long amsterdam, long utrecht) =>
        new(Catalogue.Keys.ToImmutableDictionary(a => a, _ => new[] { amsterdam * Quantity.Scale, utrecht * Quantity.Scale }));

    public static Actor Without(params string[] permissions) =>
        Anyone with { Permissions = Permissions.All.Except(permissions).ToFrozenSet() };

    public static Line Line(LineId id, ArticleId article, decimal quantity) => new()
    {
        Id = id,
        Article = article,
        Properties = new(article.Value, null),
        Quantity = Of(quantity),
        UnitPrice = Catalogue[article].UnitPrice,
    };

    public static Line Shirts(decimal quantity) => Line(ShirtLine, Shirt, quantity);

    public static Line SomeJeans(decimal quantity) => Line(JeansLine, Jeans, quantity);

    /// <summary>Three shirts and two jeans, routed to Amsterdam and released there; or the lines given.</summary>
    public static Order Order(params ImmutableArray<Line> lines)
    {
        lines = lines.IsEmpty ? [Shirts(3), SomeJeans(2)] : lines;
        return Unrouted(lines) with { Plans = [Plan(lines)], PickJobs = [Job(lines)] };
    }

    /// <summary>A parcel that has asked for its label.</summary>
    public static readonly Parcel LabelledParcel = new(new("parcel-1"), 1, ParcelStatus.Processing, Placed);

    public static readonly EntityId TaskId = new("task-1");

    /// <summary>A cancelled order of which so many shirts are to be put back in Amsterdam.</summary>
    public static Order Returning(decimal quantity) => Unrouted([Shirts(3) with { PickedNotRestocked = Of(quantity) }]) with
    {
        Status = OrderStatus.Canceled,
        Cancellation = new(true, null),
        ReturnTasks =
        [
            new()
            {
                Id = TaskId,
                Status = ReturnTaskStatus.Open,
                Facility = Amsterdam,
                PickJobId = JobId,
                Lines = [new(ShirtLine, Shirt, Of(quantity), Quantity.Zero, IsRestockable: true)],
                CreatedAt = Placed,
                ModifiedAt = Placed,
            },
        ],
    };

    public static readonly EntityId HandoverId = new("handover-1");
    public static readonly EntityId ShipmentId = new("shipment-1");
    public static readonly EntityId ParcelId = new("parcel-1");

    /// <summary>All of it is picked and waits to be handed over to a carrier.</summary>
    public static Order Packed(ParcelStatus parcel = ParcelStatus.Open)
    {
        var order = Order();
        var plan = order.Plans[0] with { Lines = [.. order.Plans[0].Lines.Select(l => l with { Reserved = Quantity.Zero })] };
        var job = order.PickJobs[0] with
        {
            Status = PickJobStatus.Closed,
            Lines = [.. order.PickJobs[0].Lines.Select(l => l with { Picked = l.Quantity, Status = PickLineStatus.Closed })],
        };
        return order with
        {
            Plans = [plan],
            PickJobs = [job],
            HandoverJobs =
            [
                new(HandoverId, 1, HandoverStatus.Open, JobId, [])
                {
                    Facility = Amsterdam,
                    Lines = [.. job.Lines.Select(l => new LineQuantity(l.Line, l.Picked))],
                    CreatedAt = Placed,
                    ModifiedAt = Placed,
                },
            ],
            Shipments =
            [
                new(ShipmentId, 1, ShipmentStatus.Initial,
                    [new(ParcelId, 1, parcel, parcel is ParcelStatus.Open ? null : Placed)])
                {
                    Facility = Amsterdam,
                    PickJobId = JobId,
                    CreatedAt = Placed,
                    ModifiedAt = Placed,
                },
            ],
        };
    }

    /// <summary>The same, and the customer collects it.</summary>
    public static Order ToCollect() => Packed() with
    {
        Shipments = [],
        Delivery = new() { Kind = DeliveryKind.Collect, CollectAt = Amsterdam, Destination = Home.PostalLocation },
    };

    /// <summary>The same, and none of its units found a place.</summary>
    public static Order Waiting(params ImmutableArray<Line> lines)
    {
        lines = lines.IsEmpty ? [Shirts(3), SomeJeans(2)] : lines;
        return Unrouted(lines) with
        {
            Plans =
            [
                Plan(lines) with
                {
                    Status = RoutingPlanStatus.NotRoutable,
                    Facility = null,
                    Lines = [.. lines.Select(l => new PlanLine(l.Id, l.Quantity, default))],
                },
            ],
        };
    }

    /// <summary>The same as <see cref="Order"/>, routed and reserved only.</summary>
    public static Order HeldBack() => Order() with { PickJobs = [] };

    /// <summary>The same, since it was placed locked.</summary>
    public static Order Locked() => HeldBack() with { Status = OrderStatus.Locked };

    /// <summary>The same, since it is promised: from an hour ago for two.</summary>
    public static Order Promised() => HeldBack() with { Status = OrderStatus.Promised, PromisePeriod = new(Placed, Noon.AddHours(1)) };

    public static Order Unrouted(ImmutableArray<Line> lines) => new()
    {
        Id = new("order-1"),
        ProcessId = new("process-1"),
        TenantOrderId = "R1",
        Api = "fulfillmenttools",
        Revision = 1,
        Version = 1,
        OrderDate = Placed,
        CreatedAt = Placed,
        ModifiedAt = Placed,
        LastEventAt = Placed,
        ReleaseAt = Placed,
        Delivery = new() { Destination = Home.PostalLocation },
        Lines = lines,
        Currency = "EUR",
        PersonalRevision = 1,
        PersonalData = new() { Consumer = new() { Email = "a@example.org", Addresses = [Home] } },
    };

    public static RoutingPlan Plan(IEnumerable<Line> lines) => new()
    {
        Id = PlanId,
        Status = RoutingPlanStatus.Routed,
        Facility = Amsterdam,
        Lines = [.. lines.Select(l => new PlanLine(l.Id, l.Quantity, l.Quantity))],
        RunNumber = 1,
        CreatedAt = Placed,
        ModifiedAt = Placed,
    };

    public static PickJob Job(IEnumerable<Line> lines) => new()
    {
        Id = JobId,
        Status = PickJobStatus.Open,
        Facility = Amsterdam,
        PlanId = PlanId,
        Lines = [.. lines.Select(l => new PickLine(l.Id, l.Quantity, Quantity.Zero, PickLineStatus.Open))],
        CreatedAt = Placed,
        ModifiedAt = Placed,
    };

    public static Address Home =>
        new() { Street = "Keizersgracht", HouseNumber = "1", PostalCode = "1015 CN", City = "Amsterdam", Country = "NL" };

    public static Address Elsewhere => Home with { Street = "Oudegracht", PostalCode = "3511 AB", City = "Utrecht" };

    public static NewOrder Draft(params (ArticleId Article, decimal Quantity)[] lines) => new()
    {
        TenantOrderId = "R1",
        Api = "fulfillmenttools",
        OrderDate = Placed,
        Delivery = new(),
        Lines = [.. lines.Select(l => LineDraft(l.Article, l.Quantity))],
        Consumer = new() { Addresses = [Home] },
    };

    public static NewOrderLine LineDraft(ArticleId article, decimal quantity) =>
        new(article, new(article.Value, null), Of(quantity), PersonalData.NoAttributes, null);

    public static CustomService Service(bool bundled, params ArticleId[] articles) =>
        new(bundled, [.. articles.Select(a => new ServicedArticle(a, Quantity.From(1)))], [], new("{}")) { Id = new("service") };

    public static Quantity Of(decimal amount) => Quantity.From(amount) ?? throw new ArgumentOutOfRangeException(nameof(amount));

    private static Facility Store(FacilityId id, string postalCode, GeoPoint point) =>
        new(id, FacilityStatus.Online, FacilityKind.Store, new("NL", postalCode, point))
        {
            Carriers =
            [
                new("bike", "BIKE", true, null) { Countries = ["NL"] },
                new("van", "VAN", false, null),
                new("elk", "ELK", false, null) { Countries = ["NO", "SE"] },
            ],
        };
}
