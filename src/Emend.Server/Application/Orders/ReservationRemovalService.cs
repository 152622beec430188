using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.Server.Application.Orders;

/// <summary>Result of removing reservations of several orders.</summary>
internal abstract record ReservationRemovalResult
{
    private ReservationRemovalResult()
    {
    }

    /// <summary>The ids of the removed reservations, by order.</summary>
    public sealed record Removed(IReadOnlyList<EntityId> Reservations) : ReservationRemovalResult;

    /// <summary>The command of an order was not accepted.</summary>
    public sealed record Failed(OrderId Order, OrderCommandResult Result) : ReservationRemovalResult;
}

/// <summary>
/// Removes reservations of several orders. Each order has its own transaction. The commands of all orders are previewed first: if rules
/// reject one of them, nothing is removed.
/// </summary>
internal sealed class ReservationRemovalService(OrderService orderService, IOrderStore orders, IIdempotencyKeyStore idempotencyKeys)
{
    /// <summary>
    /// Removes the selected reservations. A repeated request returns the first result; if the first request was interrupted, it also
    /// removes the reservations of the remaining orders. Returns null if <paramref name="select"/> does.
    /// </summary>
    public async Task<ReservationRemovalResult?> Remove(
        BatchOrigin origin, bool reducesStock, Func<Task<List<Reservation>?>> select, CancellationToken ct)
    {
        var tenant = origin.Caller.Tenant;
        var batch = origin.Key is { } key ? await idempotencyKeys.FindBatch(tenant, key, ct) : new([], IsComplete: false);
        if (batch.Records.FirstOrDefault(r => r.Request != origin.Key!.Request) is { } other)
        {
            return new ReservationRemovalResult.Failed(other.Order, new OrderCommandResult.IdempotencyKeyReused());
        }

        var removed = new List<(OrderId Order, EntityId Reservation)>();
        foreach (var record in batch.Records)
        {
            if (await orders.LoadDecision(tenant, record.Order, record.Revision, ct) is { } first)
            {
                removed.AddRange(GetRemoved(first.Accepted));
            }
        }

        if (!batch.IsComplete)
        {
            if (await select() is not { } selected)
            {
                return null;
            }

            var recorded = batch.Records.Select(r => r.Order).ToHashSet();
            if (await Remove(origin, reducesStock, selected.Where(r => !recorded.Contains(r.Order)), removed, ct) is { } failed)
            {
                return failed;
            }
        }

        return new ReservationRemovalResult.Removed(
            [.. removed.OrderBy(r => r.Order.Value, StringComparer.Ordinal).Select(r => r.Reservation)]);
    }

    // Adds the removed reservations to the list. Returns the failure, or null.
    private async Task<ReservationRemovalResult.Failed?> Remove(
        BatchOrigin origin,
        bool reducesStock,
        IEnumerable<Reservation> reservations,
        List<(OrderId Order, EntityId Reservation)> removed,
        CancellationToken ct)
    {
        var requests = reservations.GroupBy(r => r.Order).OrderBy(o => o.Key.Value, StringComparer.Ordinal)
            .Select(o => CreateRequest(origin, o.Key, o, reducesStock)).ToList();
        // A single command is all or nothing by itself.
        foreach (var request in requests.Count == 1 ? [] : requests)
        {
            var preview = await orderService.Preview(request, ct);
            if (preview is not OrderCommandResult.Decided { Decision: Decision.Accepted or Decision.NoChange })
            {
                return new(((OrderKey.ById)request.OrderKey).Id, preview);
            }
        }

        for (var i = 0; i < requests.Count; i++)
        {
            // The key itself, written with the last order, marks the batch as complete.
            var request = i == requests.Count - 1 ? requests[i] with { Idempotency = origin.Key } : requests[i];
            switch (await orderService.Execute(request, ct))
            {
                case OrderCommandResult.Decided { Decision: Decision.Accepted accepted }:
                    removed.AddRange(GetRemoved(accepted));
                    break;
                case OrderCommandResult.Replayed replayed:
                    removed.AddRange(GetRemoved(replayed.First.Accepted));
                    break;
                // Another request removed the reservations.
                case OrderCommandResult.Decided { Decision: Decision.NoChange }:
                    break;
                case var other:
                    return new(((OrderKey.ById)request.OrderKey).Id, other);
            }
        }

        return null;
    }

    private static IEnumerable<(OrderId Order, EntityId Reservation)> GetRemoved(Decision.Accepted accepted) =>
        accepted.Events.OfType<OrderEvent.ReservationsRemoved>().SelectMany(e => e.Reservations)
            .Select(r => (accepted.After.Id, ReservationId.Create(r.Line, r.Facility)));

    private static OrderCommandRequest CreateRequest(
        BatchOrigin origin, OrderId order, IEnumerable<Reservation> reservations, bool reducesStock)
    {
        var action = new FulfillmentAction.RemoveReservations(reducesStock)
        {
            Reservations = [.. reservations.Select(r => new ReservationKey(r.Line, r.Facility))],
        };
        return new(
            origin.Caller,
            new OrderKey.ById(order),
            new OrderCommand.ChangeFulfillment(action, null, UnroutableBehavior.Accept),
            origin.Api,
            origin.GetKey(order));
    }
}
