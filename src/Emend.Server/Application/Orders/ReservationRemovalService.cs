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
internal sealed class ReservationRemovalService(OrderService orderService, IIdempotencyKeyStore idempotencyKeys)
{
    /// <summary>Returns the result of an earlier request with the same idempotency key; null if there is none.</summary>
    public async Task<ReservationRemovalResult?> FindFirst(BatchOrigin origin, bool reducesStock, CancellationToken ct)
    {
        if (origin.Key is not { } key || await idempotencyKeys.ListBatch(origin.Caller.Tenant, key, ct) is not { Count: > 0 } records)
        {
            return null;
        }

        return records.FirstOrDefault(r => r.Request != key.Request) is { } other
            ? new ReservationRemovalResult.Failed(other.Order, new OrderCommandResult.IdempotencyKeyReused())
            : await Execute(records.Select(r => CreateRequest(origin, r.Order, [], reducesStock)), ct);
    }

    public async Task<ReservationRemovalResult> Remove(
        BatchOrigin origin, IReadOnlyList<Reservation> reservations, bool reducesStock, CancellationToken ct)
    {
        var requests = reservations.GroupBy(r => r.Order).OrderBy(o => o.Key.Value, StringComparer.Ordinal)
            .Select(o => CreateRequest(origin, o.Key, o, reducesStock)).ToList();
        // A single command is all or nothing by itself.
        foreach (var request in requests.Count == 1 ? [] : requests)
        {
            var preview = await orderService.Preview(request, ct);
            if (preview is not OrderCommandResult.Decided { Decision: Decision.Accepted or Decision.NoChange })
            {
                return new ReservationRemovalResult.Failed(((OrderKey.ById)request.OrderKey).Id, preview);
            }
        }

        return await Execute(requests, ct);
    }

    private async Task<ReservationRemovalResult> Execute(IEnumerable<OrderCommandRequest> requests, CancellationToken ct)
    {
        var removed = new List<EntityId>();
        foreach (var request in requests)
        {
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
                    return new ReservationRemovalResult.Failed(((OrderKey.ById)request.OrderKey).Id, other);
            }
        }

        return new ReservationRemovalResult.Removed(removed);
    }

    private static IEnumerable<EntityId> GetRemoved(Decision.Accepted accepted) =>
        accepted.Events.OfType<OrderEvent.ReservationsRemoved>().SelectMany(e => e.Reservations)
            .Select(r => ReservationId.Create(r.Line, r.Facility));

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
            origin.Policy,
            origin.GetKey(order));
    }
}
