using System.Globalization;
using System.Net.Http.Headers;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Messaging;

/// <summary>Sends events to the callback URLs of webhook subscriptions.</summary>
internal sealed class WebhookTransport(WebhookHttpClient webhookHttpClient, TimeProvider clock) : IMessageTransport
{
    /// <summary>Header that tells a receiver that an earlier event of the order is dead-lettered.</summary>
    public const string GapHeader = "emend-gap-before";

    /// <summary>Header with the number of the event in its order.</summary>
    public const string SequenceHeader = "emend-sequence";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private static readonly MediaTypeHeaderValue CloudEvent = new(CloudEventWriter.MediaType);

    public async Task<DeliveryResponse> Deliver(Subscription subscription, OutboundMessage outboundMessage, CancellationToken stoppingToken)
    {
        try
        {
            using var request = CreateRequest(subscription, outboundMessage);
            var status = await webhookHttpClient.Send(request, stoppingToken);
            return new(status, status is >= 200 and < 300 ? "" : $"the receiver returned status {status}");
        }
        catch (HttpRequestException failure)
        {
            return new(0, failure.InnerException is ForbiddenTargetException
                ? "the target is in a private network"
                : $"the request failed: {failure.HttpRequestError}");
        }
    }

    private HttpRequestMessage CreateRequest(Subscription subscription, OutboundMessage outboundMessage)
    {
        var body = outboundMessage.IsCloudEvent ? CloudEventWriter.Write(subscription.Tenant, outboundMessage) : outboundMessage.Body;
        var now = clock.GetUtcNow();
        var seconds = now.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, subscription.Callback) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = outboundMessage.IsCloudEvent ? CloudEvent : Json;
        foreach (var header in subscription.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        request.Headers.Add(WebhookSignature.Id, outboundMessage.Id);
        request.Headers.Add(WebhookSignature.Time, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookSignature.Header, WebhookSignature.Create(outboundMessage.Id, seconds, body, subscription.Secrets.ActiveAt(now)));
        request.Headers.Add(SequenceHeader, outboundMessage.Event.Sequence.ToString(CultureInfo.InvariantCulture));
        if (outboundMessage.HasGap)
        {
            request.Headers.Add(GapHeader, "true");
        }

        return request;
    }
}
