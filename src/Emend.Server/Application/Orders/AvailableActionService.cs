using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Identity;

namespace Emend.Server.Application.Orders;

/// <summary>The actions of an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Actor">The caller.</param>
/// <param name="Policy">The evaluated policy.</param>
/// <param name="Actions">Each action of the policy, with the violations that forbid it.</param>
internal sealed record AvailableActions(Order Order, Actor Actor, Policy Policy, ImmutableArray<AvailableAction> Actions);

/// <summary>Evaluates which actions an order allows. Reads no stock and writes nothing.</summary>
internal sealed class AvailableActionService(
    IOrderStore store, ReferenceDataCache referenceData, DecisionContextBuilder contexts, IActorResolver actors)
{
    /// <summary>
    /// Returns an error or the actions; the other one is null. A named policy is evaluated even if another policy decides.
    /// </summary>
    public async Task<(OrderCommandResult? EarlyResult, AvailableActions? Actions)> Evaluate(
        Caller caller, OrderKey key, string api, string? policy, CancellationToken ct)
    {
        var loaded = await store.Load(caller.Tenant, key, null, ct);
        if (loaded.Versions is not { } versions || await actors.Find(caller, versions.Identity, ct) is not { } actor)
        {
            return (new OrderCommandResult.Unauthenticated(), null);
        }

        if (loaded.Order is not { } order)
        {
            return (new OrderCommandResult.NotFound(), null);
        }

        var tenantReferenceData = await referenceData.Get(caller.Tenant, versions, ct);
        var evaluatedPolicy = policy is null
            ? tenantReferenceData.Policies.For(api)
            : tenantReferenceData.Policies.Find(policy);
        if (evaluatedPolicy is null)
        {
            return (new OrderCommandResult.UnknownPolicy(policy!, [.. tenantReferenceData.Policies.Names]), null);
        }

        var articles = order.Lines.Select(l => l.Article).ToArray();
        var context = await contexts.BuildWithoutStock(new(caller.Tenant, tenantReferenceData, actor, evaluatedPolicy, articles), ct);
        return (null, new AvailableActions(order, actor, evaluatedPolicy, Decider.GetAvailableActions(order, context)));
    }
}
