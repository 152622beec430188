using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.History;

namespace Emend.Server.Application;

/// <summary>What a variant would have said to the newest modifications of a tenant. All of them were accepted once.</summary>
/// <param name="Evaluated">How many were tried.</param>
/// <param name="Refused">How many it would have refused.</param>
/// <param name="Penalized">How many it would have let pass only for a penalty.</param>
/// <param name="Relaxed">How many would not have had to pay, or to have a permission, for what they passed.</param>
/// <param name="Differing">Those of them, newest first.</param>
internal sealed record PolicySimulation(int Evaluated, int Refused, int Penalized, int Relaxed, ImmutableArray<SimulatedModification> Differing);

/// <summary>A modification of before that a variant would have seen otherwise.</summary>
/// <param name="Order">Of which order.</param>
/// <param name="Entry">As it was written down.</param>
/// <param name="Because">The rows that would have refused it; all soft where it could have been passed.</param>
/// <param name="Freed">The soft rows it passed then and would not have had to, by id.</param>
/// <param name="Assumed">
/// Whether it was written before what it was decided on was kept: then today's settings were taken, and every permission.
/// </param>
internal sealed record SimulatedModification(
    OrderId Order, JournalEntry Entry, ImmutableArray<RuleViolation> Because, ImmutableArray<string> Freed, bool Assumed);

/// <summary>
/// Tries a variant against the past: each of the newest modifications is held against its rows, on the order as it was, with the facts
/// it was decided on. What was refused at the time is not kept, and so not tried.
/// </summary>
internal sealed class PolicySimulator(
    IModificationLog log, IOrderHistoryReader history, ReferenceDataCache referenceData, IReferenceDataReader source, IActorResolver actors)
{
    public const int MaxModifications = 500;

    /// <summary>Tries a variant, kept or not; a built-in policy is tried as a variant of itself in which nothing differs.</summary>
    public async Task<PolicyResult> Try(Caller caller, CustomPolicy variant, int newest, CancellationToken ct)
    {
        if (await actors.Find(caller, ct) is not { } actor || await source.Versions(caller.Tenant, ct) is not { } versions)
            return new PolicyResult.Unauthenticated();
        if (!actor.HasPermission(PolicyService.Writes))
            return new PolicyResult.Forbidden(PolicyService.Writes);
        var builtIn = variant.Rows.IsEmpty && variant.Base == variant.Name ? CustomPolicyBuilder.Find(variant.Name) : null;
        if (builtIn is null && CustomPolicyBuilder.Check(variant) is { IsEmpty: false } customPolicyErrors)
            return new PolicyResult.Invalid(customPolicyErrors);

        var policy = builtIn ?? CustomPolicyBuilder.Build(variant);
        var tenantReferenceData = await referenceData.Of(caller.Tenant, versions, ct);
        var tried = new List<SimulatedModification>();
        foreach (var (order, revision) in await log.Newest(caller.Tenant, Math.Clamp(newest, 1, MaxModifications), ct))
            if (await history.Entries(caller.Tenant, order, revision, revision, ct) is [{ Before: { } before } entry])
                tried.Add(await Try(caller.Tenant, tenantReferenceData, policy, before, entry, ct));
        return new PolicyResult.Simulated(new(
            tried.Count,
            tried.Count(t => t.Because.Any(r => r.Soft is null)),
            tried.Count(t => !t.Because.IsEmpty && t.Because.All(r => r.Soft is not null)),
            tried.Count(t => t.Because.IsEmpty && !t.Freed.IsEmpty),
            [.. tried.Where(t => !t.Because.IsEmpty || !t.Freed.IsEmpty)]));
    }

    private async ValueTask<SimulatedModification> Try(
        TenantId tenant, TenantReferenceData tenantReferenceData, Policy policy, Order before, JournalEntry entry, CancellationToken ct)
    {
        var decisionRecord = entry.DecisionRecord;
        var override_s = decisionRecord?.Overrides ?? [];
        var command = new OrderCommand.Modify(
            Decider.ChangesBetween(before, entry.After), null, null, decisionRecord?.UnroutableBehavior ?? UnroutableBehavior.Accept)
        {
            AcceptedPenalties = [.. override_s.Where(p => p.Penalty is not null).Select(p => p.RuleId)],
        };
        var context = new DecisionContext
        {
            Now = entry.At,
            Seed = default,
            Actor = new Actor(entry.Provenance.Actor, entry.Provenance.ActorName, decisionRecord?.Permissions ?? Permissions.All, []),
            Policy = policy,
            Settings = decisionRecord?.Settings ?? tenantReferenceData.Settings,
            Network = tenantReferenceData.Network,
            Stock = EmptyStock.View,
            Catalog = await referenceData.Articles(tenant, tenantReferenceData, Decider.ArticlesOf(before, command), ct),
        };
        var (because, still) = Decider.Recheck(before, command, context);
        var needed = because.Select(r => r.RuleId).Concat(still.Select(p => p.RuleId)).ToHashSet();
        return new(before.Id, entry, because, [.. override_s.Select(p => p.RuleId).Where(row => !needed.Contains(row))], decisionRecord is null);
    }
}
