using System.Collections.Immutable;
using System.Text;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Core.Tests.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>One step of a story: what was asked of which order, and what came of it.</summary>
internal sealed record ScenarioStep(Order? Before, OrderCommand Command, DecisionContext Facts, Decision Decision)
{
    public Decision.Accepted? Done => Decision as Decision.Accepted;
}

/// <summary>An order is placed, and then things are asked of it while stock comes and goes.</summary>
internal sealed record OrderScenario(ImmutableArray<int> Lines, bool SplitLines, ImmutableArray<int> Stock, ImmutableArray<RandomCommand> Moves)
{
    /// <summary>The policy that decides: the built-in one, or one of its extreme variants.</summary>
    public required Policy Policy { get; init; }

    /// <summary>Whether what is not found is routed again, and whether the customer collects.</summary>
    public required (bool Reroutes, bool Collects) Ways { get; init; }

    /// <summary>Whether it is placed open, locked or promised.</summary>
    public OrderStatus Placed { get; init; }

    public static readonly Gen<OrderScenario> Any =
        from lines in Gen.Choose(1, 5).ArrayOf(4)
        from count in Gen.Choose(1, 4)
        from split in Gen.Elements(true, false)
        from stock in Gen.Frequency((3, Gen.Choose(2, 7)), (2, Gen.Choose(0, 2))).ArrayOf(8)
        from moves in RandomCommand.Any.ArrayOf(15)
        from policy in Gen.Frequency(
            (4, Gen.Constant(FulfillmenttoolsPolicy.Policy)), (1, Gen.Constant(TestData.Lenient)), (1, Gen.Constant(TestData.Softened)))
        from reroutes in Gen.Elements(true, false)
        from collects in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from placed in Gen.Frequency(
            (4, Gen.Constant(OrderStatus.Open)), (1, Gen.Constant(OrderStatus.Locked)), (1, Gen.Constant(OrderStatus.Promised)))
        select new OrderScenario([.. lines.Take(count)], split, [.. stock], [.. moves])
        {
            Policy = policy,
            Ways = (reroutes, collects),
            Placed = placed,
        };

    private static readonly ArticleId[] Articles = [TestData.Shirt, TestData.Jeans, TestData.Shoes, TestData.Cheese];

    /// <summary>Tells it. What is accepted is what the next request meets.</summary>
    public IEnumerable<(ScenarioStep Step, StockModel Ledger)> Tell()
    {
        var ledger = new StockModel(Stock);
        var now = TestData.Noon;
        var newOrder = TestData.Draft([.. Lines.Select((quantity, i) => (Articles[i], (decimal)quantity))]);
        newOrder = Ways.Collects ? newOrder with { Delivery = new() { Kind = DeliveryKind.Collect } } : newOrder;
        newOrder = newOrder with { Status = Placed, PromisedUntil = Placed is OrderStatus.Promised ? now.AddMinutes(5) : null };
        Order? order = null;
        for (var i = -1; i < Moves.Length; i++)
        {
            if (i >= 0 && Moves[i].IsOfTheWorld)
            {
                ledger.Find(Moves[i].Which % 2, Articles[Moves[i].More % 4], Quantity.From(Moves[i].Much));
                continue;
            }
            now = now.AddMinutes(i < 0 ? 0 : Moves[i].Minutes);
            var context = FactsOf(now, (ulong)(i + 2), ledger);
            var command = order is null ? new OrderCommand.Place(newOrder) : Moves[i].On(order);
            var step = new ScenarioStep(order, command, context, Decider.Decide(order, command, context));
            if (step.Done is { } accepted)
            {
                order = accepted.After;
                ledger.Apply(accepted.Effects.Stock);
            }
            yield return (step, ledger);
        }
    }

    public IEnumerable<ScenarioStep> Steps => Tell().Select(t => t.Step);

    private DecisionContext FactsOf(DateTimeOffset now, ulong number, StockModel ledger) => TestData.Context with
    {
        Now = now,
        Seed = new IdSeed(now, number, number),
        Actor = TestData.Without(Permissions.RoleWrite),
        Policy = Policy,
        Stock = ledger.View(),
        Strategy = RoutingStrategy.Default with { SplitLines = SplitLines, RerouteShortPicks = Ways.Reroutes },
    };

    public override string ToString()
    {
        var text = new StringBuilder(
            $"{Policy.Name}, lines {string.Join(' ', Lines)}, split {SplitLines}, stock {string.Join(' ', Stock)}, {Ways}, {Placed}\n");
        foreach (var step in Steps)
            text.AppendLine($"{ValuePrinter.Of(step.Command)} -> {step.Decision.GetType().Name} "
                + (step.Decision is Decision.Rejected refused ? string.Join(' ', refused.Violations.Select(r => r.RuleId)) : ""));
        return text.ToString();
    }
}

/// <summary>Stock as the store would keep it: on hand and reserved, moved by deltas only.</summary>
internal sealed class StockModel
{
    private readonly Dictionary<(FacilityId, ArticleId), (Quantity OnHand, Quantity Reserved)> _rows = [];

    public StockModel(ImmutableArray<int> pieces)
    {
        var articles = TestData.Catalogue.Keys.OrderBy(a => a.Value, StringComparer.Ordinal).ToList();
        for (var i = 0; i < pieces.Length; i++)
            _rows[(TestData.Network.Facilities[i % 2].Id, articles[i / 2])] = (Quantity.From(pieces[i]), default);
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

    /// <summary>Somebody counted.</summary>
    public void Find(int facility, ArticleId article, Quantity onHand)
    {
        var key = (TestData.Network.Facilities[facility].Id, article);
        _rows[key] = _rows[key] with { OnHand = onHand };
    }

    public InMemoryStock View() => new(TestData.Catalogue.Keys.ToImmutableDictionary(
        a => a,
        a => TestData.Network.Facilities.Select(f => _rows[(f.Id, a)]).Select(r => (r.OnHand - r.Reserved).Thousandths).ToArray()));
}
