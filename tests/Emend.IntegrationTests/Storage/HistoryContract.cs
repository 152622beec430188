using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application.History;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteHistoryTests() : HistoryContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlHistoryTests() : HistoryContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of the order history on both databases.</summary>
public abstract class HistoryContract : StoreContract
{
    private readonly OrderStoreFixture _orderStoreFixture;
    private readonly OrderHistoryReader _journal;
    private readonly OrderHistoryService _history;

    private protected HistoryContract(TestDatabase database)
        : base(database)
    {
        _orderStoreFixture = new(Database);
        _journal = new(Database);
        _history = new(_journal, _orderStoreFixture.Orders);
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await _orderStoreFixture.Prepare(pieces: 10);
    }

    [Fact]
    public async Task Replay_of_the_journal_returns_every_stored_state()
    {
        var states = await CreateHistory(120);

        var entries = await _journal.ReadEntries(Shop, states[0].Id, 1, 200, Never);

        Assert.Equal(states.Select(ToJson), entries.Select(entry => ToJson(entry.After)));
        Assert.Equal(states.SkipLast(1).Select(ToJson), entries.Skip(1).Select(entry => ToJson(entry.Before!)));
        foreach (var at in (int[])[1, 2, 49, 50, 51, 100, 120])
        {
            Assert.Equal(ToJson(states[at - 1]), ToJson((await _orderStoreFixture.Orders.LoadRevision(Shop, states[0].Id, at, Never))!));
            var range = await _journal.ReadEntries(Shop, states[0].Id, at, at + 3, Never);
            Assert.Equal(states.Skip(at - 1).Take(4).Select(ToJson), range.Select(entry => ToJson(entry.After)));
        }
    }

    [Fact]
    public async Task Order_is_returned_as_of_a_revision_or_time_and_before_creation_is_distinguished()
    {
        var states = await CreateHistory(5);
        var currentOrder = states[^1];

        Assert.Equal(ToJson(states[2]), ToJson(await FindOrder(currentOrder, new PointInHistory.AtRevision(3))));
        Assert.Equal(ToJson(states[2]), ToJson(await FindOrder(currentOrder, new PointInHistory.AtMoment(states[2].LastEventAt))));
        Assert.Equal(
            ToJson(states[1]),
                ToJson(await FindOrder(currentOrder, new PointInHistory.AtMoment(states[2].LastEventAt.AddMicroseconds(-1)))));
        Assert.Equal(
            ToJson(currentOrder), ToJson(await FindOrder(currentOrder, new PointInHistory.AtMoment(currentOrder.LastEventAt.AddYears(1)))));
        Assert.Equal(
            new HistoricalOrder.RevisionNotFound(5), await _history.FindOrder(Shop, currentOrder, new PointInHistory.AtRevision(6), Never));
        Assert.Equal(
            new HistoricalOrder.RevisionNotFound(5), await _history.FindOrder(Shop, currentOrder, new PointInHistory.AtRevision(0), Never));
        Assert.Equal(
            new HistoricalOrder.BeforeCreation(Noon),
            await _history.FindOrder(Shop, currentOrder, new PointInHistory.AtMoment(Noon.AddSeconds(-1)), Never));
    }

    [Fact]
    public async Task History_is_paged_newest_first_with_actor_reason_and_changes()
    {
        var states = await CreateHistory(75);
        var pages = new List<HistoryPage>();
        for (long? before = null; pages.Count == 0 || before is not null; before = pages[^1].Next)
        {
            pages.Add(await _history.ReadPage(Shop, states[^1], before, 20, false, Never));
        }

        Assert.Equal([20, 20, 20, 15], pages.Select(page => page.Entries.Length));
        Assert.Equal(Enumerable.Range(1, 75).Reverse().Select(r => (long)r), pages.SelectMany(p => p.Entries).Select(e => e.Revision));
        var entry = pages[0].Entries[0];
        Assert.Equal(("Ann Agent", "fulfillmenttools", "change 74"), (entry.Provenance.ActorName, entry.Provenance.Api, entry.Comment));
        Assert.Equal(["/attributes/step"], entry.Differences.Where(d => d.Area <= DifferenceArea.Attributes).Select(d => d.Path));
        Assert.False(pages[^1].Entries[^1].IsModification);
        Assert.Equal(74, (await _history.ReadPage(Shop, states[^1], null, 100, true, Never)).Entries.Length);
    }

