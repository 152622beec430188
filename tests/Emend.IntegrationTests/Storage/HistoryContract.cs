using Emend.Core.Changes;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application.History;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteHistoryTests() : HistoryContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlHistoryTests() : HistoryContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>What was, on both databases.</summary>
public abstract class HistoryContract : StoreContract
{
    private readonly OrderStoreFixture orderStoreFixture;
    private readonly OrderHistoryReader journal;
    private readonly OrderHistoryService history;

    private protected HistoryContract(TestDatabase database)
        : base(database)
    {
        orderStoreFixture = new(Database);
        journal = new(Database);
        history = new(journal, orderStoreFixture.Orders);
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await orderStoreFixture.Prepare(pieces: 10);
    }

    [Fact]
    public async Task Replaying_the_journal_gives_every_state_that_was_stored()
    {
        var states = await Told(120);

        var entries = await journal.Entries(Shop, states[0].Id, 1, 200, Never);

        Assert.Equal(states.Select(Said), entries.Select(entry => Said(entry.After)));
        Assert.Equal(states.SkipLast(1).Select(Said), entries.Skip(1).Select(entry => Said(entry.Before!)));
        foreach (var at in (int[])[1, 2, 49, 50, 51, 100, 120])
        {
            Assert.Equal(Said(states[at - 1]), Said((await orderStoreFixture.Orders.AsOf(Shop, states[0].Id, at, Never))!));
            var range = await journal.Entries(Shop, states[0].Id, at, at + 3, Never);
            Assert.Equal(states.Skip(at - 1).Take(4).Select(Said), range.Select(entry => Said(entry.After)));
        }
    }

    [Fact]
    public async Task An_order_is_told_as_of_a_revision_or_a_moment_and_before_it_existed_is_told_apart()
    {
        var states = await Told(5);
        var now = states[^1];

        Assert.Equal(Said(states[2]), Said(await Found(now, new PointInHistory.AtRevision(3))));
        Assert.Equal(Said(states[2]), Said(await Found(now, new PointInHistory.AtMoment(states[2].LastEventAt))));
        Assert.Equal(Said(states[1]), Said(await Found(now, new PointInHistory.AtMoment(states[2].LastEventAt.AddMicroseconds(-1)))));
        Assert.Equal(Said(now), Said(await Found(now, new PointInHistory.AtMoment(now.LastEventAt.AddYears(1)))));
        Assert.Equal(new HistoricalOrder.RevisionNotFound(5), await history.At(Shop, now, new PointInHistory.AtRevision(6), Never));
        Assert.Equal(new HistoricalOrder.RevisionNotFound(5), await history.At(Shop, now, new PointInHistory.AtRevision(0), Never));
        Assert.Equal(new HistoricalOrder.BeforeCreation(Noon), await history.At(Shop, now, new PointInHistory.AtMoment(Noon.AddSeconds(-1)), Never));
    }

    [Fact]
    public async Task A_history_is_paged_newest_first_and_says_who_why_and_what()
    {
        var states = await Told(75);
        var pages = new List<HistoryPage>();
        for (long? before = null; pages.Count == 0 || before is not null; before = pages[^1].Next)
        {
            pages.Add(await history.Page(Shop, states[^1], before, 20, false, Never));
        }

        Assert.Equal([20, 20, 20, 15], pages.Select(page => page.Entries.Length));
        Assert.Equal(Enumerable.Range(1, 75).Reverse().Select(r => (long)r), pages.SelectMany(p => p.Entries).Select(e => e.Revision));
        var entry = pages[0].Entries[0];
        Assert.Equal(("Ann Agent", "fulfillmenttools", "change 74"), (entry.Provenance.ActorName, entry.Provenance.Face, entry.Comment));
        Assert.Equal(["/attributes/step"], entry.Differences.Where(d => d.Area <= DifferenceArea.Attributes).Select(d => d.Path));
        Assert.False(pages[^1].Entries[^1].IsModification);
        Assert.Equal(74, (await history.Page(Shop, states[^1], null, 100, true, Never)).Entries.Length);
    }

