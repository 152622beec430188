using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Webhook subscriptions and their event deliveries.
/// </summary>
public sealed class SubscriptionsClient
{
    private const string BasePath = "subscriptions";
    private const int MaxPageSize = 500;

    private readonly HttpTransport _httpTransport;

    internal SubscriptionsClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>Lists the subscriptions with the number of pending and dead-lettered events.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken ct = default) =>
        (await _httpTransport.SendAsync(ApiRequest.Get(BasePath), EmendJsonContext.Default.SubscriptionList, ct)).Subscriptions;

    /// <summary>Subscribes a receiver to events. It receives later events of all orders, the events of one order in sequence.</summary>
    /// <param name="subscription">The receiver and the events.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<Subscription> CreateAsync(NewSubscription subscription, CancellationToken ct = default) => _httpTransport.SendAsync(
        ApiRequest.WriteWithoutKey(HttpMethod.Post, BasePath).WithBody(subscription, EmendJsonContext.Default.NewSubscription),
        EmendJsonContext.Default.Subscription,
        ct);

    /// <summary>Deletes a subscription.</summary>
    /// <param name="id">The subscription id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task DeleteAsync(string id, CancellationToken ct = default) => _httpTransport.SendOptionalAsync(
        ApiRequest.WriteWithoutKey(HttpMethod.Delete, GetPath(id)), EmendJsonContext.Default.Subscription, ct);

    /// <summary>Lists event deliveries, newest first.</summary>
    /// <param name="id">The subscription id.</param>
    /// <param name="states">Returns only deliveries in these states. Default: all deliveries.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<EventDelivery> ListDeliveriesAsync(
        string id, IReadOnlyList<EventDeliveryState>? states = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? before = null;
        do
        {
            var page = await ListDeliveryPageAsync(id, states, before, MaxPageSize, ct);
            foreach (var delivery in page)
            {
                yield return delivery;
            }

            before = page.Count < MaxPageSize ? null : page[^1].Event;
        }
        while (before is not null);
    }

    /// <summary>Reads one page of event deliveries, newest first.</summary>
    /// <param name="id">The subscription id.</param>
    /// <param name="states">Returns only deliveries in these states. Default: all deliveries.</param>
    /// <param name="before">The id of the last event of the previous page.</param>
    /// <param name="size">The page size, at most 500.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<IReadOnlyList<EventDelivery>> ListDeliveryPageAsync(
        string id,
        IReadOnlyList<EventDeliveryState>? states = null,
        string? before = null,
        int? size = null,
        CancellationToken ct = default)
    {
        var request = ApiRequest.Get(GetPath(id) + "/deliveries")
            .WithQuery("state", states?.Select(s => s.Name)).WithQuery("before", before).WithQuery("size", size);
        return (await _httpTransport.SendAsync(request, EmendJsonContext.Default.EventDeliveryPage, ct)).Deliveries;
    }

    /// <summary>Delivers one event again, even if it was dead-lettered.</summary>
    /// <param name="id">The subscription id.</param>
    /// <param name="eventId">The event id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task ReplayAsync(string id, string eventId, CancellationToken ct = default) =>
        ReplayAsync(id, new ReplayRequest { Event = eventId }, ct);

    /// <summary>Delivers all events since a point in time again, in order.</summary>
    /// <param name="id">The subscription id.</param>
    /// <param name="from">The start time.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task ReplayAsync(string id, DateTimeOffset from, CancellationToken ct = default) =>
        ReplayAsync(id, new ReplayRequest { From = from }, ct);

    /// <summary>Reads the signing secret, in the format of Standard Webhooks.</summary>
    /// <param name="id">The subscription id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<string> GetSigningSecretAsync(string id, CancellationToken ct = default) =>
        (await _httpTransport.SendAsync(ApiRequest.Get(GetPath(id) + "/secret"), EmendJsonContext.Default.SigningSecret, ct)).Secret;

    /// <summary>Replaces the signing secret and returns the new one.</summary>
    /// <param name="id">The subscription id.</param>
    /// <param name="overlapMinutes">How long the old secret also signs, in minutes. Default: one day.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<string> RotateSigningSecretAsync(string id, int? overlapMinutes = null, CancellationToken ct = default)
    {
        var request = ApiRequest.WriteWithoutKey(HttpMethod.Post, GetPath(id) + "/secret/rotate")
            .WithBody(new(overlapMinutes), EmendJsonContext.Default.SecretRotation);
        return (await _httpTransport.SendAsync(request, EmendJsonContext.Default.SigningSecret, ct)).Secret;
    }

    private Task<SigningSecret?> ReplayAsync(string id, ReplayRequest request, CancellationToken ct) => _httpTransport.SendOptionalAsync(
        ApiRequest.WriteWithoutKey(HttpMethod.Post, GetPath(id) + "/replay").WithBody(request, EmendJsonContext.Default.ReplayRequest),
        EmendJsonContext.Default.SigningSecret,
        ct);

    private static string GetPath(string id) => $"{BasePath}/{ApiRequest.EscapeSegment(id)}";
}
