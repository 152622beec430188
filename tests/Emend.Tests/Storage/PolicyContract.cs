using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Storage;
using Emend.Server.Storage.Catalogue;

namespace Emend.Tests.Storage;

public sealed class SqlitePolicyTests() : PolicyContract(new StorePlace.Sqlite());

public sealed class PostgreSqlPolicyTests() : PolicyContract(new StorePlace.PostgreSql());

/// <summary>A tenant's own policies.</summary>
public abstract class PolicyContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Tenant = new("main");
    private static readonly TenantId Other = new("other");

    private protected PolicyContract(StorePlace place)
        : base(place)
    {
    }

    private PolicyStore Policies => new(Database);

    private WorldSource World => new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in (string[])["main", "other"])
        {
            await Database.Write([Statement.One("INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ($1, $1, $1)", tenant)], Never);
        }
    }

    [Fact]
    public async Task Every_version_comes_back_as_it_was_kept_and_only_to_its_tenant()
    {
        var (first, second) = (Kept("late", 1), Kept("late", 2, new RowChoice("CO-3", Stance.Soft, new("ORDER_FORCE_CANCEL", "5 EUR"))));
        Assert.Equal(KeepOutcome.Written, await Policies.Add(Tenant, first, Never));
        Assert.Equal(KeepOutcome.Written, await Policies.Add(Tenant, second, Never));
        Assert.Equal(KeepOutcome.Written, await Policies.Add(Tenant, Kept("strict", 1), Never));

        Same(first, await Policies.Find(Tenant, "late", 1, Never));
        Same(second, await Policies.Find(Tenant, "late", null, Never));
        Assert.Null(await Policies.Find(Tenant, "late", 3, Never));
        Assert.Null(await Policies.Find(Other, "late", null, Never));
        Assert.Equal(
            [("late", 2), ("strict", 1)],
            (await World.Policies(Tenant, Never)).Variants.Select(v => (v.Variant.Name, v.Variant.Version)));
        Assert.Empty((await World.Policies(Other, Never)).Variants);
    }

    [Fact]
    public async Task Of_writers_at_once_one_writes_each_version_and_no_version_is_left_out()
    {
        var outcomes = await AtOnce(8, _ => Policies.Add(Tenant, Kept("late", 1), Never));
        Assert.Single(outcomes, KeepOutcome.Written);
        Assert.Equal(7, outcomes.Count(o => o is KeepOutcome.Stale));
        Assert.Equal(KeepOutcome.Stale, await Policies.Add(Tenant, Kept("late", 3), Never));
    }

    [Fact]
    public async Task Every_write_steps_the_version_of_the_settings_so_that_every_node_reads_it_again()
    {
        var before = (await World.Versions(Tenant, Never))!.Value.Settings;
        await Policies.Add(Tenant, Kept("late", 1), Never);
        await Policies.Use(Tenant, new(1, "late", PolicyUse.None.Faces.Add("fulfillmenttools", "late")), [], Never);
        Assert.Equal(before + 2, (await World.Versions(Tenant, Never))!.Value.Settings);

        var use = (await World.Policies(Tenant, Never)).Use;
        Assert.Equal((1L, "late", "late"), (use.Version, use.Default, use.Faces["fulfillmenttools"]));
        Assert.Equal(KeepOutcome.Stale, await Policies.Use(Tenant, new(1, null, PolicyUse.None.Faces), [], Never));
    }

    [Fact]
    public async Task What_was_removed_is_among_the_policies_no_more_and_every_version_of_it_is_kept()
    {
        await Policies.Add(Tenant, Kept("late", 1), Never);
        await Policies.Add(Tenant, Kept("strict", 1), Never);
        Assert.Equal(KeepOutcome.Written, await Policies.Remove(Tenant, Kept("late", 2) with { Removed = true }, 0, Never));

        Assert.Equal(["strict"], (await World.Policies(Tenant, Never)).Variants.Select(v => v.Variant.Name));
        Assert.True((await Policies.Find(Tenant, "late", null, Never))!.Removed);
        Assert.False((await Policies.Find(Tenant, "late", 1, Never))!.Removed);
        Assert.Equal(KeepOutcome.Written, await Policies.Add(Tenant, Kept("late", 3), Never));
        Assert.Equal(
            [(3, false), (2, true), (1, false)],
            (await Policies.Versions(Tenant, "late", int.MaxValue, 9, Never)).Select(v => (v.Variant.Version, v.Removed)));
        Assert.Equal(2, Assert.Single(await Policies.Versions(Tenant, "late", 3, 1, Never)).Variant.Version);
        Assert.Empty(await Policies.Versions(Other, "late", int.MaxValue, 9, Never));
    }

    [Fact]
    public async Task Of_removing_and_assigning_at_once_one_is_told_to_look_again()
    {
        for (var round = 1; round <= 10; round++)
        {
            var name = $"late-{round}";
            await Policies.Add(Tenant, Kept(name, 1), Never);
            var seen = (await World.Policies(Tenant, Never)).Use.Version;
            var assigned = new PolicyUse(seen + 1, name, PolicyUse.None.Faces);
            var outcomes = await AtOnce(2, i => i == 0
                ? Policies.Use(Tenant, assigned, [Kept(name, 1).Variant], Never)
                : Policies.Remove(Tenant, Kept(name, 2) with { Removed = true }, seen, Never));
            Assert.Single(outcomes, KeepOutcome.Written);
            Assert.Single(outcomes, KeepOutcome.Stale);
        }
    }

    [Fact]
    public void A_removed_policy_of_format_1_is_written_and_read_as_it_was()
    {
        const string Golden = """{"format":1,"base":"fulfillmenttools","rows":[{"row":"EL-4","stance":"OFF"}],"removed":true}""";
        var removed = Kept("late", 2) with { Removed = true };
        Assert.Equal(Golden, System.Text.Encoding.UTF8.GetString(PolicyDocuments.Write(removed)));
        var (variant, isRemoved) = PolicyDocuments.Read("late", 2, System.Text.Encoding.UTF8.GetBytes(Golden));
        Assert.Equal((2, true), (variant.Version, isRemoved));
    }

    [Fact]
    public void A_policy_of_format_1_is_written_and_read_as_it_was()
    {
        const string Golden =
            """{"format":1,"base":"fulfillmenttools","rows":[{"row":"EL-4","stance":"OFF"},"""
            + """{"row":"CO-3","stance":"SOFT","penalty":"5 EUR"}]}""";
        var kept = Kept("late", 1, new RowChoice("CO-3", Stance.Soft, new(null, "5 EUR")));
        Assert.Equal(Golden, System.Text.Encoding.UTF8.GetString(PolicyDocuments.Write(kept)));
        var (variant, removed) = PolicyDocuments.Read("late", 1, System.Text.Encoding.UTF8.GetBytes(Golden));
        Assert.Equal(kept.Variant.Rows, variant.Rows.AsEnumerable());
        Assert.False(removed);
    }

    private static void Same(KeptVariant expected, KeptVariant? read)
    {
        Assert.NotNull(read);
        Assert.Equal(expected.Variant.Rows, read.Variant.Rows.AsEnumerable());
        Assert.Equal(expected with { Variant = read.Variant }, read);
    }

    private static KeptVariant Kept(string name, int version, params ImmutableArray<RowChoice> rows) =>
        new(new(name, "fulfillmenttools", version, [new("EL-4", Stance.Off), .. rows]), new("u1"), Noon);
}
