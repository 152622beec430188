using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Core.Tests.Routing;

namespace Emend.Core.Tests;

/// <summary>
/// Simple test data: two stores with 100 pieces of every article, all settings enabled, and an actor with all permissions.
/// </summary>
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

    public static readonly Actor Admin = new(new("anyone"), "Anyone", Permissions.All, []);

    public static readonly ImmutableDictionary<ArticleId, Article> Catalog = new Article[]
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

    /// <summary>The facilities, without click and collect.</summary>
    public static readonly Network NetworkWithoutCollection = new(
        [.. Network.Facilities.Select(f => f with { Capabilities = new() { Services = [BusinessType.Shipping] } })]);

    /// <summary>A custom policy with all configurable rules disabled.</summary>
    public static readonly Policy PolicyWithoutOptionalRules = CustomPolicyBuilder.Build(new(
        "lenient",
        FulfillmenttoolsPolicy.Policy.Name,
        1,
        [.. CustomPolicyBuilder.GetConfigurableRules(FulfillmenttoolsPolicy.Policy)
            .Select(r => new RuleSetting(r.Id, RuleEnforcement.Disabled))]), PolicyRegistry.BuiltIn);

    /// <summary>A policy with all configurable rules disabled that amends pick jobs in place.</summary>
    public static readonly Policy AmendingPolicy =
        PolicyWithoutOptionalRules with { Name = "amending", FulfillmentMode = FulfillmentMode.AmendInPlace };

    /// <summary>A custom policy with all configurable rules overridable by a penalty or by a permission.</summary>
    public static readonly Policy OverridablePolicy = CustomPolicyBuilder.Build(new(
        "softened",
        FulfillmenttoolsPolicy.Policy.Name,
        3,
        [.. CustomPolicyBuilder.GetConfigurableRules(FulfillmenttoolsPolicy.Policy).Select(r => new RuleSetting(
            r.Id, RuleEnforcement.Overridable, new(Permissions.RoleWrite, $"penalty of {r.Id}")))]), PolicyRegistry.BuiltIn);

    public static DecisionContext Context => new()
    {
        Now = Noon,
        Seed = new IdSeed(Noon, 1, 2),
        Actor = Admin,
        Policy = FulfillmenttoolsPolicy.Policy,
        Settings = TenantSettings.Default with { AllowLineItemModification = true },
        Network = Network,
        Stock = Stock(amsterdam: 100, utrecht: 100),
        Catalog = Catalog,
    };

    /// <summary>Creates stock with the given pieces of each article per store.</summary>
    public static InMemoryStock Stock(long amsterdam, long utrecht) =>
        new(Catalog.Keys.ToImmutableDictionary(a => a, _ => new[] { amsterdam * Quantity.Scale, utrecht * Quantity.Scale }));

    public static Actor ActorWithout(params string[] permissions) =>
        Admin with { Permissions = Permissions.All.Except(permissions).ToFrozenSet() };

    public static Line Line(LineId id, ArticleId article, decimal quantity) => new()
    {
        Id = id,
        Article = article,
        Properties = new(article.Value, null),
        Quantity = Units(quantity),
        UnitPrice = Catalog[article].UnitPrice,
    };

    public static Line Shirts(decimal quantity) => Line(ShirtLine, Shirt, quantity);

    public static Line SomeJeans(decimal quantity) => Line(JeansLine, Jeans, quantity);

    /// <summary>An order of three shirts and two jeans, or of the given lines; routed to Amsterdam and released.</summary>
    public static Order Order(params ImmutableArray<Line> lines)
    {
        lines = lines.IsEmpty ? [Shirts(3), SomeJeans(2)] : lines;
        return UnroutedOrder(lines) with { Plans = [Plan(lines)], PickJobs = [Job(lines)] };
    }

    /// <summary>A parcel with a requested label.</summary>
    public static readonly Parcel ParcelWithLabelRequest = new(new("parcel-1"), 1, ParcelStatus.Processing, Placed);

    public static readonly EntityId TaskId = new("task-1");

    /// <summary>A canceled order with a return task for the given number of shirts in Amsterdam.</summary>
    public static Order OrderWithReturnTask(decimal quantity) =>
        UnroutedOrder([Shirts(3) with { PickedNotRestocked = Units(quantity) }]) with
    {
        IsCanceled = true,
        Cancellation = new(true, null),
        ReturnTasks =
        [
            new()
            {
                Id = TaskId,
                Status = ReturnTaskStatus.Open,
                Facility = Amsterdam,
                PickJobId = JobId,
                Lines = [new(ShirtLine, Shirt, Units(quantity), Quantity.Zero, IsRestockable: true)],
                CreatedAt = Placed,
                ModifiedAt = Placed,
            },
        ],
    };

    public static readonly EntityId HandoverId = new("handover-1");
    public static readonly EntityId ShipmentId = new("shipment-1");
    public static readonly EntityId ParcelId = new("parcel-1");

    /// <summary>An order with all goods picked and an open handover job.</summary>
    public static Order PickedOrder(ParcelStatus parcel = ParcelStatus.Open)
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

    /// <summary>A picked order that the customer collects.</summary>
    public static Order CollectOrder() => PickedOrder() with
    {
        Shipments = [],
        Delivery = new() { Kind = DeliveryKind.Collect, CollectAt = Amsterdam, Destination = Home.PostalLocation },
    };

    /// <summary>An order with all units unroutable.</summary>
    public static Order UnroutableOrder(params ImmutableArray<Line> lines)
    {
        lines = lines.IsEmpty ? [Shirts(3), SomeJeans(2)] : lines;
        return UnroutedOrder(lines) with
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

    /// <summary>An order that is routed and reserved but not released.</summary>
    public static Order UnreleasedOrder() => Order() with { PickJobs = [] };

    /// <summary>A locked order.</summary>
    public static Order LockedOrder() => UnreleasedOrder() with { IsLocked = true };

    /// <summary>A promised order: placed one hour ago, expires in one hour.</summary>
    public static Order PromisedOrder() =>
        UnreleasedOrder() with { PromisePeriod = new(Placed, Noon.AddHours(1)) };

    public static Order UnroutedOrder(ImmutableArray<Line> lines) => new()
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

    public static Address OtherAddress => Home with { Street = "Oudegracht", PostalCode = "3511 AB", City = "Utrecht" };

    public static NewOrder NewOrder(params (ArticleId Article, decimal Quantity)[] lines) => new()
    {
        TenantOrderId = "R1",
        Api = "fulfillmenttools",
        OrderDate = Placed,
        Delivery = new(),
        Lines = [.. lines.Select(l => NewOrderLine(l.Article, l.Quantity))],
        Consumer = new() { Addresses = [Home] },
    };

    public static NewOrderLine NewOrderLine(ArticleId article, decimal quantity) =>
        new(article, new(article.Value, null), Units(quantity), PersonalData.NoAttributes, null);

    public static CustomService Service(bool bundled, params ArticleId[] articles) =>
        new(bundled, [.. articles.Select(a => new ServicedArticle(a, Quantity.From(1)))], [], new("{}")) { Id = new("service") };

    public static Quantity Units(decimal amount) => Quantity.From(amount) ?? throw new ArgumentOutOfRangeException(nameof(amount));

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