    [Fact]
    public async Task History_page_cost_does_not_depend_on_the_history_length()
    {
        var states = await CreateHistory(230);
        var before = Database.RoundTripCount;

        await _history.ReadPage(Shop, states[^1], 100, 20, false, Never);

        Assert.Equal(1, Database.RoundTripCount - before);
    }

    [Fact]
    public async Task Undone_modification_names_the_undo()
    {
        var order = await _orderStoreFixture.Place();
        var changed = await _orderStoreFixture.Modify(order, SetQuantity(order, 5));
        var undoable = Assert.IsType<UndoEligibility.Applied>(await _history.CheckUndo(Shop, changed, 2, Never));

        var undone = await _orderStoreFixture.Modify(
            changed, new OrderCommand.Undo(undoable.Modification, "a mistake", UnroutableBehavior.Reject));

        Assert.Equal(order.Lines[0].Quantity, undone.Lines[0].Quantity);
        var entries = await _journal.ReadEntries(Shop, order.Id, 1, 9, Never);
        Assert.Equal(3, Assert.Single(entries[1].UndoneBy));
        Assert.Equal((2L, "a mistake"), (entries[2].Undoes, entries[2].Comment));
        Assert.Equal(new UndoEligibility.RevisionNotFound(3), await _history.CheckUndo(Shop, undone, 4, Never));
        Assert.IsType<UndoEligibility.NotAModification>(await _history.CheckUndo(Shop, undone, 1, Never));
        Assert.Equal("Ann Agent", (await _history.FindLastChanges(Shop, undone, 1, [$"/lines/{order.Lines[0].Id}/quantity"], Never))
            .Single().Value.Provenance.ActorName);
    }

    [Fact]
    public async Task Erased_personal_data_is_marked_as_erased()
    {
        var order = await _orderStoreFixture.Place();
        var changed = await _orderStoreFixture.Modify(order, new OrderCommand.Modify(
            [new SetConsumer { Email = "b@example.org" }], null, "moved", UnroutableBehavior.Reject));
        await Database.Write([Statement.From("DELETE FROM personal_data")], Never);

        var entry = Assert.Single(await _journal.ReadEntries(Shop, order.Id, 2, 2, Never));

        Assert.Equal([("/consumer/email", true)], entry.Differences.Select(d => (d.Path, d.IsErased)));
        Assert.Null(entry.Comment);
        Assert.True((await _orderStoreFixture.Load(changed)).Order!.PersonalData.IsErased);
    }

    [Fact]
    public async Task State_of_a_version_is_found()
    {
        var states = await CreateHistory(60);

        Assert.Equal(
            ToJson(states[9]), ToJson((await _orderStoreFixture.Orders.LoadVersion(Shop, states[0].Id, states[9].Version, Never))!));
        Assert.Null(await _orderStoreFixture.Orders.LoadVersion(Shop, states[0].Id, 99, Never));
        Assert.Null(await _orderStoreFixture.Orders.LoadVersion(Shop, states[0].Id, 0, Never));
    }

    private async Task<List<Order>> CreateHistory(int revisions)
    {
        List<Order> states = [await _orderStoreFixture.Place("H-1")];
        while (states.Count < revisions)
        {
            var (order, n) = (states[^1], states.Count);
            states.Add(await _orderStoreFixture.Modify(order, n % 7 == 0
                ? SetQuantity(order, 1 + (n % 5), $"change {n}")
                : SetAttribute("step", $"{n}") with { Comment = $"change {n}" }));
        }

        return states;
    }

    private async Task<Order> FindOrder(Order currentOrder, PointInHistory point) =>
        Assert.IsType<HistoricalOrder.Found>(await _history.FindOrder(Shop, currentOrder, point, Never)).Order;

    private static string ToJson(Order order) => System.Text.Encoding.UTF8.GetString(
        [.. OrderSerializer.Write(order), .. OrderSerializer.Write(order.PersonalData)]);
}
