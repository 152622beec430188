using Emend.Client;
using Emend.Tests.Fixtures;

namespace Emend.Tests.Clients;

/// <summary>The C# client says which rows decide.</summary>
public sealed class ClientPolicyTests
{
    private static readonly PolicyToWrite Lenient = new()
    {
        Base = "fulfillmenttools", Rows = [new() { Row = "EL-4", Stance = Stance.Soft, Penalty = "5 EUR" }],
    };

    [Fact]
    public async Task A_policy_is_written_tried_assigned_and_removed()
    {
        await using var app = await EmendApp.Start();
        using var admin = app.Client("admin");

        var made = await admin.Policies.Put("lenient", Lenient with { BaseVersion = 0 });
        var row = made.Actions.SelectMany(a => a.Rows).First(r => r.Row == "EL-4");
        Assert.Equal((1L, Stance.Soft, "5 EUR", true), (made.Version, row.Stance, row.Penalty, row.Changeable));
        var stale = await Assert.ThrowsAsync<StaleException>(
            () => admin.Policies.Put("lenient", Lenient with { Rows = [], BaseVersion = 7 }));
        Assert.Equal((1L, 7L), (stale.Current, stale.Named));
        var second = await admin.Policies.Put("lenient", Lenient with { Rows = [new() { Row = "EL-4", Stance = Stance.Off }] });
        Assert.Equal([2L, 1L], (await admin.Policies.Versions("lenient").All()).Select(v => v.Version));
        Assert.Equal(Stance.Soft, (await admin.Policies.GetVersion("lenient", 1)).Rows.Single().Stance);
        Assert.Null(await admin.Policies.GetIfChanged("lenient", second.Version));
        Assert.Equal(0, (await admin.Policies.Try("lenient", new() { Last = 5 })).Refused);

        var assigned = await admin.Policies.Assign(new() { Faces = new Dictionary<string, string> { ["native"] = "lenient" } });
        Assert.Contains(assigned.Deciding, d => d is { Face: "native", Policy: "lenient" } && d.Because == DecidingBecause.Assigned);
        var used = await Assert.ThrowsAsync<PolicyInUseException>(() => admin.Policies.Delete("lenient"));
        Assert.Equal(["native"], used.Where);
        Assert.Contains((await admin.Policies.List()).Policies, p => p.Name == "lenient" && p.Faces.Contains("native"));
        await admin.Policies.Assign(new() { BaseVersion = (await admin.Policies.Assignments()).Version });
        await admin.Policies.Delete("lenient", 2);
        await Assert.ThrowsAsync<NotFoundException>(() => admin.Policies.Get("lenient"));
        var unsound = await Assert.ThrowsAsync<UnsoundPolicyException>(
            () => admin.Policies.Put("odd", Lenient with { Rows = [new() { Row = "XX-1", Stance = Stance.Off }] }));
        Assert.Equal("/rows/0/row", unsound.Errors.Single().Pointer);
    }
}
