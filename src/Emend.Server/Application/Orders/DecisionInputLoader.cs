using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application.Orders;

/// <summary>
/// Loads the inputs that few decisions need: the order state that the caller saw, for modifications with rebase and an outdated revision or
/// version, and the entity that a command names although it left the order.
/// </summary>
internal sealed class DecisionInputLoader(IOrderStore store)
{
    /// <summary>Whether the decision needs an input that was not loaded, because the order changed after loading.</summary>
    public static bool IsIncomplete(
        OrderCommandRequest request, Decision decision, DecisionContext context, Order? loadedOrder, Order? currentOrder) =>
        NeedsBaseOrder(request.Command, decision, context)
        || (GetEndedEntity(request.Command, loadedOrder) is null && GetEndedEntity(request.Command, currentOrder) is not null);

    /// <summary>Adds the inputs that the decision needs; null if there are none to add.</summary>
    public async Task<DecisionContext?> AddMissing(
        OrderCommandRequest request, Order? order, Decision decision, DecisionContext context, CancellationToken ct)
    {
        if (!NeedsBaseOrder(request.Command, decision, context)
            && (decision is not Decision.Rejected || GetEndedEntity(request.Command, order) is null))
        {
            return null;
        }

        var complete = await AddAll(request, order, context, ct);
        return (complete.BaseOrder, complete.EndedEntity) == (context.BaseOrder, context.EndedEntity) ? null : complete;
    }

    /// <summary>Adds all inputs that the command can need.</summary>
    public async Task<DecisionContext> AddAll(
        OrderCommandRequest request, Order? order, DecisionContext context, CancellationToken ct) => context with
        {
            BaseOrder = await LoadBaseOrder(request, order, ct),
            EndedEntity = order is not null && GetEndedEntity(request.Command, order) is { } entity
                ? await store.LoadEndedEntity(request.Caller.Tenant, order.Id, entity, ct)
                : null,
        };

    private static bool NeedsBaseOrder(OrderCommand command, Decision decision, DecisionContext context) =>
        context.BaseOrder is null && decision is Decision.VersionConflict && command is OrderCommand.Modify { Rebase: true };

    /// <summary>The entity that the command ends, if it is not part of the order; else null.</summary>
    private static EntityId? GetEndedEntity(OrderCommand command, Order? order) => (order, command) switch
    {
        ({ } present, OrderCommand.UpdatePickJob { Action: PickJobAction.Abort or PickJobAction.Cancel or PickJobAction.Close } pick)
            when present.FindPickJob(pick.PickJob) is null => pick.PickJob,
        ({ } present, OrderCommand.UpdateHandoverJob { Action: HandoverJobAction.Cancel } handover)
            when present.FindHandoverJob(handover.Job) is null => handover.Job,
        ({ } present, OrderCommand.UpdateReturnTask returning) when present.FindReturnTask(returning.Task) is null => returning.Task,
        _ => null,
    };

    private async Task<Order?> LoadBaseOrder(OrderCommandRequest request, Order? currentOrder, CancellationToken ct) =>
        (currentOrder, request.Command) switch
    {
        ({ } order, OrderCommand.Modify { Rebase: true, Revision: { } revision }) when revision < order.Revision =>
            await store.LoadRevision(request.Caller.Tenant, order.Id, revision, ct),
        ({ } order, OrderCommand.Modify { Rebase: true, Version: { } version }) when version < order.Version =>
            await store.LoadVersion(request.Caller.Tenant, order.Id, version, ct),
        _ => null,
    };
}
