using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Shipping;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Requests labels from carriers after the order's transaction and retries until the carrier responds. A repeated request has the same
/// idempotency key. The label is stored before the order is updated, and returned only if the order refers to it.
/// </summary>
internal sealed class LabelRequestHandler(
    IOrderStore orders, LabelRequestBuilder requests, ILabelStore labels, SystemCommandRunner systemCommandRunner, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan MinRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(1);

    // A slow carrier must not block other work items.
    private readonly SemaphoreSlim _slots = new(2);

    public void Dispose() => _slots.Dispose();

    /// <summary>Delay of the next attempt; null if the carrier responded for every label.</summary>
    public async Task<TimeSpan?> Process(WorkItemClaim claim, CancellationToken ct)
    {
        if (!await _slots.WaitAsync(0, ct))
        {
            return MinRetryDelay;
        }

        try
        {
            return await RequestAll(claim, ct);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<TimeSpan?> RequestAll(WorkItemClaim claim, CancellationToken ct)
    {
        if ((await orders.Load(claim.Tenant, new OrderKey.ById(claim.Order), null, ct)).Order is not { } order)
        {
            return null;
        }

        TimeSpan? retryAfter = null;
        foreach (var shipment in order.Shipments)
        {
            foreach (var parcel in shipment.Parcels.Where(p => p.Status is ParcelStatus.Processing))
            {
                retryAfter = await Request(claim, order, shipment, parcel, ct) ?? retryAfter;
            }
        }

        return retryAfter;
    }

    private async Task<TimeSpan?> Request(WorkItemClaim claim, Order order, Shipment shipment, Parcel parcel, CancellationToken ct)
    {
        var requestedAt = parcel.LabelRequested!.Value;
        LabelAction action;
        switch (await requests.RequestLabel(claim.Tenant, order, shipment, parcel, ct))
        {
            case CarrierResponse.LabelCreated created:
                await labels.Add(claim.Tenant, order.Id, requestedAt, created.Label, ct);
                action = new LabelAction.Created(requestedAt, created.Tracking);
                break;
            case CarrierResponse.LabelRejected rejected:
                action = new LabelAction.Failed(requestedAt, rejected.Reason);
                break;
            default:
                var elapsed = clock.GetUtcNow() - requestedAt;
                if (elapsed < GiveUpAfter)
                {
                    return elapsed < MinRetryDelay ? MinRetryDelay : elapsed < MaxRetryDelay ? elapsed : MaxRetryDelay;
                }

                action = new LabelAction.Failed(requestedAt, "carrierNotReached");
                break;
        }

        await systemCommandRunner.Run(claim, order.Id, new OrderCommand.UpdateLabel(parcel.Id, action, null), ct);
        return null;
    }
}
