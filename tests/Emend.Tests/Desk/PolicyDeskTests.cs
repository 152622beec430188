using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Tests.Desk;

/// <summary>A tenant's own policies through the Desk, and which of them decides.</summary>
public sealed class PolicyDeskTests
{
    private static readonly Variant Late = new("late", "fulfillmenttools", 0, [new("EL-4", Stance.Soft, new(null, "5 EUR"))]);

    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_soft_row_lets_pass_who_names_it_and_what_passed_is_told_with_the_policy_that_decided()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (desk, caller) = await Callers.Of(app);
        var (key, line) = await Begun(client);
        await Assign(app, caller, "fulfillmenttools");

        var refused = Decided(await desk.Submit(Asks(caller, key, line), Never));
        Assert.Equal(["EL-4"], Assert.IsType<Decision.Refused>(refused.Decision).Because.Select(r => r.Row));
        Assert.Equal(Quantity.Of(3), refused.Consequences!.Lines.Single().After);
        var passed = Decided(await desk.Submit(Asks(caller, key, line, "EL-4"), Never));
        Assert.Equal("5 EUR", Assert.Single(passed.Consequences!.Passed).Penalty);
        Assert.Equal(("late", 1), (passed.Policy.Name, passed.Policy.Version));
    }

    [Fact]
    public async Task A_face_keeps_its_own_policy_whatever_the_tenants_default_and_who_has_none_takes_the_default()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (desk, caller) = await Callers.Of(app);
        var (key, line) = await Begun(client);
        await Assign(app, caller, face: null);

        Assert.Equal("fulfillmenttools", Decided(await desk.Preview(Asks(caller, key, line), Never)).Policy.Name);
        var native = Asks(caller, key, line) with { Face = "native", Policy = null };
        Assert.Equal("late", Decided(await desk.Preview(native, Never)).Policy.Name);
    }

    [Fact]
    public async Task Another_policy_decides_for_whoever_may_write_policies_and_for_nobody_else()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (desk, caller) = await Callers.Of(app);
        var (key, line) = await Begun(client);
        await Assign(app, caller, face: null);
        var named = Asks(caller, key, line) with { PolicyNamed = "late" };

        Assert.Equal("late", Decided(await desk.Preview(named, Never)).Policy.Name);
        var unknown = Assert.IsType<Outcome.UnknownPolicy>(await desk.Preview(named with { PolicyNamed = "lat" }, Never));
        Assert.Equal(["late", "fulfillmenttools"], unknown.Known.AsEnumerable());
        var agent = await Callers.Of(app, "agent");
        Assert.IsType<Outcome.PolicyForbidden>(await desk.Submit(named with { Caller = agent }, Never));
    }

    [Fact]
    public async Task Actions_are_told_for_the_policy_that_decides_and_for_another_to_read()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (_, caller) = await Callers.Of(app);
        var (key, _) = await Begun(client);
        await Assign(app, caller, face: null);
        var asking = app.Services.GetRequiredService<ActionsDesk>();

        var own = (await asking.Of(caller, key, "fulfillmenttools", null, Never)).Answer!;
        Assert.Equal(("fulfillmenttools", false), (own.Policy.Name, Edit(own).Soft));
        var agent = await Callers.Of(app, "agent");
        Assert.True(Edit((await asking.Of(agent, key, "fulfillmenttools", "late", Never)).Answer!).Soft);
        Assert.True(Edit((await asking.Of(caller, key, "native", null, Never)).Answer!).Soft);
        Assert.IsType<Outcome.UnknownPolicy>((await asking.Of(caller, key, "native", "early", Never)).Ending);
        Assert.IsType<Outcome.NotFound>((await asking.Of(caller, new OrderKey.ById(new("none")), "native", null, Never)).Ending);

        static ActionAnswer Edit(OrderActions told) => told.Actions.Single(a => a.Action == Actions.EditLineItems);
    }

    [Fact]
    public async Task What_is_wrong_is_told_and_versions_are_compared()
    {
        await using var app = await EmendApp.Start();
        var caller = await Callers.Of(app, "admin");
        var policies = app.Services.GetRequiredService<PolicyDesk>();

        Assert.IsType<PolicyOutcome.Forbidden>(await policies.Write(await Callers.Of(app, "picker"), Late, null, Never));
        var wrong = await policies.Write(caller, Late with { Rows = [new("IN-1", Stance.Off)] }, null, Never);
        Assert.Equal(VariantFault.FixedRow, Assert.Single(Assert.IsType<PolicyOutcome.Invalid>(wrong).Problems).Fault);
        Assert.Equal(1, Kept(await policies.Write(caller, Late, 0, Never)));
        Assert.Equal(1, Kept(await policies.Write(caller, Late, 0, Never)));
        Assert.Equal(2, Kept(await policies.Write(caller, Late with { Rows = [] }, null, Never)));
        Assert.Equal(new PolicyOutcome.Stale(2, 1), await policies.Write(caller, Late, 1, Never));
        var use = PolicyUse.None with { Default = "early", Faces = PolicyUse.None.Faces.Add("nativ", "lat") };
        Assert.Equal(
            [(null, "early"), ("nativ", null), ("nativ", "lat")],
            Assert.IsType<PolicyOutcome.InvalidUse>(await policies.Use(caller, use, null, Never)).Problems.Select(p => (p.Face, p.Policy)));
        Assert.IsType<PolicyOutcome.Unknown>(await policies.Find(caller, "early", null, Never));
        Assert.Equal(1, Kept(await policies.Find(caller, "late", 1, Never)));

        static int Kept(PolicyOutcome outcome) => Assert.IsType<PolicyOutcome.Kept>(outcome).Variant.Variant.Version;
    }

    private static async Task Assign(EmendApp app, Caller caller, string? face)
    {
        var policies = app.Services.GetRequiredService<PolicyDesk>();
        Assert.IsType<PolicyOutcome.Kept>(await policies.Write(caller, Late, null, Never));
        var use = face is null
            ? PolicyUse.None with { Default = "late" }
            : PolicyUse.None with { Faces = PolicyUse.None.Faces.Add(face, "late") };
        Assert.IsType<PolicyOutcome.Told>(await policies.Use(caller, use, null, Never));
    }

    private static async Task<(OrderKey Key, LineId Line)> Begun(FaceClient client)
    {
        var order = await client.Place(("MUG-E-1207", 2));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!;
        var started = await client.Post(
            $"/api/pickjobs/{job["id"]}/actions", $$"""{ "name": "START", "version": {{job["version"]}} }""");
        Assert.True(started.Status == 200, started.Text);
        return (new OrderKey.ById(new((string)order["id"]!)), new((string)order["orderLineItems"]![0]!["id"]!));
    }

    private static DeskRequest Asks(Caller caller, OrderKey key, LineId line, params ImmutableArray<string> accept) => new(
        caller,
        key,
        new OrderCommand.Modify([new SetLineQuantity(line, Quantity.Of(3))], null, null, IfUnroutable.Refuse) { Accept = accept },
        "fulfillmenttools",
        Fulfillmenttools.Policy);

    private static Outcome.Decided Decided(Outcome outcome) => Assert.IsType<Outcome.Decided>(outcome);
}
