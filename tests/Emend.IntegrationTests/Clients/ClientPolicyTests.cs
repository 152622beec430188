using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>The C# client says which rows decide.</summary>
public sealed class ClientPolicyTests
{
    private static readonly PolicyUpdate Lenient = new()
    {
        Base = "fulfillmenttools", Rows = [new() { Rule = "EL-4", Enforcement = RuleEnforcement.Soft, Penalty = "5 EUR" }],
    };

    [Fact]
    public async Task A_policy_is_written_tried_assigned_and_removed()
    {
        await using var app = await EmendApp.Start();
        using var admin = app.Client("admin");

        var made = await admin.Policies.PutAsync("lenient", Lenient with { BaseVersion = 0 });
        var policyRule = made.Actions.SelectMany(a => a.Rules).First(r => r.Rule == "EL-4");
        Assert.Equal((1L, RuleEnforcement.Soft, "5 EUR", true), (made.Version, policyRule.Enforcement, policyRule.Penalty, policyRule.Configurable));
        var versionConflictException = await Assert.ThrowsAsync<VersionConflictException>(
            () => admin.Policies.PutAsync("lenient", Lenient with { Rows = [], BaseVersion = 7 }));
        Assert.Equal((1L, 7L), (versionConflictException.Current, versionConflictException.Named));
        var second = await admin.Policies.PutAsync("lenient", Lenient with { Rows = [new() { Rule = "EL-4", Enforcement = RuleEnforcement.Off }] });
        Assert.Equal([2L, 1L], (await admin.Policies.VersionsAsync("lenient").All()).Select(v => v.Version));
        Assert.Equal(RuleEnforcement.Soft, (await admin.Policies.GetVersionAsync("lenient", 1)).RuleSettings.Single().Enforcement);
        Assert.Null(await admin.Policies.GetIfChangedAsync("lenient", second.Version));
        Assert.Equal(0, (await admin.Policies.SimulateAsync("lenient", new() { SampleSize = 5 })).Rejected);

        var assigned = await admin.Policies.AssignAsync(new() { Faces = new Dictionary<string, string> { ["native"] = "lenient" } });
        Assert.Contains(assigned.Effective, d => d is { Api: "native", Policy: "lenient" } && d.Source == PolicyAssignmentSource.Assigned);
        var used = await Assert.ThrowsAsync<PolicyInUseException>(() => admin.Policies.DeleteAsync("lenient"));
        Assert.Equal(["native"], used.Where);
        Assert.Contains((await admin.Policies.ListAsync()).Policies, p => p.Name == "lenient" && p.Apis.Contains("native"));
        await admin.Policies.AssignAsync(new() { BaseVersion = (await admin.Policies.AssignmentsAsync()).Version });
        await admin.Policies.DeleteAsync("lenient", 2);
        await Assert.ThrowsAsync<NotFoundException>(() => admin.Policies.GetAsync("lenient"));
        var unsound = await Assert.ThrowsAsync<InvalidPolicyException>(
            () => admin.Policies.PutAsync("odd", Lenient with { Rows = [new() { Rule = "XX-1", Enforcement = RuleEnforcement.Off }] }));
        Assert.Equal("/rows/0/row", unsound.Errors.Single().Pointer);
    }
}
