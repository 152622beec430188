using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Outbox;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Common;

namespace Emend.Server.BackgroundWork;

/// <summary>Sends an effect with the handler of its kind.</summary>
internal sealed class EffectSender(LabelRequestHandler labelRequestHandler, ILogger<EffectSender> log)
{
    /// <summary>Sends an effect that its order waits for.</summary>
    public async Task<EffectResponse> Send(TenantId tenant, Order order, OutboxEntry entry, CancellationToken ct)
    {
        try
        {
            return entry.Effect switch
            {
                ExternalEffect.RequestLabel label => await labelRequestHandler.Send(tenant, order, entry, label, ct),
                _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Kind, "The kind of effect has no handler."),
            };
        }
        catch (Exception failure) when (failure is not (DatabaseUnavailableException or ClaimLostException) && !ct.IsCancellationRequested)
        {
            // A failure of the handler must not block the order's later effects without an end.
            log.LogError(failure, "Effect {Kind} {Id} of order {Order} failed.", entry.Kind, entry.Id, order.Id);
            return new EffectResponse.NotReached("handlerFailed");
        }
    }

    /// <summary>The command that tells the order that an effect is given up; null if there is none.</summary>
    public static OrderCommand? GiveUp(ExternalEffect effect) =>
        effect is ExternalEffect.RequestLabel label ? LabelRequestHandler.GiveUp(label) : null;
}
