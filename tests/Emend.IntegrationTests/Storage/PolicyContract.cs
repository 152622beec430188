using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;

namespace Emend.IntegrationTests.Storage;

public sealed class SqlitePolicyTests() : PolicyContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlPolicyTests() : PolicyContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>A tenant's own policies.</summary>
public abstract class PolicyContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Tenant = new("main");
    private static readonly TenantId Other = new("other");

    private protected PolicyContract(TestDatabase database)
        : base(database)
    {
    }

    private PolicyStore Policies => new(Database);

    private ReferenceDataReader World => new(Database);

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
        var (first, second) = (Kept("late", 1), Kept("late", 2, new RuleSetting("CO-3", RuleEnforcement.Overridable, new("ORDER_FORCE_CANCEL", "5 EUR"))));
        Assert.Equal(StoreWriteResult.Written, await Policies.Add(Tenant, first, Never));
        Assert.Equal(StoreWriteResult.Written, await Policies.Add(Tenant, second, Never));
        Assert.Equal(StoreWriteResult.Written, await Policies.Add(Tenant, Kept("strict", 1), Never));

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
        Assert.Single(outcomes, StoreWriteResult.Written);
        Assert.Equal(7, outcomes.Count(o => o is StoreWriteResult.Stale));
        Assert.Equal(StoreWriteResult.Stale, await Policies.Add(Tenant, Kept("late", 3), Never));
    }

    [Fact]
    public async Task Every_write_steps_the_version_of_the_settings_so_that_every_node_reads_it_again()
    {
        var before = (await World.Versions(Tenant, Never))!.Value.Settings;
        await Policies.Add(Tenant, Kept("late", 1), Never);
        await Policies.Use(Tenant, new(1, "late", PolicyAssignments.None.Faces.Add("fulfillmenttools", "late")), [], Never);
        Assert.Equal(before + 2, (await World.Versions(Tenant, Never))!.Value.Settings);

        var use = (await World.Policies(Tenant, Never)).Use;
        Assert.Equal((1L, "late", "late"), (use.Version, use.Default, use.Faces["fulfillmenttools"]));
        Assert.Equal(StoreWriteResult.Stale, await Policies.Use(Tenant, new(1, null, PolicyAssignments.None.Faces), [], Never));
    }

    [Fact]
    public async Task What_was_removed_is_among_the_policies_no_more_and_every_version_of_it_is_kept()
    {
        await Policies.Add(Tenant, Kept("late", 1), Never);
        await Policies.Add(Tenant, Kept("strict", 1), Never);
        Assert.Equal(StoreWriteResult.Written, await Policies.Remove(Tenant, Kept("late", 2) with { Removed = true }, 0, Never));

        Assert.Equal(["strict"], (await World.Policies(Tenant, Never)).Variants.Select(v => v.Variant.Name));
        Assert.True((await Policies.Find(Tenant, "late", null, Never))!.Removed);
        Assert.False((await Policies.Find(Tenant, "late", 1, Never))!.Removed);
        Assert.Equal(StoreWriteResult.Written, await Policies.Add(Tenant, Kept("late", 3), Never));
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
            var assigned = new PolicyAssignments(seen + 1, name, PolicyAssignments.None.Faces);
            var outcomes = await AtOnce(2, i => i == 0
                ? Policies.Use(Tenant, assigned, [Kept(name, 1).Variant], Never)
                : Policies.Remove(Tenant, Kept(name, 2) with { Removed = true }, seen, Never));
            Assert.Single(outcomes, StoreWriteResult.Written);
            Assert.Single(outcomes, StoreWriteResult.Stale);
        }
    }

    [Fact]
    public void A_removed_policy_of_format_1_is_written_and_read_as_it_was()
    {
        const string Golden = """{"format":1,"base":"fulfillmenttools","rows":[{"row":"EL-4","stance":"OFF"}],"removed":true}""";
        var removed = Kept("late", 2) with { Removed = true };
        Assert.Equal(Golden, System.Text.Encoding.UTF8.GetString(PolicySerializer.Write(removed)));
        var (policy, isRemoved) = PolicySerializer.Read("late", 2, System.Text.Encoding.UTF8.GetBytes(Golden));
        Assert.Equal((2, true), (policy.Version, isRemoved));
    }

    [Fact]
    public void A_policy_of_format_1_is_written_and_read_as_it_was()
    {
        const string Golden =
            """{"format":1,"base":"fulfillmenttools","rows":[{"row":"EL-4","stance":"OFF"},"""
            + """{"row":"CO-3","stance":"SOFT","penalty":"5 EUR"}]}""";
        var storedPolicy = Kept("late", 1, new RuleSetting("CO-3", RuleEnforcement.Overridable, new(null, "5 EUR")));
        Assert.Equal(Golden, System.Text.Encoding.UTF8.GetString(PolicySerializer.Write(storedPolicy)));
        var (policy, removed) = PolicySerializer.Read("late", 1, System.Text.Encoding.UTF8.GetBytes(Golden));
        Assert.Equal(storedPolicy.Variant.Rows, policy.Rows.AsEnumerable());
        Assert.False(removed);
    }

    private static void Same(StoredPolicy expected, StoredPolicy? read)
    {
        Assert.NotNull(read);
        Assert.Equal(expected.Variant.Rows, read.Variant.Rows.AsEnumerable());
        Assert.Equal(expected with { Variant = read.Variant }, read);
    }

    private static StoredPolicy Kept(string name, int version, params ImmutableArray<RuleSetting> ruleSettings) =>
        new(new(name, "fulfillmenttools", version, [new("EL-4", RuleEnforcement.Disabled), .. ruleSettings]), new("u1"), Noon);
}
