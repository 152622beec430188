using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application.Orders;

/// <summary>Loads the order state that the caller saw, for modifications with rebase and an outdated revision or version.</summary>
internal sealed class BaseOrderLoader(IOrderStore store)
{
    /// <summary>Whether the decision needs the base order: a modification with rebase has a version conflict.</summary>
    public static bool IsNeeded(OrderCommand command, Decision decision, DecisionContext context) =>
        context.BaseOrder is null && decision is Decision.VersionConflict && command is OrderCommand.Modify { Rebase: true };

    /// <summary>The base order; null if it is the current order or does not exist.</summary>
    public async Task<Order?> Load(OrderCommandRequest request, Order? currentOrder, CancellationToken ct) =>
        (currentOrder, request.Command) switch
    {
        ({ } order, OrderCommand.Modify { Rebase: true, Revision: { } revision }) when revision < order.Revision =>
            await store.LoadRevision(request.Caller.Tenant, order.Id, revision, ct),
        ({ } order, OrderCommand.Modify { Rebase: true, Version: { } version }) when version < order.Version =>
            await store.LoadVersion(request.Caller.Tenant, order.Id, version, ct),
        _ => null,
    };
}
