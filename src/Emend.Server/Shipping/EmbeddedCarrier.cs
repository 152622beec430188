using System.Security.Cryptography;
using System.Text;
using Emend.Server.Application;

namespace Emend.Server.Shipping;

/// <summary>How the embedded carrier behaves, so that what depends on it can be tried out.</summary>
/// <param name="Delay">How long it takes for an answer.</param>
/// <param name="Refuses">What it refuses everything with; null where it does not.</param>
/// <param name="Away">Whether it can't be reached.</param>
internal sealed record EmbeddedCarrierOptions(TimeSpan Delay, string? Refuses, bool Away)
{
    public static readonly EmbeddedCarrierOptions Default = new(TimeSpan.Zero, null, false);
}

/// <summary>
/// A carrier within the product: it drives nowhere, and makes real labels for every carrier there is. What it answers follows from the
/// request's key alone, so that who asks twice gets the same tracking number.
/// </summary>
internal sealed class EmbeddedCarrier(EmbeddedCarrierOptions options, TimeProvider clock) : ICarrierGateway
{
    private const int LettersOfANumber = 16;

    public async Task<CarrierResponse> Label(LabelRequest order, CancellationToken ct)
    {
        if (options.Delay > TimeSpan.Zero)
        {
            await Task.Delay(options.Delay, clock, ct);
        }

        if (options.Away)
        {
            throw new HttpRequestException("The embedded carrier is away, as it was told.");
        }

        if (options.Refuses is { } reason)
        {
            return new CarrierResponse.LabelRejected(reason);
        }

        var tracking = $"EM{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(order.Key)))[..LettersOfANumber]}";
        return new CarrierResponse.LabelCreated(tracking, new(LabelZpl.Of(order, tracking), LabelPage.Of(order, tracking)));
    }
}
