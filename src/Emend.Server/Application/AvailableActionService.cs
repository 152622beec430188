using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>What may be done with an order now.</summary>
/// <param name="Order">The order.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Policy">The policy that was asked.</param>
/// <param name="Actions">Each of its actions, and what forbids it.</param>
internal sealed record AvailableActions(Order Order, Actor Actor, Policy Policy, ImmutableArray<AvailableAction> Actions);

/// <summary>Asks the tables without a request. Reads only, and no stock.</summary>
internal sealed class AvailableActionService(IOrderStore store, ReferenceDataCache referenceData, IActorResolver actors, TimeProvider clock)
{
    /// <summary>One of the two is null. A policy that is named need not be the one that would decide.</summary>
    public async Task<(OrderCommandResult? Ending, AvailableActions? Answer)> Of(
        Caller caller, OrderKey key, string api, string? policy, CancellationToken ct)
    {
        var loaded = await store.Load(caller.Tenant, key, null, ct);
        if (loaded.Versions is not { } versions || await actors.Find(caller, versions.Identity, ct) is not { } actor)
            return (new OrderCommandResult.Unauthenticated(), null);
        if (loaded.Order is not { } order)
            return (new OrderCommandResult.NotFound(), null);

        var tenantReferenceData = await referenceData.Of(caller.Tenant, versions, ct);
        var asked = policy is null ? tenantReferenceData.Policies.For(api, CustomPolicyBuilder.Find(api)) : tenantReferenceData.Policies.Find(policy);
        if (asked is null)
            return (new OrderCommandResult.UnknownPolicy(policy!, [.. tenantReferenceData.Policies.Names]), null);
        var context = new DecisionContext
        {
            Now = clock.GetUtcNow().ToMicroseconds(),
            Seed = default,
            Actor = actor,
            Policy = asked,
            Settings = tenantReferenceData.Settings,
            Network = tenantReferenceData.Network,
            Stock = EmptyStock.View,
            Catalog = await referenceData.Articles(caller.Tenant, tenantReferenceData, [.. order.Lines.Select(l => l.Article)], ct),
        };
        return (null, new AvailableActions(order, actor, asked, Decider.ActionsOf(order, context)));
    }
}
