using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk.History;

namespace Emend.Server.Desk;

/// <summary>What a variant would have said to the newest modifications of a tenant. All of them were accepted once.</summary>
/// <param name="Tried">How many were tried.</param>
/// <param name="Refused">How many it would have refused.</param>
/// <param name="Priced">How many it would have let pass only for a penalty.</param>
/// <param name="Freed">How many would not have had to pay, or to have a permission, for what they passed.</param>
/// <param name="Differing">Those of them, newest first.</param>
internal sealed record PolicyTrial(int Tried, int Refused, int Priced, int Freed, ImmutableArray<TriedModification> Differing);

/// <summary>A modification of before that a variant would have seen otherwise.</summary>
/// <param name="Order">Of which order.</param>
/// <param name="Entry">As it was written down.</param>
/// <param name="Because">The rows that would have refused it; all soft where it could have been passed.</param>
/// <param name="Freed">The soft rows it passed then and would not have had to, by id.</param>
/// <param name="Assumed">
/// Whether it was written before what it was decided on was kept: then today's settings were taken, and every permission.
/// </param>
internal sealed record TriedModification(
    OrderId Order, JournalEntry Entry, ImmutableArray<Refusal> Because, ImmutableArray<string> Freed, bool Assumed);

/// <summary>
/// Tries a variant against the past: each of the newest modifications is held against its rows, on the order as it was, with the facts
/// it was decided on. What was refused at the time is not kept, and so not tried.
/// </summary>
internal sealed class PolicyTrials(
    IModificationLog log, IOrderHistory history, World world, IWorldSource source, IActorDirectory actors)
{
    public const int MostModifications = 500;

    /// <summary>Tries a variant, kept or not; a built-in policy is tried as a variant of itself in which nothing differs.</summary>
    public async Task<PolicyOutcome> Try(Caller caller, Variant variant, int newest, CancellationToken ct)
    {
        if (await actors.Find(caller, ct) is not { } actor || await source.Versions(caller.Tenant, ct) is not { } versions)
            return new PolicyOutcome.Unauthenticated();
        if (!actor.May(PolicyDesk.Writes))
            return new PolicyOutcome.Forbidden(PolicyDesk.Writes);
        var builtIn = variant.Rows.IsEmpty && variant.Base == variant.Name ? Variants.Find(variant.Name) : null;
        if (builtIn is null && Variants.Check(variant) is { IsEmpty: false } problems)
            return new PolicyOutcome.Invalid(problems);

        var policy = builtIn ?? Variants.Build(variant);
        var known = await world.Of(caller.Tenant, versions, ct);
        var tried = new List<TriedModification>();
        foreach (var (order, revision) in await log.Newest(caller.Tenant, Math.Clamp(newest, 1, MostModifications), ct))
            if (await history.Entries(caller.Tenant, order, revision, revision, ct) is [{ Before: { } before } entry])
                tried.Add(await Try(caller.Tenant, known, policy, before, entry, ct));
        return new PolicyOutcome.Tried(new(
            tried.Count,
            tried.Count(t => t.Because.Any(r => r.Soft is null)),
            tried.Count(t => !t.Because.IsEmpty && t.Because.All(r => r.Soft is not null)),
            tried.Count(t => t.Because.IsEmpty && !t.Freed.IsEmpty),
            [.. tried.Where(t => !t.Because.IsEmpty || !t.Freed.IsEmpty)]));
    }

    private async ValueTask<TriedModification> Try(
        TenantId tenant, KnownTenant known, Policy policy, Order before, JournalEntry entry, CancellationToken ct)
    {
        var ground = entry.Ground;
        var passed = ground?.Passed ?? [];
        var command = new OrderCommand.Modify(
            Decider.ChangesBetween(before, entry.After), null, null, ground?.IfUnroutable ?? IfUnroutable.Accept)
        {
            Accept = [.. passed.Where(p => p.Penalty is not null).Select(p => p.Row)],
        };
        var facts = new Facts
        {
            Now = entry.At,
            Seed = default,
            Actor = new Actor(entry.Provenance.Actor, entry.Provenance.ActorName, ground?.Permissions ?? Permissions.All, []),
            Policy = policy,
            Settings = ground?.Settings ?? known.Settings,
            Network = known.Network,
            Stock = NoStock.View,
            Catalogue = await world.Articles(tenant, known, Decider.ArticlesOf(before, command), ct),
        };
        var (because, still) = Decider.Recheck(before, command, facts);
        var needed = because.Select(r => r.Row).Concat(still.Select(p => p.Row)).ToHashSet();
        return new(before.Id, entry, because, [.. passed.Select(p => p.Row).Where(row => !needed.Contains(row))], ground is null);
    }
}
