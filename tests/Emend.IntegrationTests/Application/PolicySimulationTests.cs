using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Policies;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>Policy simulation on past modifications. Runs on both databases.</summary>
public abstract class PolicySimulationContract
{
    private const string Fee = "5 EUR";

    private static CancellationToken Never => CancellationToken.None;

    private protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task A_simulation_lists_modifications_that_the_policy_rejects_and_that_no_longer_need_an_override()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var (orderService, caller) = await TestCallers.Get(app);
        var policies = app.Services.GetRequiredService<PolicyService>();
        await policies.Write(caller, CreatePolicy("costly", Overridable("EL-8"), Overridable("AL-8")), null, Never);
        await policies.Assign(caller, PolicyAssignments.None with { Default = "costly" }, null, Never);
        var order = await client.Place(("MUG-E-1207", 2), ("CAP-R-9082", 2));
        var key = new OrderKey.ById(new((string)order["id"]!));
        await Does(1, new SetLineQuantity(Line(0), Quantity.From(4)));
        await Does(2, new SetLineQuantity(Line(1), new(2_500)), "EL-8");
        await Does(3, new SetConsumer { Email = "a@example.org" });

        var strict = await Tried(CreatePolicy("strict", Overridable("EL-6")));
        Assert.Equal((3, 1, 0, 0), (strict.Evaluated, strict.Rejected, strict.Penalized, strict.Relaxed));
        var simulatedModification = Assert.Single(strict.Differing);
        Assert.Equal(
            (3L, "EL-8", "costly"),
            (
                simulatedModification.Entry.Revision,
                simulatedModification.Violations.Single().RuleId,
                simulatedModification.Entry.Provenance.Policy));
        Assert.False(simulatedModification.IsAssumed);

        var free = await Tried(CreatePolicy("free", new RuleSetting("EL-8", RuleEnforcement.Disabled)));
        Assert.Equal((3, 0, 0, 1), (free.Evaluated, free.Rejected, free.Penalized, free.Relaxed));
        Assert.Equal(["EL-8"], free.Differing.Single().UnneededOverrides.AsEnumerable());
        Assert.Empty((await Tried(CreatePolicy("same", Overridable("EL-8")))).Differing);
        Assert.Equal(1, (await Tried(CreatePolicy("same", Overridable("EL-8")), 1)).Evaluated);

        LineId Line(int at) => new((string)order["orderLineItems"]![at]!["id"]!);

        async Task Does(int nth, Change change, params ImmutableArray<string> acceptedPenalties)
        {
            var command = new OrderCommand.Modify(
                [change], null, null, UnroutableBehavior.Accept) { AcceptedPenalties = acceptedPenalties };
            var result = await orderService.Execute(new OrderCommandRequest(caller, key, command, "native", null), Never);
            var accepted = Assert.IsType<Decision.Accepted>(Assert.IsType<OrderCommandResult.Decided>(result).Decision);
            Assert.Equal(nth + 1, accepted.After.Version);
        }

        async Task<PolicySimulation> Tried(CustomPolicy policy, int newest = 100) => Assert.IsType<PolicyResult.Simulated>(
            await app.Services.GetRequiredService<PolicySimulator>().Simulate(caller, policy, newest, Never)).Simulation;
    }

    [Fact]
    public async Task The_decision_record_of_a_modification_is_stored_and_small()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        var (id, line) = ((string)order["id"]!, (string)order["orderLineItems"]![0]!["id"]!);
        var changed = await client.Patch(
            $"/api/orders/{id}", $$"""{"version":1,"orderLineItems":[{"id":"{{line}}","quantity":3}]}""");
        Assert.True(changed.Status == 200, changed.Text);

        var caller = await TestCallers.Get(app, "admin");
        var entries = await app.Services.GetRequiredService<IOrderHistoryReader>().ReadEntries(caller.Tenant, new(id), 1, 2, Never);
        var decisionRecord = entries[1].DecisionRecord!;
        Assert.Null(entries[0].DecisionRecord);
        Assert.Equal([.. Ids("EL", 10), .. Ids("IN", 8)], decisionRecord.Rules.AsEnumerable());
        Assert.True(decisionRecord.Settings.AllowLineItemModification);
        Assert.Contains(Permissions.ConfigWrite, decisionRecord.Permissions.AsEnumerable());
        Assert.Equal(UnroutableBehavior.Accept, decisionRecord.UnroutableBehavior);

        var bytes = await app.Services.GetRequiredService<Database>().First(
            Statement.From("SELECT CAST(LENGTH(doc) AS BIGINT) FROM journal WHERE order_id = $1 AND revision = 2", id),
            r => r.Long(0),
            Never);
        Assert.InRange(bytes, 1, 1_500);

        static IEnumerable<string> Ids(string prefix, int count) => Enumerable.Range(1, count).Select(i => $"{prefix}-{i}");
    }

    private static CustomPolicy CreatePolicy(string name, params ImmutableArray<RuleSetting> ruleSettings) =>
        new(name, "fulfillmenttools", 0, ruleSettings);

    private static RuleSetting Overridable(string ruleId) => new(ruleId, RuleEnforcement.Overridable, new(null, Fee));
}

public sealed class SqlitePolicySimulationTests : PolicySimulationContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlPolicySimulationTests : PolicySimulationContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}
