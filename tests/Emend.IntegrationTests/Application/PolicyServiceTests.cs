using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Policies;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>Custom policies and policy assignments through OrderService.</summary>
public sealed class PolicyServiceTests
{
    private static readonly CustomPolicy Late = new(
        "late", "fulfillmenttools", 0, [new("EL-4", RuleEnforcement.Overridable, new(null, "5 EUR"))]);

    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task An_overridable_rule_accepts_callers_that_name_its_penalty_and_the_history_shows_the_override_and_the_policy()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (orderService, caller) = await TestCallers.Get(app);
        var (key, line) = await StartPicking(client);
        await Assign(app, caller, "fulfillmenttools");

        var refused = AssertDecided(await orderService.Execute(CreateRequest(caller, key, line), Never));
        Assert.Equal(["EL-4"], Assert.IsType<Decision.Rejected>(refused.Decision).Violations.Select(r => r.RuleId));
        Assert.Equal(Quantity.From(3), refused.Consequences!.Lines.Single().After);
        var passed = AssertDecided(await orderService.Execute(CreateRequest(caller, key, line, "EL-4"), Never));
        Assert.Equal("5 EUR", Assert.Single(passed.Consequences!.Overrides).Penalty);
        Assert.Equal(("late", 1), (passed.Policy.Name, passed.Policy.Version));
    }

    [Fact]
    public async Task An_API_with_its_own_policy_ignores_the_tenant_default_and_an_API_without_one_uses_it()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (orderService, caller) = await TestCallers.Get(app);
        var (key, line) = await StartPicking(client);
        await Assign(app, caller, api: null);

        Assert.Equal("fulfillmenttools", AssertDecided(await orderService.Preview(CreateRequest(caller, key, line), Never)).Policy.Name);
        var native = CreateRequest(caller, key, line) with { Api = "native" };
        Assert.Equal("late", AssertDecided(await orderService.Preview(native, Never)).Policy.Name);
    }

    [Fact]
    public async Task Only_callers_with_the_write_permission_can_request_another_policy()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (orderService, caller) = await TestCallers.Get(app);
        var (key, line) = await StartPicking(client);
        await Assign(app, caller, api: null);
        var named = CreateRequest(caller, key, line) with { RequestedPolicy = "late" };

        Assert.Equal("late", AssertDecided(await orderService.Preview(named, Never)).Policy.Name);
        var unknown = Assert.IsType<OrderCommandResult.UnknownPolicy>(
            await orderService.Preview(named with { RequestedPolicy = "lat" }, Never));
        Assert.Equal(["late", "fulfillmenttools", "flexible"], unknown.Known.AsEnumerable());
        var agent = await TestCallers.Get(app, "agent");
        Assert.IsType<OrderCommandResult.PolicyNotAllowed>(await orderService.Execute(named with { Caller = agent }, Never));
    }

    [Fact]
    public async Task Available_actions_can_be_read_for_the_deciding_policy_and_for_another_policy()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (_, caller) = await TestCallers.Get(app);
        var (key, _) = await StartPicking(client);
        await Assign(app, caller, api: null);
        var availableActionService = app.Services.GetRequiredService<AvailableActionService>();

        var own = (await availableActionService.Evaluate(caller, key, "fulfillmenttools", null, Never)).Actions!;
        Assert.Equal(("fulfillmenttools", false), (own.Policy.Name, Edit(own).IsOverridable));
        var agent = await TestCallers.Get(app, "agent");
        Assert.True(Edit((await availableActionService.Evaluate(agent, key, "fulfillmenttools", "late", Never)).Actions!).IsOverridable);
        Assert.True(Edit((await availableActionService.Evaluate(caller, key, "native", null, Never)).Actions!).IsOverridable);
        Assert.IsType<OrderCommandResult.UnknownPolicy>(
            (await availableActionService.Evaluate(caller, key, "native", "early", Never)).EarlyResult);
        Assert.IsType<OrderCommandResult.NotFound>(
            (await availableActionService.Evaluate(caller, new OrderKey.ById(new("none")), "native", null, Never)).EarlyResult);

        static AvailableAction Edit(AvailableActions availableActions) =>
            availableActions.Actions.Single(a => a.Action == ActionNames.EditLineItems);
    }

    [Fact]
    public async Task Invalid_policies_and_version_conflicts_are_rejected()
    {
        await using var app = await EmendApp.Start();
        var caller = await TestCallers.Get(app, "admin");
        var policies = app.Services.GetRequiredService<PolicyService>();

        Assert.IsType<PolicyResult.Forbidden>(await policies.Write(await TestCallers.Get(app, "picker"), Late, null, Never));
        var wrong = await policies.Write(caller, Late with { RuleSettings = [new("IN-1", RuleEnforcement.Disabled)] }, null, Never);
        Assert.Equal(CustomPolicyErrorCode.MandatoryRule, Assert.Single(Assert.IsType<PolicyResult.Invalid>(wrong).Errors).Code);
        Assert.Equal(1, Kept(await policies.Write(caller, Late, 0, Never)));
        Assert.Equal(1, Kept(await policies.Write(caller, Late, 0, Never)));
        Assert.Equal(2, Kept(await policies.Write(caller, Late with { RuleSettings = [] }, null, Never)));
        Assert.Equal(new PolicyResult.VersionConflict(2, 1), await policies.Write(caller, Late, 1, Never));
        var assignments = PolicyAssignments.None with { Default = "early", Apis = PolicyAssignments.None.Apis.Add("nativ", "lat") };
        Assert.Equal(
            [(null, "early"), ("nativ", null), ("nativ", "lat")],
            Assert.IsType<PolicyResult.InvalidAssignment>(await policies.Assign(caller, assignments, null, Never)).Errors
                .Select(p => (p.Api, p.Policy)));
        Assert.IsType<PolicyResult.NotFound>(await policies.Find(caller, "early", null, Never));
        Assert.Equal(1, Kept(await policies.Find(caller, "late", 1, Never)));

        static int Kept(PolicyResult result) => Assert.IsType<PolicyResult.Stored>(result).Policy.Policy.Version;
    }

    private static async Task Assign(EmendApp app, Caller caller, string? api)
    {
        var policies = app.Services.GetRequiredService<PolicyService>();
        Assert.IsType<PolicyResult.Stored>(await policies.Write(caller, Late, null, Never));
        var assignments = api is null
            ? PolicyAssignments.None with { Default = "late" }
            : PolicyAssignments.None with { Apis = PolicyAssignments.None.Apis.Add(api, "late") };
        Assert.IsType<PolicyResult.Listed>(await policies.Assign(caller, assignments, null, Never));
    }

    private static async Task<(OrderKey Key, LineId Line)> StartPicking(FulfillmenttoolsTestClient client)
    {
        var order = await client.Place(("MUG-E-1207", 2));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!;
        var started = await client.Post(
            $"/api/pickjobs/{job["id"]}/actions", $$"""{ "name": "START", "version": {{job["version"]}} }""");
        Assert.True(started.Status == 200, started.Text);
        return (new OrderKey.ById(new((string)order["id"]!)), new((string)order["orderLineItems"]![0]!["id"]!));
    }

    private static OrderCommandRequest CreateRequest(
        Caller caller, OrderKey key, LineId line, params ImmutableArray<string> acceptedPenalties) => new(
        caller,
        key,
        new OrderCommand.Modify(
            [new SetLineQuantity(line, Quantity.From(3))], null, null, UnroutableBehavior.Reject) { AcceptedPenalties = acceptedPenalties },
        "fulfillmenttools");

    private static OrderCommandResult.Decided AssertDecided(OrderCommandResult result) =>
        Assert.IsType<OrderCommandResult.Decided>(result);
}
