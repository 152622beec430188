using System.Collections.Frozen;
using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Emend.Bench.Data;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Bench.Micro;

/// <summary>Decisions on an order of 10 lines in a network of few facilities: the cost of a modification without the database.</summary>
[MemoryDiagnoser]
public class DecideBenchmarks
{
    private const int Lines = 10;
    private const int FewFacilities = 5;
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly DecisionContext _context;
    private readonly Order _order;
    private readonly OrderCommand.Modify _lowerQuantity;
    private readonly OrderCommand.Modify _repeatQuantity;
    private readonly OrderCommand.Modify _changeAddress;
    private readonly OrderCommand.Modify _addLine;

    public DecideBenchmarks()
    {
        _context = CreateContext(FewFacilities, Lines + 1);
        _order = ((Decision.Accepted)Decider.Decide(null, new OrderCommand.Place(CreateNewOrder(Lines)), _context)).After;
        var line = _order.Lines[3];
        _lowerQuantity = Modify(new SetLineQuantity(line.Id, line.Quantity - Quantity.From(1)));
        _repeatQuantity = Modify(new SetLineQuantity(line.Id, line.Quantity));
        _changeAddress = Modify(new SetConsumer { Addresses = ImmutableArray.Create(Address("2")) });
        _addLine = Modify(new AddLine(CreateLine(Lines)));
        if (((Decision[])[Quantity_lowered(), Address_changed(), Line_added()]).Any(d => d is not Decision.Accepted))
        {
            throw new InvalidOperationException("A measured modification was not accepted.");
        }
    }

    [Benchmark(Baseline = true)]
    public Decision Quantity_lowered() => Decider.Decide(_order, _lowerQuantity, _context);

    [Benchmark]
    public Decision Quantity_repeated() => Decider.Decide(_order, _repeatQuantity, _context);

    [Benchmark]
    public Decision Address_changed() => Decider.Decide(_order, _changeAddress, _context);

    [Benchmark]
    public Decision Line_added() => Decider.Decide(_order, _addLine, _context);

    [Benchmark]
    public ImmutableArray<AvailableAction> Available_actions() => Decider.GetAvailableActions(_order, _context);

    [Benchmark]
    public Consequences Consequences_computed() =>
        Consequences.From(_order, (Decision.Accepted)Decider.Decide(_order, _lowerQuantity, _context));

    private static OrderCommand.Modify Modify(Change change) => new([change], null, null, UnroutableBehavior.Accept);

    internal static DecisionContext CreateContext(int facilities, int articles) => new()
    {
        Now = Noon,
        Seed = new IdSeed(Noon, 1, 2),
        Actor = new Actor(new("someone"), "Some One", Permissions.All, []),
        Policy = FulfillmenttoolsPolicy.Policy,
        Settings = TenantSettings.Default with { AllowLineItemModification = true },
        Network = new Network([.. Enumerable.Range(0, facilities).Select(DataSet.GetFacility)]),
        Stock = InMemoryStock.CreateSparse(articles, facilities, share: 1),
        Catalog = Enumerable.Range(0, articles).Select(DataSet.GetArticle).ToFrozenDictionary(a => a.Id),
    };

    internal static NewOrder CreateNewOrder(int lines) => new()
    {
        Api = "fulfillmenttools",
        OrderDate = Noon,
        Delivery = new Delivery(),
        Consumer = new Consumer { ConsumerId = "C-1", Addresses = [Address("1")] },
        Lines = [.. Enumerable.Range(0, lines).Select(CreateLine)],
    };

    private static NewOrderLine CreateLine(int article) =>
        new(DataSet.GetArticleId(article), new($"Article {article}", null), Quantity.From(3), PersonalData.NoAttributes, null);

    private static Address Address(string houseNumber) => new()
    {
        Kind = AddressKind.Postal,
        Street = "Lange Gasse",
        HouseNumber = houseNumber,
        PostalCode = "50667",
        City = "Köln",
        Country = "DE",
        Location = new GeoPoint(50.94, 6.95),
    };
}
