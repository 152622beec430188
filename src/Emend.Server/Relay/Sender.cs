using System.Globalization;
using System.Net.Http.Headers;
using Emend.Server.Desk.Events;
using Emend.Server.Http;

namespace Emend.Server.Relay;

/// <summary>Sends one event to one receiver and tells how that went. Never throws but where the node stops.</summary>
internal sealed class Sender(
    EventReader reader, EventCursors cursors, IEventBodies bodies, Calls calls, TimeProvider clock)
{
    /// <summary>Tells a receiver that an earlier event of the order is parked.</summary>
    public const string Missed = "emend-missed-before";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public async Task<Receipt> Send(Subscription subscription, Errand errand, CancellationToken stop)
    {
        try
        {
            errand.Told ??= await reader.At(subscription.Tenant, errand.Delivery.Position, errand.Delivery.Order, stop);
            if (errand.Told is not { } told) return new(0, "the event is in the journal no longer");
            var id = (await cursors.Of(subscription.Tenant, stop)).Write(told.Position);
            using var request = Request(subscription, id, bodies.Body(told, id), errand.Delivery.Missed);
            var status = await calls.Call(request, stop);
            return new(status, status is >= 200 and < 300 ? "" : $"it answered {status}");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new(0, "the node stopped");
        }
        catch (OperationCanceledException)
        {
            return new(0, "it did not answer in time");
        }
        catch (HttpRequestException failure)
        {
            return new(0, failure.InnerException is ForbiddenTargetException
                ? "it is in a private network"
                : $"it could not be called: {failure.HttpRequestError}");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException) // one event must not end all
        {
            return new(0, $"it could not be sent: {failure.GetType().Name}");
        }
    }

    private HttpRequestMessage Request(Subscription subscription, string id, byte[] body, bool missed)
    {
        var now = clock.GetUtcNow();
        var seconds = now.ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, subscription.Callback) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        foreach (var header in subscription.Headers) request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        request.Headers.Add(Signature.Id, id);
        request.Headers.Add(Signature.Time, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(Signature.Header, Signature.Of(id, seconds, body, subscription.Secrets.At(now)));
        if (missed) request.Headers.Add(Missed, "true");
        return request;
    }
}
