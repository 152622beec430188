using System.Globalization;
using System.Net.Http.Headers;
using Emend.Server.Desk.Events;
using Emend.Server.Http;

namespace Emend.Server.Relay;

/// <summary>Calls those who subscribed at their address.</summary>
internal sealed class Webhooks(IEventBodies bodies, Calls calls, TimeProvider clock) : IDestination
{
    /// <summary>Tells a receiver that an earlier event of the order is parked.</summary>
    public const string Missed = "emend-missed-before";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<Receipt> Deliver(Subscription subscription, Message message, CancellationToken stop)
    {
        try
        {
            using var request = Request(subscription, message, bodies.Body(message.Told, message.Id));
            var status = await calls.Call(request, stop);
            return new(status, status is >= 200 and < 300 ? "" : $"it answered {status}");
        }
        catch (HttpRequestException failure)
        {
            return new(0, failure.InnerException is ForbiddenTargetException
                ? "it is in a private network"
                : $"it could not be called: {failure.HttpRequestError}");
        }
    }

    private HttpRequestMessage Request(Subscription subscription, Message message, byte[] body)
    {
        var now = clock.GetUtcNow();
        var seconds = now.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, subscription.Callback) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        foreach (var header in subscription.Headers) request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        request.Headers.Add(Signature.Id, message.Id);
        request.Headers.Add(Signature.Time, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(Signature.Header, Signature.Of(message.Id, seconds, body, subscription.Secrets.At(now)));
        if (message.Missed) request.Headers.Add(Missed, "true");
        return request;
    }
}
