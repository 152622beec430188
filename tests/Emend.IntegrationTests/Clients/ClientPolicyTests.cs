using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>The policies of the C# client against a running server.</summary>
public sealed class ClientPolicyTests
{
    private static readonly PolicyUpdate Lenient = new()
    {
        Base = "fulfillmenttools", RuleSettings = [new() { Rule = "EL-4", Enforcement = RuleEnforcement.Overridable, Penalty = "5 EUR" }],
    };

    [Fact]
    public async Task Policy_is_written_simulated_assigned_and_deleted()
    {
        await using var app = await EmendApp.Start();
        using var admin = app.CreateClient("admin");

        var created = await admin.Policies.PutAsync("lenient", Lenient with { BaseVersion = 0 });
        var policyRule = created.Actions.SelectMany(a => a.Rules).First(r => r.Rule == "EL-4");
        Assert.Equal(
            (1L, RuleEnforcement.Overridable, "5 EUR", true),
            (created.Version, policyRule.Enforcement, policyRule.Penalty, policyRule.Configurable));
        var conflict = await Assert.ThrowsAsync<VersionConflictException>(
            () => admin.Policies.PutAsync("lenient", Lenient with { RuleSettings = [], BaseVersion = 7 }));
        Assert.Equal((1L, 7L), (conflict.Current, conflict.Expected));
        var second = await admin.Policies.PutAsync(
            "lenient", Lenient with { RuleSettings = [new() { Rule = "EL-4", Enforcement = RuleEnforcement.Disabled }] });
        Assert.Equal([2L, 1L], (await admin.Policies.ListVersionsAsync("lenient").Collect()).Select(v => v.Version));
        Assert.Equal(RuleEnforcement.Overridable, (await admin.Policies.GetVersionAsync("lenient", 1)).RuleSettings.Single().Enforcement);
        Assert.Null(await admin.Policies.GetIfChangedAsync("lenient", second.Version));
        Assert.Equal(0, (await admin.Policies.SimulateAsync("lenient", new() { SampleSize = 5 })).Rejected);

        var assigned = await admin.Policies.PutAssignmentsAsync(new() { Apis = new Dictionary<string, string> { ["native"] = "lenient" } });
        Assert.Contains(assigned.Effective, d => d is { Api: "native", Policy: "lenient" } && d.Source == PolicyAssignmentSource.Assigned);
        var inUse = await Assert.ThrowsAsync<PolicyInUseException>(() => admin.Policies.DeleteAsync("lenient"));
        Assert.Equal(["native"], inUse.AssignedTo);
        Assert.Contains((await admin.Policies.ListAsync()).Policies, p => p.Name == "lenient" && p.Apis.Contains("native"));
        await admin.Policies.PutAssignmentsAsync(new() { BaseVersion = (await admin.Policies.GetAssignmentsAsync()).Version });
        await admin.Policies.DeleteAsync("lenient", 2);
        await Assert.ThrowsAsync<NotFoundException>(() => admin.Policies.GetAsync("lenient"));
        var invalid = await Assert.ThrowsAsync<InvalidPolicyException>(
            () => admin.Policies.PutAsync(
                "odd", Lenient with { RuleSettings = [new() { Rule = "XX-1", Enforcement = RuleEnforcement.Disabled }] }));
        Assert.Equal("/ruleSettings/0/rule", invalid.Errors.Single().Pointer);
    }
}
