using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Policies;
using Emend.Server.Common;
using Emend.Server.Storage.ReferenceData;

namespace Emend.IntegrationTests.Storage;

public sealed class SqlitePolicyTests() : PolicyContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlPolicyTests() : PolicyContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of custom policies.</summary>
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

    private ReferenceDataReader ReferenceData => new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in (string[])["main", "other"])
        {
            await CreateTenant(new(tenant));
        }
    }

    [Fact]
    public async Task Every_policy_version_is_read_back_only_by_its_tenant()
    {
        var (first, second) = (
            CreatePolicy("late", 1), CreatePolicy(
                "late", 2, new RuleSetting("CO-3", RuleEnforcement.Overridable, new("ORDER_FORCE_CANCEL", "5 EUR"))));
        Assert.Equal(StoreWriteResult.Written, await Policies.Add(Tenant, first, Never));
        Assert.Equal(StoreWriteResult.Written, await Policies.Add(Tenant, second, Never));
        Assert.Equal(StoreWriteResult.Written, await Policies.Add(Tenant, CreatePolicy("strict", 1), Never));

        Same(first, await Policies.Find(Tenant, "late", 1, Never));
        Same(second, await Policies.Find(Tenant, "late", null, Never));
        Assert.Null(await Policies.Find(Tenant, "late", 3, Never));
        Assert.Null(await Policies.Find(Other, "late", null, Never));
        Assert.Equal(
            [("late", 2), ("strict", 1)],
            (await ReferenceData.ReadPolicies(Tenant, Never)).Policies.Select(v => (v.Policy.Name, v.Policy.Version)));
        Assert.Empty((await ReferenceData.ReadPolicies(Other, Never)).Policies);
    }

    [Fact]
    public async Task Concurrent_writers_create_each_policy_version_once_without_gaps()
    {
        var outcomes = await RunConcurrently(8, _ => Policies.Add(Tenant, CreatePolicy("late", 1), Never));
        Assert.Single(outcomes, StoreWriteResult.Written);
        Assert.Equal(7, outcomes.Count(o => o is StoreWriteResult.VersionConflict));
        Assert.Equal(StoreWriteResult.VersionConflict, await Policies.Add(Tenant, CreatePolicy("late", 3), Never));
    }

    [Fact]
    public async Task Every_policy_write_increments_the_settings_version()
    {
        var before = (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Settings;
        await Policies.Add(Tenant, CreatePolicy("late", 1), Never);
        await Policies.WriteAssignments(Tenant, new(1, "late", PolicyAssignments.None.Apis.Add("fulfillmenttools", "late")), [], Never);
        Assert.Equal(before + 2, (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Settings);

        var assignments = (await ReferenceData.ReadPolicies(Tenant, Never)).Assignments;
        Assert.Equal((1L, "late", "late"), (assignments.Version, assignments.Default, assignments.Apis["fulfillmenttools"]));
        Assert.Equal(
            StoreWriteResult.VersionConflict,
            await Policies.WriteAssignments(Tenant, new(1, null, PolicyAssignments.None.Apis), [], Never));
    }

    [Fact]
    public async Task Removed_policy_is_not_listed_but_its_versions_stay_readable()
    {
        await Policies.Add(Tenant, CreatePolicy("late", 1), Never);
        await Policies.Add(Tenant, CreatePolicy("strict", 1), Never);
        Assert.Equal(StoreWriteResult.Written, await Policies.Remove(Tenant, CreatePolicy("late", 2) with { IsRemoved = true }, 0, Never));

        Assert.Equal(["strict"], (await ReferenceData.ReadPolicies(Tenant, Never)).Policies.Select(v => v.Policy.Name));
        Assert.True((await Policies.Find(Tenant, "late", null, Never))!.IsRemoved);
        Assert.False((await Policies.Find(Tenant, "late", 1, Never))!.IsRemoved);
        Assert.Equal(StoreWriteResult.Written, await Policies.Add(Tenant, CreatePolicy("late", 3), Never));
        Assert.Equal(
            [(3, false), (2, true), (1, false)],
            (await Policies.ListVersions(Tenant, "late", int.MaxValue, 9, Never)).Select(v => (v.Policy.Version, v.IsRemoved)));
        Assert.Equal(2, Assert.Single(await Policies.ListVersions(Tenant, "late", 3, 1, Never)).Policy.Version);
        Assert.Empty(await Policies.ListVersions(Other, "late", int.MaxValue, 9, Never));
    }

    [Fact]
    public async Task Concurrent_removal_and_assignment_of_a_policy_do_not_both_succeed()
    {
        for (var round = 1; round <= 10; round++)
        {
            var name = $"late-{round}";
            await Policies.Add(Tenant, CreatePolicy(name, 1), Never);
            var seen = (await ReferenceData.ReadPolicies(Tenant, Never)).Assignments.Version;
            var assigned = new PolicyAssignments(seen + 1, name, PolicyAssignments.None.Apis);
            var outcomes = await RunConcurrently(2, i => i == 0
                ? Policies.WriteAssignments(Tenant, assigned, [CreatePolicy(name, 1).Policy], Never)
                : Policies.Remove(Tenant, CreatePolicy(name, 2) with { IsRemoved = true }, seen, Never));
            Assert.Single(outcomes, StoreWriteResult.Written);
            Assert.Single(outcomes, StoreWriteResult.VersionConflict);
        }
    }

    [Fact]
    public void Stored_format_1_of_removed_policies_is_unchanged()
    {
        const string Golden = """{"format":1,"base":"fulfillmenttools","rows":[{"row":"EL-4","stance":"OFF"}],"removed":true}""";
        var removed = CreatePolicy("late", 2) with { IsRemoved = true };
        Assert.Equal(Golden, System.Text.Encoding.UTF8.GetString(PolicySerializer.Write(removed)));
        var (policy, isRemoved) = PolicySerializer.Read("late", 2, System.Text.Encoding.UTF8.GetBytes(Golden));
        Assert.Equal((2, true), (policy.Version, isRemoved));
    }

    [Fact]
    public void Stored_format_1_of_policies_is_unchanged()
    {
        const string Golden =
            """{"format":1,"base":"fulfillmenttools","rows":[{"row":"EL-4","stance":"OFF"},"""
            + """{"row":"CO-3","stance":"SOFT","penalty":"5 EUR"}]}""";
        var storedPolicy = CreatePolicy("late", 1, new RuleSetting("CO-3", RuleEnforcement.Overridable, new(null, "5 EUR")));
        Assert.Equal(Golden, System.Text.Encoding.UTF8.GetString(PolicySerializer.Write(storedPolicy)));
        var (policy, removed) = PolicySerializer.Read("late", 1, System.Text.Encoding.UTF8.GetBytes(Golden));
        Assert.Equal(storedPolicy.Policy.RuleSettings, policy.RuleSettings.AsEnumerable());
        Assert.False(removed);
    }

    private static void Same(StoredPolicy expected, StoredPolicy? read)
    {
        Assert.NotNull(read);
        Assert.Equal(expected.Policy.RuleSettings, read.Policy.RuleSettings.AsEnumerable());
        Assert.Equal(expected with { Policy = read.Policy }, read);
    }

    private static StoredPolicy CreatePolicy(string name, int version, params ImmutableArray<RuleSetting> ruleSettings) =>
        new(new(name, "fulfillmenttools", version, [new("EL-4", RuleEnforcement.Disabled), .. ruleSettings]), new("u1"), Noon);
}
