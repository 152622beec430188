using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Outbox;
using Emend.Server.Shipping;

namespace Emend.Server.BackgroundWork;

/// <summary>
/// Sends label requests to carriers. A repeated request has the same idempotency key. The label is stored before the order is updated, and
/// returned only if the order refers to it.
/// </summary>
internal sealed class LabelRequestHandler(
    LabelRequestBuilder requests, ICarrierGateway carrierGateway, ILabelStore labels, TimeProvider clock,
    ILogger<LabelRequestHandler> log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task<EffectResponse> Send(
        TenantId tenant, Order order, OutboxEntry entry, ExternalEffect.RequestLabel effect, CancellationToken ct)
    {
        var request = await requests.Create(tenant, order, entry.Id, effect, ct);
        var response = request is null ? new CarrierResponse.LabelRejected("noAddress") : await Send(request, ct);
        switch (response)
        {
            case CarrierResponse.LabelCreated created:
                await labels.Add(tenant, order.Id, effect.RequestedAt, created.Label, ct);
                return Answer(effect, new LabelAction.Created(effect.RequestedAt, created.Tracking));
            case CarrierResponse.LabelRejected rejected:
                return Answer(effect, new LabelAction.Failed(effect.RequestedAt, rejected.Reason));
            default:
                return new EffectResponse.NotReached(LabelAction.Failed.CarrierNotReached);
        }
    }

    /// <summary>The command of a request that is given up without a response.</summary>
    public static OrderCommand GiveUp(ExternalEffect.RequestLabel effect) => new OrderCommand.UpdateLabel(
        effect.Parcel, new LabelAction.Failed(effect.RequestedAt, LabelAction.Failed.CarrierNotReached), null);

    private static EffectResponse.Answered Answer(ExternalEffect.RequestLabel effect, LabelAction action) =>
        new(new OrderCommand.UpdateLabel(effect.Parcel, action, null));

    /// <summary>The response of the carrier; null if it is unreachable or too slow.</summary>
    private async Task<CarrierResponse?> Send(LabelRequest request, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await carrierGateway.RequestLabel(request, end.Token);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // unavailable or too slow: the request is repeated
        {
            // The message of an exception can contain the address.
            log.LogWarning(
                "Carrier {Carrier} did not respond to label request {Key}: {Failure}.", request.Carrier, request.Key,
                failure.GetType().Name);
            return null;
        }
    }
}
