using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Desk;

/// <summary>What may be done with an order now.</summary>
/// <param name="Order">The order.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Policy">The policy that was asked.</param>
/// <param name="Actions">Each of its actions, and what forbids it.</param>
internal sealed record OrderActions(Order Order, Actor Actor, Policy Policy, ImmutableArray<ActionAnswer> Actions);

/// <summary>Asks the tables without a request. Reads only, and no stock.</summary>
internal sealed class ActionsDesk(IOrderStore store, World world, IActorDirectory actors, TimeProvider clock)
{
    /// <summary>One of the two is null. A policy that is named need not be the one that would decide.</summary>
    public async Task<(Outcome? Ending, OrderActions? Answer)> Of(
        Caller caller, OrderKey key, string face, string? policy, CancellationToken ct)
    {
        var loaded = await store.Load(caller.Tenant, key, null, ct);
        if (loaded.Versions is not { } versions || await actors.Find(caller, versions.Identity, ct) is not { } actor)
            return (new Outcome.Unauthenticated(), null);
        if (loaded.Order is not { } order)
            return (new Outcome.NotFound(), null);

        var known = await world.Of(caller.Tenant, versions, ct);
        var asked = policy is null ? known.Policies.For(face, Variants.Find(face)) : known.Policies.Find(policy);
        if (asked is null)
            return (new Outcome.UnknownPolicy(policy!, [.. known.Policies.Names]), null);
        var facts = new Facts
        {
            Now = clock.GetUtcNow().ToMicroseconds(),
            Seed = default,
            Actor = actor,
            Policy = asked,
            Settings = known.Settings,
            Network = known.Network,
            Stock = NoStock.View,
            Catalogue = await world.Articles(caller.Tenant, known, [.. order.Lines.Select(l => l.Article)], ct),
        };
        return (null, new OrderActions(order, actor, asked, Decider.ActionsOf(order, facts)));
    }
}
