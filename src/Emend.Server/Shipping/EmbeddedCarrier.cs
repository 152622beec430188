using System.Security.Cryptography;
using System.Text;

namespace Emend.Server.Shipping;

/// <summary>Simulated behavior of the embedded carrier, for tests.</summary>
/// <param name="ResponseDelay">Response delay.</param>
/// <param name="RejectReason">Reason for rejecting all requests; null to accept them.</param>
/// <param name="IsUnavailable">Whether the carrier is unavailable.</param>
internal sealed record EmbeddedCarrierOptions(TimeSpan ResponseDelay, string? RejectReason, bool IsUnavailable)
{
    public static readonly EmbeddedCarrierOptions Default = new(TimeSpan.Zero, null, false);
}

/// <summary>
/// Built-in carrier that creates labels for all carriers without shipping anything. The tracking number depends only on the idempotency key
/// of the request, so a repeated request returns the same number.
/// </summary>
internal sealed class EmbeddedCarrier(EmbeddedCarrierOptions options, TimeProvider clock) : ICarrierGateway
{
    private const int TrackingDigits = 16;

    public async Task<CarrierResponse> RequestLabel(LabelRequest request, CancellationToken ct)
    {
        if (options.ResponseDelay > TimeSpan.Zero)
        {
            await Task.Delay(options.ResponseDelay, clock, ct);
        }

        if (options.IsUnavailable)
        {
            throw new HttpRequestException("The embedded carrier is configured as unavailable.");
        }

        if (options.RejectReason is { } reason)
        {
            return new CarrierResponse.LabelRejected(reason);
        }

        var tracking = $"EM{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request.Key)))[..TrackingDigits]}";
        return new CarrierResponse.LabelCreated(
            tracking,
            new(LabelZpl.Render(request, tracking), LabelPage.Render(request, tracking), LabelPdf.Render(request, tracking)));
    }
}