    [Fact]
    public async Task A_page_costs_the_same_however_long_the_history_is()
    {
        var states = await Told(230);
        var before = Database.Trips;

        await history.Page(Shop, states[^1], 100, 20, false, Never);

        Assert.Equal(1, Database.Trips - before);
    }

    [Fact]
    public async Task An_undo_is_told_by_the_one_it_takes_back()
    {
        var order = await orderStoreFixture.Place();
        var changed = await orderStoreFixture.Modify(order, SetQuantity(order, 5));
        var undoable = Assert.IsType<UndoEligibility.Applied>(await history.Modification(Shop, changed, 2, Never));

        var undone = await orderStoreFixture.Modify(changed, new OrderCommand.Undo(undoable.Modification, "a mistake", UnroutableBehavior.Refuse));

        Assert.Equal(order.Lines[0].Quantity, undone.Lines[0].Quantity);
        var entries = await journal.Entries(Shop, order.Id, 1, 9, Never);
        Assert.Equal(3, Assert.Single(entries[1].UndoneBy));
        Assert.Equal((2L, "a mistake"), (entries[2].Undoes, entries[2].Comment));
        Assert.Equal(new UndoEligibility.RevisionNotFound(3), await history.Modification(Shop, undone, 4, Never));
        Assert.IsType<UndoEligibility.NotAModification>(await history.Modification(Shop, undone, 1, Never));
        Assert.Equal("Ann Agent", (await history.LastTouched(Shop, undone, 1, [$"/lines/{order.Lines[0].Id}/quantity"], Never))
            .Single().Value.Provenance.ActorName);
    }

    [Fact]
    public async Task What_was_erased_shows_as_erased()
    {
        var order = await orderStoreFixture.Place();
        var changed = await orderStoreFixture.Modify(order, new OrderCommand.Modify(
            [new SetConsumer { Email = "b@example.org" }], null, "moved", UnroutableBehavior.Refuse));
        await Database.Write([Statement.From("DELETE FROM personal")], Never);

        var entry = Assert.Single(await journal.Entries(Shop, order.Id, 2, 2, Never));

        Assert.Equal([("/consumer/email", true)], entry.Differences.Select(d => (d.Path, d.IsErased)));
        Assert.Null(entry.Comment);
        Assert.True((await orderStoreFixture.Load(changed)).Order!.PersonalData.IsErased);
    }

    [Fact]
    public async Task The_state_of_a_version_is_found()
    {
        var states = await Told(60);

        Assert.Equal(Said(states[9]), Said((await orderStoreFixture.Orders.AsOfVersion(Shop, states[0].Id, states[9].Version, Never))!));
        Assert.Null(await orderStoreFixture.Orders.AsOfVersion(Shop, states[0].Id, 99, Never));
        Assert.Null(await orderStoreFixture.Orders.AsOfVersion(Shop, states[0].Id, 0, Never));
    }

    private async Task<List<Order>> Told(int revisions)
    {
        List<Order> states = [await orderStoreFixture.Place("H-1")];
        while (states.Count < revisions)
        {
            var (order, n) = (states[^1], states.Count);
            states.Add(await orderStoreFixture.Modify(order, n % 7 == 0
                ? SetQuantity(order, 1 + (n % 5), $"change {n}")
                : SetAttribute("step", $"{n}") with { Comment = $"change {n}" }));
        }

        return states;
    }

    private async Task<Order> Found(Order now, PointInHistory pointInHistory) => Assert.IsType<HistoricalOrder.Found>(await history.At(Shop, now, pointInHistory, Never)).Order;

    private static string Said(Order order) => System.Text.Encoding.UTF8.GetString(
        [.. OrderSerializer.Write(order), .. OrderSerializer.Write(order.PersonalData)]);
}
