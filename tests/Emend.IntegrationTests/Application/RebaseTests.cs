using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

public sealed class SqliteRebaseTests : RebaseContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlRebaseTests : RebaseContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Rebase and undo through OrderService.</summary>
public abstract class RebaseContract
{
    private protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Changes_of_different_fields_based_on_the_same_revision_are_all_applied_with_rebase()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        var (orderService, caller, order) = await PlaceOrder(app);

        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => orderService.Execute(
            Request(caller, order, Modify(Attribute($"a{i}", i)) with { Revision = 1, Rebase = true }), default))));
        var late = await orderService.Execute(
            Request(caller, order, Modify(Attribute("a3", 99)) with { Version = 1, Rebase = true }), default);

        Assert.All(done, result => Assert.IsType<Decision.Accepted>(GetDecision(result)));
        var conflict = Assert.Single(Assert.IsType<Decision.VersionConflict>(GetDecision(late)).Conflicts);
        Assert.Equal(
            ("/attributes/a3", null, "3", "99"), (conflict.Path, conflict.Base?.Raw, conflict.Current?.Raw, conflict.Requested?.Raw));
        Assert.Equal(8, (await orderService.Read(caller, new OrderKey.ById(order), default)).Order!.PersonalData.Attributes.Count);
    }

    [Fact]
    public async Task Only_requests_with_rebase_and_an_outdated_revision_load_the_base_order()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        var (orderService, caller, order) = await PlaceOrder(app);
        var database = app.Services.GetRequiredService<Database>();
        await orderService.Execute(Request(caller, order, Modify(Attribute("a", 1))), default);

        Assert.Equal(1, await Trips(() => Modify(Attribute("b", 1)) with { Revision = 2, Rebase = true }));
        Assert.Equal(1, await Trips(() => Modify(Attribute("b", 1)) with { Revision = 1 }));
        Assert.Equal(2, await Trips(() => Modify(Attribute("b", 1)) with { Revision = 1, Rebase = true }));

        // The minimum of several measurements, because background work runs at the same time.
        async Task<long> Trips(Func<OrderCommand> command)
        {
            var least = long.MaxValue;
            for (var i = 0; i < 8; i++)
            {
                var before = database.RoundTripCount;
                await orderService.Preview(Request(caller, order, command()), default);
                least = Math.Min(least, database.RoundTripCount - before);
            }
            return least;
        }
    }

    [Fact]
    public async Task An_undo_can_be_previewed_executed_and_undone()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        var (orderService, caller, order) = await PlaceOrder(app);
        await orderService.Execute(Request(caller, order, Modify(Attribute("a", 1))), default);

        var undo = await Undo(app, orderService, caller, order, 2);
        var preview = Assert.IsType<Decision.Accepted>(GetDecision(await orderService.Preview(Request(caller, order, undo), default)));
        var accepted = Assert.IsType<Decision.Accepted>(GetDecision(await orderService.Execute(Request(caller, order, undo), default)));
        Assert.Equal(preview.After.PersonalData.Attributes.Keys, accepted.After.PersonalData.Attributes.Keys);
        Assert.Empty(accepted.After.PersonalData.Attributes);
        Assert.IsType<Decision.NoChange>(GetDecision(await orderService.Execute(Request(caller, order, undo), default)));

        var again = await orderService.Execute(Request(caller, order, await Undo(app, orderService, caller, order, 3)), default);
        Assert.Equal(["a"], Assert.IsType<Decision.Accepted>(GetDecision(again)).After.PersonalData.Attributes.Keys);
    }

    private static async Task<OrderCommand.Undo> Undo(EmendApp app, OrderService orderService, Caller caller, OrderId order, long revision)
    {
        var currentOrder = (await orderService.Read(caller, new OrderKey.ById(order), default)).Order!;
        var undoEligibility = await app.Services.GetRequiredService<OrderHistoryService>()
            .CheckUndo(caller.Tenant, currentOrder, revision, default);
        return new(Assert.IsType<UndoEligibility.Applied>(undoEligibility).Modification, "a mistake", UnroutableBehavior.Reject);
    }

    private static async Task<(OrderService OrderService, Caller Caller, OrderId Order)> PlaceOrder(EmendApp app)
    {
        using var client = await app.SignIn();
        var order = new OrderId((string)(await client.Place(("MUG-E-1207", 2)))["id"]!);
        var (orderService, caller) = await TestCallers.Get(app);
        return (orderService, caller, order);
    }

    private static Decision GetDecision(OrderCommandResult result) => Assert.IsType<OrderCommandResult.Decided>(result).Decision;

    private static OrderCommand.Modify Modify(Change change) => new([change], null, null, UnroutableBehavior.Accept);

    private static SetAttributes Attribute(string name, int value) =>
        new(ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal).Add(name, new JsonText($"{value}")));

    private static OrderCommandRequest Request(Caller caller, OrderId order, OrderCommand command) =>
        new(caller, new OrderKey.ById(order), command, "fulfillmenttools");
}
