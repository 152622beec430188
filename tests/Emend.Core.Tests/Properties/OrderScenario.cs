using System.Collections.Immutable;
using System.Text;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Core.Tests.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>One step of a scenario: order, command and decision.</summary>
internal sealed record ScenarioStep(Order? Before, OrderCommand Command, DecisionContext Context, Decision Decision)
{
    public Decision.Accepted? Accepted => Decision as Decision.Accepted;
}

/// <summary>A random scenario: an order is placed, and commands follow while stock changes.</summary>
internal sealed record OrderScenario(
    ImmutableArray<int> Lines, bool SplitLines, ImmutableArray<int> Stock, ImmutableArray<RandomCommand> Moves)
{
    /// <summary>The policy: the built-in one, an extreme custom policy, or one that amends pick jobs in place.</summary>
    public required Policy Policy { get; init; }

    /// <summary>Whether short picks are rerouted, the customer collects the order, and its last line is a preorder.</summary>
    public required (bool Reroutes, bool Collects, bool Preorders) Options { get; init; }

    /// <summary>Whether the order is placed locked, and whether it is promised.</summary>
    public (bool IsLocked, bool IsPromised) Placed { get; init; }

    public static readonly Gen<OrderScenario> Any =
        from lines in Gen.Choose(1, 5).ArrayOf(4)
        from count in Gen.Choose(1, 4)
        from split in Gen.Elements(true, false)
        from stock in Gen.Frequency((3, Gen.Choose(2, 7)), (2, Gen.Choose(0, 2))).ArrayOf(8)
        from moves in RandomCommand.Any.ArrayOf(15)
        from policy in Gen.Frequency(
            (4, Gen.Constant(FulfillmenttoolsPolicy.Policy)), (1, Gen.Constant(TestData.PolicyWithoutOptionalRules)),
                (1, Gen.Constant(TestData.OverridablePolicy)),
                (2, Gen.Constant(TestData.AmendingPolicy)), (1, Gen.Constant(SecondPolicy.Policy)))
        from reroutes in Gen.Elements(true, false)
        from collects in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from preorders in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from placed in Gen.Frequency(
            (8, Gen.Constant((false, false))), (2, Gen.Constant((true, false))), (2, Gen.Constant((false, true))),
            (1, Gen.Constant((true, true))))
        select new OrderScenario([.. lines.Take(count)], split, [.. stock], [.. moves])
        {
            Policy = policy,
            Options = (reroutes, collects, preorders),
            Placed = placed,
        };

    private static readonly ArticleId[] Articles = [TestData.Shirt, TestData.Jeans, TestData.Shoes, TestData.Cheese];

    private static NewOrderLine Preorder(NewOrderLine line, DateTimeOffset now) =>
        line with { Release = new(LineReleaseKind.Preorder, now.AddMinutes(20)) };

    /// <summary>Runs the scenario. Each accepted result is the input of the next command.</summary>
    public IEnumerable<(ScenarioStep Step, StockModel Ledger)> Run()
    {
        var stock = new StockModel(Stock);
        var now = TestData.Noon;
        var newOrder = TestData.NewOrder([.. Lines.Select((quantity, i) => (Articles[i], (decimal)quantity))]);
        newOrder = Options.Collects ? newOrder with { Delivery = new() { Kind = DeliveryKind.Collect } } : newOrder;
        newOrder = Options.Preorders ? newOrder with { Lines = [.. newOrder.Lines[..^1], Preorder(newOrder.Lines[^1], now)] } : newOrder;
        newOrder = newOrder with {
            IsLocked = Placed.IsLocked, IsPromised = Placed.IsPromised, PromisedUntil = Placed.IsPromised ? now.AddMinutes(5) : null,
        };
        Order? order = null;
        for (var i = -1; i < Moves.Length; i++)
        {
            if (i >= 0 && Moves[i].IsStockChange)
            {
                stock.Recount(Moves[i].Which % 2, Articles[Moves[i].More % 4], Quantity.From(Moves[i].Much));
                continue;
            }
            now = now.AddMinutes(i < 0 ? 0 : Moves[i].Minutes);
            var context = GetContext(now, (ulong)(i + 2), stock);
            var command = order is null ? new OrderCommand.Place(newOrder) : Moves[i].ToCommand(order);
            var step = new ScenarioStep(order, command, context, Decider.Decide(order, command, context));
            if (step.Accepted is { } accepted)
            {
                order = accepted.After;
                stock.Apply(accepted.Effects.Stock);
            }
            yield return (step, stock);
        }
    }

    public IEnumerable<ScenarioStep> Steps => Run().Select(t => t.Step);

    private DecisionContext GetContext(DateTimeOffset now, ulong number, StockModel stock) => TestData.Context with
    {
        Now = now,
        Seed = new IdSeed(now, number, number),
        Actor = TestData.ActorWithout(Permissions.RoleWrite),
        Policy = Policy,
        Stock = stock.ToStock(),
        Strategy = RoutingStrategy.Default with { SplitLines = SplitLines, RerouteShortPicks = Options.Reroutes },
    };

    public override string ToString()
    {
        var text = new StringBuilder(
            $"{Policy.Name}, lines {string.Join(' ', Lines)}, split {SplitLines}, "
            + $"stock {string.Join(' ', Stock)}, {Options}, {Placed}\n");
        foreach (var step in Steps)
        {
            text.AppendLine($"{ValuePrinter.Print(step.Command)} -> {step.Decision.GetType().Name} "
                + (step.Decision is Decision.Rejected rejected ? string.Join(' ', rejected.Violations.Select(r => r.RuleId)) : ""));
        }

        return text.ToString();
    }
}

/// <summary>A stock model: quantities on hand and reserved, changed by deltas only.</summary>
internal sealed class StockModel
{
    private readonly Dictionary<(FacilityId, ArticleId), (Quantity OnHand, Quantity Reserved)> _rows = [];

    public StockModel(ImmutableArray<int> pieces)
    {
        var articles = TestData.Catalog.Keys.OrderBy(a => a.Value, StringComparer.Ordinal).ToList();
        for (var i = 0; i < pieces.Length; i++)
        {
            _rows[(TestData.Network.Facilities[i % 2].Id, articles[i / 2])] = (Quantity.From(pieces[i]), default);
        }
    }

    public IReadOnlyDictionary<(FacilityId, ArticleId), (Quantity OnHand, Quantity Reserved)> Rows => _rows;

    public void Apply(ImmutableArray<StockDelta> deltas)
    {
        foreach (var delta in deltas)
        {
            var (onHand, reserved) = _rows[(delta.Facility, delta.Article)];
            var after = (OnHand: new Quantity(Math.Max(0, (onHand + delta.OnHand).Thousandths)), Reserved: reserved + delta.Reserved);
            var fits = delta.Reserved <= Quantity.Zero || after.Reserved <= after.OnHand;
            Assert.True(fits, $"{delta} does not fit into {onHand} less {reserved}");
            _rows[(delta.Facility, delta.Article)] = after;
        }
    }

    /// <summary>Sets the counted quantity on hand.</summary>
    public void Recount(int facility, ArticleId article, Quantity onHand)
    {
        var key = (TestData.Network.Facilities[facility].Id, article);
        _rows[key] = _rows[key] with { OnHand = onHand };
    }

    public InMemoryStock ToStock() => new(TestData.Catalog.Keys.ToImmutableDictionary(
        a => a,
        a => TestData.Network.Facilities.Select(f => _rows[(f.Id, a)]).Select(r => (r.OnHand - r.Reserved).Thousandths).ToArray()));
}
