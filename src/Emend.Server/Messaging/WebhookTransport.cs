using System.Globalization;
using System.Net.Http.Headers;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Messaging;

/// <summary>Calls those who subscribed at their address.</summary>
internal sealed class WebhookTransport(IEventPayloadWriter bodies, WebhookHttpClient webhookHttpClient, TimeProvider clock) : IMessageTransport
{
    /// <summary>Tells a receiver that an earlier event of the order is parked.</summary>
    public const string Missed = "emend-missed-before";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<DeliveryResponse> Deliver(Subscription subscription, OutboundMessage outboundMessage, CancellationToken stop)
    {
        try
        {
            using var request = Request(subscription, outboundMessage, bodies.Body(outboundMessage.Told, outboundMessage.Id));
            var status = await webhookHttpClient.Call(request, stop);
            return new(status, status is >= 200 and < 300 ? "" : $"it answered {status}");
        }
        catch (HttpRequestException failure)
        {
            return new(0, failure.InnerException is ForbiddenTargetException
                ? "it is in a private network"
                : $"it could not be called: {failure.HttpRequestError}");
        }
    }

    private HttpRequestMessage Request(Subscription subscription, OutboundMessage outboundMessage, byte[] body)
    {
        var now = clock.GetUtcNow();
        var seconds = now.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, subscription.Callback) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        foreach (var header in subscription.Headers) request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        request.Headers.Add(WebhookSignature.Id, outboundMessage.Id);
        request.Headers.Add(WebhookSignature.Time, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(outboundMessage.Id, seconds, body, subscription.Secrets.At(now)));
        if (outboundMessage.Missed) request.Headers.Add(Missed, "true");
        return request;
    }
}
