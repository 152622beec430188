using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Asks carriers for the labels that were requested, after that was committed, until they answer. Asked again after a crash the carrier
/// knows the key; a label is kept before the order hears of it, and handed out only where the order names it.
/// </summary>
internal sealed class LabelRequestHandler(IOrderStore orders, LabelRequestBuilder requests, ILabelStore labels, SystemCommandRunner systemCommandRunner, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAtMost = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(1);

    // A carrier that is slow must not hold up what else is due.
    private readonly SemaphoreSlim hands = new(2);

    public void Dispose() => hands.Dispose();

    /// <summary>When it is due again; null where every label is answered for.</summary>
    public async Task<TimeSpan?> Ask(WorkItemClaim workItemClaim, CancellationToken ct)
    {
        if (!await hands.WaitAsync(0, ct))
        {
            return Min;
        }

        try
        {
            return await AskAll(workItemClaim, ct);
        }
        finally
        {
            hands.Release();
        }
    }

    private async Task<TimeSpan?> AskAll(WorkItemClaim workItemClaim, CancellationToken ct)
    {
        if ((await orders.Load(workItemClaim.Tenant, new OrderKey.ById(workItemClaim.Order), null, ct)).Order is not { } order)
        {
            return null;
        }

        TimeSpan? again = null;
        foreach (var shipment in order.Shipments)
        {
            foreach (var parcel in shipment.Parcels.Where(p => p.Status is ParcelStatus.Processing))
            {
                again = await Ask(workItemClaim.Tenant, order, shipment, parcel, ct) ?? again;
            }
        }

        return again;
    }

    private async Task<TimeSpan?> Ask(TenantId tenant, Order order, Shipment shipment, Parcel parcel, CancellationToken ct)
    {
        var asked = parcel.LabelRequested!.Value;
        LabelAction action;
        switch (await requests.Answer(tenant, order, shipment, parcel, ct))
        {
            case CarrierResponse.LabelCreated made:
                await labels.Keep(tenant, order.Id, asked, made.Label, ct);
                action = new LabelAction.Created(asked, made.Tracking);
                break;
            case CarrierResponse.LabelRejected refused:
                action = new LabelAction.Failed(asked, refused.Reason);
                break;
            default:
                var waited = clock.GetUtcNow() - asked;
                if (waited < GiveUpAfter)
                {
                    return waited < Min ? Min : waited < RetryAtMost ? waited : RetryAtMost;
                }

                action = new LabelAction.Failed(asked, "carrierNotReached");
                break;
        }

        await systemCommandRunner.Run(tenant, order.Id, new OrderCommand.UpdateLabel(parcel.Id, action, null), ct);
        return null;
    }
}
