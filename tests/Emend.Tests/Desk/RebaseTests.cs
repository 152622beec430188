using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.History;
using Emend.Server.Storage;
using Emend.Tests.Fixtures;
using Emend.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Tests.Desk;

public sealed class RebaseOnSqlite : RebaseContract
{
    private protected override StorePlace NewPlace() => new StorePlace.Sqlite();
}

public sealed class RebaseOnPostgreSql : RebaseContract
{
    private protected override StorePlace NewPlace() => new StorePlace.PostgreSql();
}

/// <summary>Rebase and undo through the one door.</summary>
public abstract class RebaseContract
{
    private protected abstract StorePlace NewPlace();

    [Fact]
    public async Task Of_many_who_saw_the_same_revision_and_touch_different_fields_every_one_is_done()
    {
        await using var app = await EmendApp.Start(NewPlace());
        var (desk, caller, order) = await Placed(app);

        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => desk.Submit(
            Request(caller, order, Modify(Attribute($"a{i}", i)) with { Revision = 1, Rebase = true }), default))));
        var late = await desk.Submit(
            Request(caller, order, Modify(Attribute("a3", 99)) with { Version = 1, Rebase = true }), default);

        Assert.All(done, outcome => Assert.IsType<Decision.Accepted>(DecisionOf(outcome)));
        var conflict = Assert.Single(Assert.IsType<Decision.Stale>(DecisionOf(late)).Conflicts);
        Assert.Equal(("/attributes/a3", null, "3", "99"), (conflict.Path, conflict.Then?.Raw, conflict.Now?.Raw, conflict.Wanted?.Raw));
        Assert.Equal(8, (await desk.Read(caller, new OrderKey.ById(order), default)).Order!.Personal.Attributes.Count);
    }

    [Fact]
    public async Task Only_who_named_a_stale_revision_and_allows_a_rebase_pays_for_one()
    {
        await using var app = await EmendApp.Start(NewPlace());
        var (desk, caller, order) = await Placed(app);
        var database = app.Services.GetRequiredService<Database>();
        await desk.Submit(Request(caller, order, Modify(Attribute("a", 1))), default);

        Assert.Equal(1, await Trips(() => Modify(Attribute("b", 1)) with { Revision = 2, Rebase = true }));
        Assert.Equal(1, await Trips(() => Modify(Attribute("b", 1)) with { Revision = 1 }));
        Assert.Equal(2, await Trips(() => Modify(Attribute("b", 1)) with { Revision = 1, Rebase = true }));

        // The least of some: what waits is looked after meanwhile.
        async Task<long> Trips(Func<OrderCommand> command)
        {
            var least = long.MaxValue;
            for (var i = 0; i < 8; i++)
            {
                var before = database.Trips;
                await desk.Preview(Request(caller, order, command()), default);
                least = Math.Min(least, database.Trips - before);
            }
            return least;
        }
    }

    [Fact]
    public async Task An_undo_is_previewed_done_and_undone_again()
    {
        await using var app = await EmendApp.Start(NewPlace());
        var (desk, caller, order) = await Placed(app);
        await desk.Submit(Request(caller, order, Modify(Attribute("a", 1))), default);

        var undo = await Undo(app, desk, caller, order, 2);
        var preview = Assert.IsType<Decision.Accepted>(DecisionOf(await desk.Preview(Request(caller, order, undo), default)));
        var done = Assert.IsType<Decision.Accepted>(DecisionOf(await desk.Submit(Request(caller, order, undo), default)));
        Assert.Equal(preview.After.Personal.Attributes.Keys, done.After.Personal.Attributes.Keys);
        Assert.Empty(done.After.Personal.Attributes);
        Assert.IsType<Decision.NoChange>(DecisionOf(await desk.Submit(Request(caller, order, undo), default)));

        var again = await desk.Submit(Request(caller, order, await Undo(app, desk, caller, order, 3)), default);
        Assert.Equal(["a"], Assert.IsType<Decision.Accepted>(DecisionOf(again)).After.Personal.Attributes.Keys);
    }

    private static async Task<OrderCommand.Undo> Undo(EmendApp app, OrderDesk desk, Caller caller, OrderId order, long revision)
    {
        var now = (await desk.Read(caller, new OrderKey.ById(order), default)).Order!;
        var undoable = await app.Services.GetRequiredService<OrderHistory>().Modification(caller.Tenant, now, revision, default);
        return new(Assert.IsType<Undoable.Applied>(undoable).Modification, "a mistake", IfUnroutable.Refuse);
    }

    private static async Task<(OrderDesk Desk, Caller Caller, OrderId Order)> Placed(EmendApp app)
    {
        using var client = await app.SignIn();
        var order = new OrderId((string)(await client.Place(("MUG-E-1207", 2)))["id"]!);
        var (desk, caller) = await Callers.Of(app);
        return (desk, caller, order);
    }

    private static Decision DecisionOf(Outcome outcome) => Assert.IsType<Outcome.Decided>(outcome).Decision;

    private static OrderCommand.Modify Modify(Change change) => new([change], null, null, IfUnroutable.Accept);

    private static SetAttributes Attribute(string name, int value) =>
        new(ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal).Add(name, new JsonText($"{value}")));

    private static DeskRequest Request(Caller caller, OrderId order, OrderCommand command) =>
        new(caller, new OrderKey.ById(order), command, "fulfillmenttools", Fulfillmenttools.Policy);
}
