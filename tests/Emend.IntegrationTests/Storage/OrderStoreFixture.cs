using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Common;
using Emend.Server.Inventory;
using Emend.Server.Storage;
using Emend.Server.Storage.Identity;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.ReferenceData;

namespace Emend.IntegrationTests.Storage;

/// <summary>Two facilities, two articles, and real decisions on their orders.</summary>
internal sealed class OrderStoreFixture(Database database)
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TenantId Shop = new("main");
    public static readonly ArticleId Shirt = new("SHIRT");
    public static readonly ArticleId Jeans = new("JEANS");

    private static readonly Actor Agent = new(new("u1"), "Ann Agent", Permissions.All, []);

    private static readonly Network Network = new(
    [
        new(new("f1"), FacilityStatus.Online, FacilityKind.Store, new("NL", "1012", new(52.37, 4.89))),
        new(new("f2"), FacilityStatus.Online, FacilityKind.Warehouse, new("NL", "3011", new(51.92, 4.48))),
    ]);

    private ulong _seeds;

    public OrderStore Orders { get; } = new(database);

    public OrderReader Reads { get; } = new(database, new(TimeProvider.System));

    public StockStore Stocks { get; } = new(database, new(TimeProvider.System));

    private ReferenceDataReader ReferenceData { get; } = new(database);

    /// <summary>Sets the stock of both articles in both facilities.</summary>
    public async Task Prepare(long pieces)
    {
        var identities = new IdentityStore(database, new StoreContract.FirstMicrosecond());
        Assert.True(await identities.AddTenant(new(Shop, Shop.Value, Shop.Value), [], CancellationToken.None));
        List<Statement> statements = [];
        foreach (var facility in Network.Facilities)
        {
            statements.AddRange(((ArticleId[])[Shirt, Jeans]).Select(article => StockStore.Insert(
                Shop,
                new($"{facility.Id}-{article}", new(facility.Id, article, Quantity.From(pieces), Quantity.Zero), 1, Noon, Noon))));
        }

        Assert.True((await database.Write(statements, CancellationToken.None)).IsCommitted);
    }

    public async Task<Order> Place(string? tenantOrderId = null, long pieces = 2, IdempotencyKey? key = null)
    {
        var write = await CreatePlaceWrite(tenantOrderId, pieces, key);
        Assert.Equal(OrderWriteResult.Written, await Orders.Write(write, CancellationToken.None));
        return write.After;
    }

    public Task<OrderWrite> CreatePlaceWrite(string? tenantOrderId = null, long pieces = 2, IdempotencyKey? key = null) => DecideAccepted(
        null,
        new OrderCommand.Place(new()
        {
            TenantOrderId = tenantOrderId,
            Api = "fulfillmenttools",
            OrderDate = Noon,
            Delivery = new(),
            Lines = [Draft(Shirt, pieces), Draft(Jeans, 1)],
            Consumer = new()
            {
                ConsumerId = "c1",
                Addresses = [new() { Street = "Dam", PostalCode = "1012", City = "Amsterdam", Country = "NL", LastName = "Jansen" }],
            },
            Attributes = PersonalData.NoAttributes.Add("gift", new("true")),
        }),
        key);

    public static OrderCommand.Modify SetQuantity(Order order, long pieces, string? comment = null) =>
        new([new SetLineQuantity(order.Lines[0].Id, Quantity.From(pieces))], null, comment, UnroutableBehavior.Reject);

    public static OrderCommand.Modify Add(ArticleId article, long pieces) =>
        new([new AddLine(Draft(article, pieces))], null, null, UnroutableBehavior.Reject);

    public static OrderCommand.Modify SetAttribute(string name, string json) => new(
        [new SetAttributes(ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal).Add(name, new(json)))],
        null, null, UnroutableBehavior.Reject);

    /// <summary>The write of an accepted command. Fails the test if the command is rejected.</summary>
    public async Task<OrderWrite> DecideAccepted(Order? order, OrderCommand command, IdempotencyKey? key = null)
    {
        var levels = await ReferenceData.ReadStock(Shop, Decider.GetArticles(order, command), CancellationToken.None);
        return Decide(order, command, levels, key) ?? throw new InvalidOperationException("The command was rejected.");
    }

    public OrderWrite? Decide(Order? order, OrderCommand command, IReadOnlyList<StockLevel> levels, IdempotencyKey? key = null) =>
        Decider.Decide(order, command, CreateContext(levels)) is Decision.Accepted accepted
            ? new()
            {
                Tenant = Shop,
                Before = order,
                After = accepted.After,
                Events = accepted.Events,
                DecisionEffects = accepted.Effects,
                Provenance = new(Agent.Id, Agent.Name, "fulfillmenttools", "fulfillmenttools", 1),
                Comment = command.CallerComment,
                Key = key,
            }
            : null;

    public async Task<Order> Modify(Order order, OrderCommand command)
    {
        var write = await DecideAccepted(order, command);
        Assert.Equal(OrderWriteResult.Written, await Orders.Write(write, CancellationToken.None));
        return write.After;
    }

    public Task<LoadedOrder> Load(Order order) => Orders.Load(Shop, new OrderKey.ById(order.Id), null, CancellationToken.None);

    public Task<List<StockLevel>> Stock() => database.List(
        Statement.From($"SELECT {ReferenceDataReader.StockColumns} FROM stock ORDER BY facility_id, article_id"),
        ReferenceDataReader.ReadLevel,
        CancellationToken.None);

    /// <summary>Reserved quantity according to stock and according to reservations.</summary>
    public async Task<(long Stock, long Reservations)> Reserved()
    {
        Task<long> Sum(string sql) => database.First(Statement.From(sql), row => row.Long(0), CancellationToken.None);
        return (await Sum("SELECT sum(reserved) FROM stock"), await Sum("SELECT coalesce(sum(quantity), 0) FROM reservations"));
    }

    /// <summary>Sets the stock of an article in a facility.</summary>
    public async Task Count(string facility, ArticleId article, long pieces) => Assert.Equal(
        StoreWriteResult.Written,
        await Stocks.SetOnHand(Shop, $"{facility}-{article}", Quantity.From(pieces), null, Noon, CancellationToken.None));

    /// <summary>Removes all stock.</summary>
    public async Task CountNothing()
    {
        foreach (var facility in Network.Facilities)
        {
            await Count(facility.Id.Value, Shirt, 0);
            await Count(facility.Id.Value, Jeans, 0);
        }
    }

    private static NewOrderLine Draft(ArticleId article, long pieces) =>
        new(article, new(article.Value, null), Quantity.From(pieces), PersonalData.NoAttributes, null);

    private DecisionContext CreateContext(IReadOnlyList<StockLevel> levels) => new()
    {
        Now = Noon,
        Seed = new(Noon, Interlocked.Increment(ref _seeds), 7),
        Actor = Agent,
        Policy = FulfillmenttoolsPolicy.Policy,
        Settings = TenantSettings.Default with { AllowLineItemModification = true },
        Network = Network,
        Stock = StockView.From(Network, levels),
        Catalog = new Dictionary<ArticleId, Article>(),
    };
}
