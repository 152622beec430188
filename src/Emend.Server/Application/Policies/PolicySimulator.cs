using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Identity;

namespace Emend.Server.Application.Policies;

/// <summary>The result of evaluating a policy on the newest modifications of a tenant. All of them were accepted originally.</summary>
/// <param name="Evaluated">The number of evaluated modifications.</param>
/// <param name="Rejected">The number of modifications that the policy rejects.</param>
/// <param name="Penalized">The number of modifications that the policy accepts only with a penalty.</param>
/// <param name="Relaxed">The number of modifications that no longer need a penalty or permission to override a rule.</param>
/// <param name="Differing">The modifications with a different result, newest first.</param>
internal sealed record PolicySimulation(
    int Evaluated, int Rejected, int Penalized, int Relaxed, ImmutableArray<SimulatedModification> Differing);

/// <summary>A past modification for which the simulated policy has a different result.</summary>
/// <param name="Order">The order.</param>
/// <param name="Entry">The journal entry of the modification.</param>
/// <param name="Violations">The violated rules. If all of them are overridable, the modification can be accepted.</param>
/// <param name="UnneededOverrides">The ids of rules that were overridden and no longer need an override.</param>
/// <param name="IsAssumed">
/// Whether the modification has no decision record. The simulation then assumes the current settings and all permissions.
/// </param>
internal sealed record SimulatedModification(
    OrderId Order, JournalEntry Entry, ImmutableArray<RuleViolation> Violations, ImmutableArray<string> UnneededOverrides, bool IsAssumed);

/// <summary>
/// Simulates a policy: evaluates its rules on each of the newest modifications, with the order at that time and the inputs of the
/// decision record. Rejected requests are not stored and not simulated.
/// </summary>
internal sealed class PolicySimulator(
    IModificationLog log,
    IOrderHistoryReader history,
    ReferenceDataCache referenceData,
    DecisionContextBuilder contexts,
    IActorResolver actors)
{
    public const int MaxModifications = 500;

    /// <summary>
    /// Simulates a custom policy, stored or not. A custom policy without rule settings whose name equals its base simulates the built-in
    /// policy.
    /// </summary>
    public async Task<PolicyResult> Simulate(Caller caller, CustomPolicy customPolicy, int newest, CancellationToken ct)
    {
        if (await actors.Find(caller, ct) is not { } actor
            || await referenceData.GetCurrent(caller.Tenant, ct) is not { } tenantReferenceData)
        {
            return new PolicyResult.Unauthenticated();
        }

        if (!actor.HasPermission(PolicyService.WritePermission))
        {
            return new PolicyResult.Forbidden(PolicyService.WritePermission);
        }

        var registry = tenantReferenceData.Policies.Registry;
        var builtIn = customPolicy.RuleSettings.IsEmpty && customPolicy.Base == customPolicy.Name
            ? registry.Find(customPolicy.Name)
            : null;
        if (builtIn is null && CustomPolicyBuilder.Validate(customPolicy, registry) is { IsEmpty: false } errors)
        {
            return new PolicyResult.Invalid(errors);
        }

        var policy = builtIn ?? CustomPolicyBuilder.Build(customPolicy, registry);
        var tried = new List<SimulatedModification>();
        foreach (var (order, revision) in await log.ListNewest(caller.Tenant, Math.Clamp(newest, 1, MaxModifications), ct))
        {
            if (await history.ReadEntries(caller.Tenant, order, revision, revision, ct) is [{ Before: { } before } entry])
            {
                tried.Add(await Simulate(caller.Tenant, tenantReferenceData, policy, before, entry, ct));
            }
        }

        return new PolicyResult.Simulated(new(
            tried.Count,
            tried.Count(t => t.Violations.Any(r => r.Override is null)),
            tried.Count(t => !t.Violations.IsEmpty && t.Violations.All(r => r.Override is not null)),
            tried.Count(t => t.Violations.IsEmpty && !t.UnneededOverrides.IsEmpty),
            [.. tried.Where(t => !t.Violations.IsEmpty || !t.UnneededOverrides.IsEmpty)]));
    }

    private async ValueTask<SimulatedModification> Simulate(
        TenantId tenant, TenantReferenceData tenantReferenceData, Policy policy, Order before, JournalEntry entry, CancellationToken ct)
    {
        var decisionRecord = entry.DecisionRecord;
        var overrides = decisionRecord?.Overrides ?? [];
        var command = new OrderCommand.Modify(
            OrderChanges.Between(before, entry.After), null, null, decisionRecord?.UnroutableBehavior ?? UnroutableBehavior.Accept)
        {
            AcceptedPenalties = [.. overrides.Where(p => p.Penalty is not null).Select(p => p.RuleId)],
        };
        var actor = new Actor(entry.Provenance.Actor, entry.Provenance.ActorName, decisionRecord?.Permissions ?? Permissions.All, []);
        var inputs = new DecisionInputs(tenant, tenantReferenceData, actor, policy, Decider.GetArticles(before, command));
        var context = await contexts.BuildWithoutStock(inputs, ct) with
        {
            Now = entry.At,
            Settings = decisionRecord?.Settings ?? tenantReferenceData.Settings,
        };
        var (violations, remainingOverrides) = Decider.EvaluateRules(before, command, context);
        var needed = violations.Select(r => r.RuleId).Concat(remainingOverrides.Select(p => p.RuleId)).ToHashSet();
        return new(
            before.Id,
            entry,
            violations,
            [.. overrides.Select(p => p.RuleId).Where(rule => !needed.Contains(rule))],
            decisionRecord is null);
    }
}
