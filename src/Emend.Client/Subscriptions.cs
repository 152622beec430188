using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Who is called when something happens, and what became of the calls. Subscriptions are made and ended where their face has them.
/// </summary>
public sealed class Subscriptions
{
    private const string All = "subscriptions";
    private const int Most = 500;

    private readonly Transport transport;

    internal Subscriptions(Transport transport) => this.transport = transport;

    /// <summary>Lists them, each with how much is open.</summary>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<Subscription>> List(CancellationToken ct = default) =>
        (await transport.Send(Call.Get(All), Wire.Default.SubscriptionList, ct)).Subscriptions;

    /// <summary>Goes through what became of events, the newest first.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="states">Only those that stand there; all where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<EventDelivery> Deliveries(
        string id, IReadOnlyList<DeliveryState>? states = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? before = null;
        do
        {
            var page = await DeliveryPage(id, states, before, Most, ct);
            foreach (var delivery in page) yield return delivery;
            before = page.Count < Most ? null : page[^1].Event;
        }
        while (before is not null);
    }

    /// <summary>Reads one page of what became of events.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="states">Only those that stand there; all where nothing is said.</param>
    /// <param name="before">The id of the last event of the page before.</param>
    /// <param name="size">How many, up to 500.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<EventDelivery>> DeliveryPage(
        string id,
        IReadOnlyList<DeliveryState>? states = null,
        string? before = null,
        int? size = null,
        CancellationToken ct = default)
    {
        var call = Call.Get(PathOf(id) + "/deliveries").Asking("state", states?.Select(s => s.Name))
            .Asking("before", before).Asking("size", size);
        return (await transport.Send(call, Wire.Default.DeliveryPage, ct)).Deliveries;
    }

    /// <summary>Has one event delivered again, also one that was given up.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="eventId">The id of the event.</param>
    /// <param name="ct">Gives up.</param>
    public Task Replay(string id, string eventId, CancellationToken ct = default) => Replay(id, new Replay { Event = eventId }, ct);

    /// <summary>Has everything since then delivered again, in order.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="from">Since when.</param>
    /// <param name="ct">Gives up.</param>
    public Task Replay(string id, DateTimeOffset from, CancellationToken ct = default) => Replay(id, new Replay { From = from }, ct);

    /// <summary>Reads what calls are signed with, as Standard Webhooks writes it.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string> Secret(string id, CancellationToken ct = default) =>
        (await transport.Send(Call.Get(PathOf(id) + "/secret"), Wire.Default.SigningSecret, ct)).Secret;

    /// <summary>Has calls signed with another secret; the new one is answered.</summary>
    /// <param name="id">The id of the subscription.</param>
    /// <param name="overlapMinutes">How long the secret so far signs along; a day where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string> RotateSecret(string id, int? overlapMinutes = null, CancellationToken ct = default)
    {
        var call = Call.Write(HttpMethod.Post, PathOf(id) + "/secret/rotate").With(new(overlapMinutes), Wire.Default.SecretRotation);
        return (await transport.Send(call, Wire.Default.SigningSecret, ct)).Secret;
    }

    private Task<SigningSecret?> Replay(string id, Replay what, CancellationToken ct) => transport.Ask(
        Call.Write(HttpMethod.Post, PathOf(id) + "/replay").With(what, Wire.Default.Replay), Wire.Default.SigningSecret, ct);

    private static string PathOf(string id) => $"{All}/{Call.Part(id)}";
}
