using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>A tenant's own policies through the Desk, and which of them decides.</summary>
public sealed class PolicyServiceTests
{
    private static readonly CustomPolicy Late = new("late", "fulfillmenttools", 0, [new("EL-4", RuleEnforcement.Overridable, new(null, "5 EUR"))]);

    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_soft_row_lets_pass_who_names_it_and_what_passed_is_told_with_the_policy_that_decided()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (orderService, caller) = await TestCallers.Of(app);
        var (key, line) = await Begun(client);
        await Assign(app, caller, "fulfillmenttools");

        var refused = Decided(await orderService.Execute(Asks(caller, key, line), Never));
        Assert.Equal(["EL-4"], Assert.IsType<Decision.Rejected>(refused.Decision).Violations.Select(r => r.RuleId));
        Assert.Equal(Quantity.From(3), refused.Consequences!.Lines.Single().After);
        var passed = Decided(await orderService.Execute(Asks(caller, key, line, "EL-4"), Never));
        Assert.Equal("5 EUR", Assert.Single(passed.Consequences!.Overrides).Penalty);
        Assert.Equal(("late", 1), (passed.Policy.Name, passed.Policy.Version));
    }

    [Fact]
    public async Task A_face_keeps_its_own_policy_whatever_the_tenants_default_and_who_has_none_takes_the_default()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (orderService, caller) = await TestCallers.Of(app);
        var (key, line) = await Begun(client);
        await Assign(app, caller, api: null);

        Assert.Equal("fulfillmenttools", Decided(await orderService.Preview(Asks(caller, key, line), Never)).Policy.Name);
        var native = Asks(caller, key, line) with { Api = "native", Policy = null };
        Assert.Equal("late", Decided(await orderService.Preview(native, Never)).Policy.Name);
    }

    [Fact]
    public async Task Another_policy_decides_for_whoever_may_write_policies_and_for_nobody_else()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (orderService, caller) = await TestCallers.Of(app);
        var (key, line) = await Begun(client);
        await Assign(app, caller, api: null);
        var named = Asks(caller, key, line) with { RequestedPolicy = "late" };

        Assert.Equal("late", Decided(await orderService.Preview(named, Never)).Policy.Name);
        var unknown = Assert.IsType<OrderCommandResult.UnknownPolicy>(await orderService.Preview(named with { RequestedPolicy = "lat" }, Never));
        Assert.Equal(["late", "fulfillmenttools"], unknown.Known.AsEnumerable());
        var agent = await TestCallers.Of(app, "agent");
        Assert.IsType<OrderCommandResult.PolicyNotAllowed>(await orderService.Execute(named with { Caller = agent }, Never));
    }

    [Fact]
    public async Task Actions_are_told_for_the_policy_that_decides_and_for_another_to_read()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (_, caller) = await TestCallers.Of(app);
        var (key, _) = await Begun(client);
        await Assign(app, caller, api: null);
        var availableActionService = app.Services.GetRequiredService<AvailableActionService>();

        var own = (await availableActionService.Of(caller, key, "fulfillmenttools", null, Never)).Answer!;
        Assert.Equal(("fulfillmenttools", false), (own.Policy.Name, Edit(own).IsOverridable));
        var agent = await TestCallers.Of(app, "agent");
        Assert.True(Edit((await availableActionService.Of(agent, key, "fulfillmenttools", "late", Never)).Answer!).IsOverridable);
        Assert.True(Edit((await availableActionService.Of(caller, key, "native", null, Never)).Answer!).IsOverridable);
        Assert.IsType<OrderCommandResult.UnknownPolicy>((await availableActionService.Of(caller, key, "native", "early", Never)).Ending);
        Assert.IsType<OrderCommandResult.NotFound>((await availableActionService.Of(caller, new OrderKey.ById(new("none")), "native", null, Never)).Ending);

        static AvailableAction Edit(AvailableActions availableActions) => availableActions.Actions.Single(a => a.Action == ActionNames.EditLineItems);
    }

    [Fact]
    public async Task What_is_wrong_is_told_and_versions_are_compared()
    {
        await using var app = await EmendApp.Start();
        var caller = await TestCallers.Of(app, "admin");
        var policies = app.Services.GetRequiredService<PolicyService>();

        Assert.IsType<PolicyResult.Forbidden>(await policies.Write(await TestCallers.Of(app, "picker"), Late, null, Never));
        var wrong = await policies.Write(caller, Late with { Rows = [new("IN-1", RuleEnforcement.Disabled)] }, null, Never);
        Assert.Equal(CustomPolicyErrorCode.FixedRow, Assert.Single(Assert.IsType<PolicyResult.Invalid>(wrong).Problems).Fault);
        Assert.Equal(1, Kept(await policies.Write(caller, Late, 0, Never)));
        Assert.Equal(1, Kept(await policies.Write(caller, Late, 0, Never)));
        Assert.Equal(2, Kept(await policies.Write(caller, Late with { Rows = [] }, null, Never)));
        Assert.Equal(new PolicyResult.VersionConflict(2, 1), await policies.Write(caller, Late, 1, Never));
        var use = PolicyAssignments.None with { Default = "early", Faces = PolicyAssignments.None.Faces.Add("nativ", "lat") };
        Assert.Equal(
            [(null, "early"), ("nativ", null), ("nativ", "lat")],
            Assert.IsType<PolicyResult.InvalidAssignment>(await policies.Use(caller, use, null, Never)).Problems.Select(p => (p.Face, p.Policy)));
        Assert.IsType<PolicyResult.NotFound>(await policies.Find(caller, "early", null, Never));
        Assert.Equal(1, Kept(await policies.Find(caller, "late", 1, Never)));

        static int Kept(PolicyResult result) => Assert.IsType<PolicyResult.Stored>(result).Variant.Variant.Version;
    }

    private static async Task Assign(EmendApp app, Caller caller, string? api)
    {
        var policies = app.Services.GetRequiredService<PolicyService>();
        Assert.IsType<PolicyResult.Stored>(await policies.Write(caller, Late, null, Never));
        var use = api is null
            ? PolicyAssignments.None with { Default = "late" }
            : PolicyAssignments.None with { Faces = PolicyAssignments.None.Faces.Add(api, "late") };
        Assert.IsType<PolicyResult.Listed>(await policies.Use(caller, use, null, Never));
    }

    private static async Task<(OrderKey Key, LineId Line)> Begun(FulfillmenttoolsTestClient client)
    {
        var order = await client.Place(("MUG-E-1207", 2));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!;
        var started = await client.Post(
            $"/api/pickjobs/{job["id"]}/actions", $$"""{ "name": "START", "version": {{job["version"]}} }""");
        Assert.True(started.Status == 200, started.Text);
        return (new OrderKey.ById(new((string)order["id"]!)), new((string)order["orderLineItems"]![0]!["id"]!));
    }

    private static OrderCommandRequest Asks(Caller caller, OrderKey key, LineId line, params ImmutableArray<string> accept) => new(
        caller,
        key,
        new OrderCommand.Modify([new SetLineQuantity(line, Quantity.From(3))], null, null, UnroutableBehavior.Refuse) { AcceptedPenalties = accept },
        "fulfillmenttools",
        FulfillmenttoolsPolicy.Policy);

    private static OrderCommandResult.Decided Decided(OrderCommandResult outcome) => Assert.IsType<OrderCommandResult.Decided>(outcome);
}
