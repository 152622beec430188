using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Waiting;

/// <summary>
/// Asks carriers for the labels that were requested, after that was committed, until they answer. Asked again after a crash the carrier
/// knows the key; a label is kept before the order hears of it, and handed out only where the order names it.
/// </summary>
internal sealed class Labels(IOrderStore orders, LabelRequests requests, ILabelStore labels, Attempts attempts, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAtMost = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(1);

    // A carrier that is slow must not hold up what else is due.
    private readonly SemaphoreSlim hands = new(2);

    public void Dispose() => hands.Dispose();

    /// <summary>When it is due again; null where every label is answered for.</summary>
    public async Task<TimeSpan?> Ask(Claim claim, CancellationToken ct)
    {
        if (!await hands.WaitAsync(0, ct))
        {
            return Shortest;
        }

        try
        {
            return await AskAll(claim, ct);
        }
        finally
        {
            hands.Release();
        }
    }

    private async Task<TimeSpan?> AskAll(Claim claim, CancellationToken ct)
    {
        if ((await orders.Load(claim.Tenant, new OrderKey.ById(claim.Order), null, ct)).Order is not { } order)
        {
            return null;
        }

        TimeSpan? again = null;
        foreach (var shipment in order.Shipments)
        {
            foreach (var parcel in shipment.Parcels.Where(p => p.Status is ParcelStatus.Processing))
            {
                again = await Ask(claim.Tenant, order, shipment, parcel, ct) ?? again;
            }
        }

        return again;
    }

    private async Task<TimeSpan?> Ask(TenantId tenant, Order order, Shipment shipment, Parcel parcel, CancellationToken ct)
    {
        var asked = parcel.LabelRequested!.Value;
        LabelStep step;
        switch (await requests.Answer(tenant, order, shipment, parcel, ct))
        {
            case CarrierAnswer.Made made:
                await labels.Keep(tenant, order.Id, asked, made.Label, ct);
                step = new LabelStep.Made(asked, made.Tracking);
                break;
            case CarrierAnswer.Refused refused:
                step = new LabelStep.Failed(asked, refused.Reason);
                break;
            default:
                var waited = clock.GetUtcNow() - asked;
                if (waited < GiveUpAfter)
                {
                    return waited < Shortest ? Shortest : waited < RetryAtMost ? waited : RetryAtMost;
                }

                step = new LabelStep.Failed(asked, "carrierNotReached");
                break;
        }

        await attempts.Try(tenant, order.Id, new OrderCommand.Label(parcel.Id, step, null), ct);
        return null;
    }
}
