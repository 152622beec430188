using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Who is called when something happens, and what became of the calls. Subscriptions are made and ended where their face has them.
/// </summary>
public sealed class SubscriptionsClient
{
    private const string All = "subscriptions";
    private const int Max = 500;

    private readonly HttpTransport httpTransport;

    internal SubscriptionsClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>Lists them, each with how much is open.</summary>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken ct = default) =>
        (await httpTransport.SendAsync(ApiRequest.Get(All), EmendJsonContext.Default.SubscriptionList, ct)).Subscriptions;

    /// <summary>Goes through what became of events, the newest first.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="states">Only those that stand there; all where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<EventDelivery> DeliveriesAsync(
        string id, IReadOnlyList<EventDeliveryState>? states = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? before = null;
        do
        {
            var page = await DeliveryPageAsync(id, states, before, Max, ct);
            foreach (var delivery in page) yield return delivery;
            before = page.Count < Max ? null : page[^1].Event;
        }
        while (before is not null);
    }

    /// <summary>Reads one page of what became of events.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="states">Only those that stand there; all where nothing is said.</param>
    /// <param name="before">The id of the last event of the page before.</param>
    /// <param name="size">How many, up to 500.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<EventDelivery>> DeliveryPageAsync(
        string id,
        IReadOnlyList<EventDeliveryState>? states = null,
        string? before = null,
        int? size = null,
        CancellationToken ct = default)
    {
        var call = ApiRequest.Get(PathOf(id) + "/deliveries").Asking("state", states?.Select(s => s.Name))
            .Asking("before", before).Asking("size", size);
        return (await httpTransport.SendAsync(call, EmendJsonContext.Default.EventDeliveryPage, ct)).Deliveries;
    }

    /// <summary>Has one event delivered again, also one that was given up.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="eventId">The id of the event.</param>
    /// <param name="ct">Gives up.</param>
    public Task ReplayAsync(string id, string eventId, CancellationToken ct = default) => ReplayAsync(id, new ReplayRequest { Event = eventId }, ct);

    /// <summary>Has everything since then delivered again, in order.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="from">Since when.</param>
    /// <param name="ct">Gives up.</param>
    public Task ReplayAsync(string id, DateTimeOffset from, CancellationToken ct = default) => ReplayAsync(id, new ReplayRequest { From = from }, ct);

    /// <summary>Reads what calls are signed with, as Standard Webhooks writes it.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string> SecretAsync(string id, CancellationToken ct = default) =>
        (await httpTransport.SendAsync(ApiRequest.Get(PathOf(id) + "/secret"), EmendJsonContext.Default.SigningSecret, ct)).Secret;

    /// <summary>Has calls signed with another secret; the new one is answered.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="overlapMinutes">How long the secret so far signs along; a day where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string> RotateSecretAsync(string id, int? overlapMinutes = null, CancellationToken ct = default)
    {
        var call = ApiRequest.Write(HttpMethod.Post, PathOf(id) + "/secret/rotate").With(new(overlapMinutes), EmendJsonContext.Default.SecretRotation);
        return (await httpTransport.SendAsync(call, EmendJsonContext.Default.SigningSecret, ct)).Secret;
    }

    private Task<SigningSecret?> ReplayAsync(string id, ReplayRequest what, CancellationToken ct) => httpTransport.AskAsync(
        ApiRequest.Write(HttpMethod.Post, PathOf(id) + "/replay").With(what, EmendJsonContext.Default.ReplayRequest), EmendJsonContext.Default.SigningSecret, ct);

    private static string PathOf(string id) => $"{All}/{ApiRequest.Part(id)}";
}
