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

/// <summary>A variant is tried against what was modified before; the same on both databases.</summary>
public abstract class PolicyTrialContract
{
    private const string Fee = "5 EUR";

    private static CancellationToken Never => CancellationToken.None;

    private protected abstract StorePlace NewPlace();

    [Fact]
    public async Task A_variant_says_what_it_would_have_refused_and_what_it_would_have_let_pass_for_less()
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        var (desk, caller) = await Callers.Of(app);
        var policies = app.Services.GetRequiredService<PolicyDesk>();
        await policies.Write(caller, Variant("costly", Soft("EL-8"), Soft("AL-8")), null, Never);
        await policies.Use(caller, PolicyUse.None with { Default = "costly" }, null, Never);
        var order = await client.Place(("MUG-E-1207", 2), ("CAP-R-9082", 2));
        var key = new OrderKey.ById(new((string)order["id"]!));
        await Does(1, new SetLineQuantity(Line(0), Quantity.Of(4)));
        await Does(2, new SetLineQuantity(Line(1), new(2_500)), "EL-8");
        await Does(3, new SetConsumer { Email = "a@example.org" });

        var strict = await Tried(Variant("strict", Soft("EL-6")));
        Assert.Equal((3, 1, 0, 0), (strict.Tried, strict.Refused, strict.Priced, strict.Freed));
        var refused = Assert.Single(strict.Differing);
        Assert.Equal((3L, "EL-8", "costly"), (refused.Entry.Revision, refused.Because.Single().Row, refused.Entry.Provenance.Policy));
        Assert.False(refused.Assumed);

        var free = await Tried(Variant("free", new RowChoice("EL-8", Stance.Off)));
        Assert.Equal((3, 0, 0, 1), (free.Tried, free.Refused, free.Priced, free.Freed));
        Assert.Equal(["EL-8"], free.Differing.Single().Freed.AsEnumerable());
        Assert.Empty((await Tried(Variant("same", Soft("EL-8")))).Differing);
        Assert.Equal(1, (await Tried(Variant("same", Soft("EL-8")), 1)).Tried);

        LineId Line(int at) => new((string)order["orderLineItems"]![at]!["id"]!);

        async Task Does(int nth, Change change, params ImmutableArray<string> accept)
        {
            var command = new OrderCommand.Modify([change], null, null, IfUnroutable.Accept) { Accept = accept };
            var outcome = await desk.Submit(new DeskRequest(caller, key, command, "native", null), Never);
            var accepted = Assert.IsType<Decision.Accepted>(Assert.IsType<Outcome.Decided>(outcome).Decision);
            Assert.Equal(nth + 1, accepted.After.Version);
        }

        async Task<PolicyTrial> Tried(Variant variant, int newest = 100) => Assert.IsType<PolicyOutcome.Tried>(
            await app.Services.GetRequiredService<PolicyTrials>().Try(caller, variant, newest, Never)).Trial;
    }

    [Fact]
    public async Task What_a_modification_was_decided_on_is_kept_with_it_and_costs_little()
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        var (id, line) = ((string)order["id"]!, (string)order["orderLineItems"]![0]!["id"]!);
        var changed = await client.Patch(
            $"/api/orders/{id}", $$"""{"version":1,"orderLineItems":[{"id":"{{line}}","quantity":3}]}""");
        Assert.True(changed.Status == 200, changed.Text);

        var caller = await Callers.Of(app, "admin");
        var entries = await app.Services.GetRequiredService<IOrderHistory>().Entries(caller.Tenant, new(id), 1, 2, Never);
        var ground = entries[1].Ground!;
        Assert.Null(entries[0].Ground);
        Assert.Equal([.. Ids("EL", 10), .. Ids("IN", 8)], ground.Rows.AsEnumerable());
        Assert.True(ground.Settings.AllowLineItemModification);
        Assert.Contains(Permissions.ConfigWrite, ground.Permissions.AsEnumerable());
        Assert.Equal(IfUnroutable.Accept, ground.IfUnroutable);

        var bytes = await app.Services.GetRequiredService<Database>().First(
            Statement.Of("SELECT CAST(LENGTH(doc) AS BIGINT) FROM journal WHERE order_id = $1 AND revision = 2", id),
            r => r.Long(0),
            Never);
        Assert.InRange(bytes, 1, 1_500);

        static IEnumerable<string> Ids(string prefix, int count) => Enumerable.Range(1, count).Select(i => $"{prefix}-{i}");
    }

    private static Variant Variant(string name, params ImmutableArray<RowChoice> rows) => new(name, "fulfillmenttools", 0, rows);

    private static RowChoice Soft(string row) => new(row, Stance.Soft, new(null, Fee));
}

public sealed class PolicyTrialOnSqlite : PolicyTrialContract
{
    private protected override StorePlace NewPlace() => new StorePlace.Sqlite();
}

public sealed class PolicyTrialOnPostgreSql : PolicyTrialContract
{
    private protected override StorePlace NewPlace() => new StorePlace.PostgreSql();
}
