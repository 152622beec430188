using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>Finds the state that a caller saw, where they named one that is stale and allow a rebase; nobody else pays for it.</summary>
internal sealed class BaseOrderLoader(IOrderStore store)
{
    /// <summary>Whether the decision would be another one if it knew what the caller saw.</summary>
    public static bool Wanting(OrderCommand command, Decision decision, DecisionContext context) =>
        context.BaseOrder is null && decision is Decision.VersionConflict && command is OrderCommand.Modify { Rebase: true };

    /// <summary>What the caller saw; null where it is what is, or never was.</summary>
    public async Task<Order?> Then(OrderCommandRequest request, Order? now, CancellationToken ct) => (now, request.Command) switch
    {
        ({ } order, OrderCommand.Modify { Rebase: true, Revision: { } revision }) when revision < order.Revision =>
            await store.AsOf(request.Caller.Tenant, order.Id, revision, ct),
        ({ } order, OrderCommand.Modify { Rebase: true, Version: { } version }) when version < order.Version =>
            await store.AsOfVersion(request.Caller.Tenant, order.Id, version, ct),
        _ => null,
    };
}
