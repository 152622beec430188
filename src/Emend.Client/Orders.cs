using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Orders. Every write carries an idempotency key: one of yours, or one made for the call. However often it is sent, it is done once.
/// </summary>
public sealed partial class Orders
{
    private readonly Transport transport;

    internal Orders(Transport transport) => this.transport = transport;

    /// <summary>Places an order: it is routed at once, and its stock reserved.</summary>
    /// <param name="order">The order.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Order> Place(NewOrder order, string? key = null, CancellationToken ct = default) =>
        transport.Send(Call.Once(HttpMethod.Post, "orders", key).With(order, Wire.Default.NewOrder), Wire.Default.Order, ct);

    /// <summary>Reads an order as it is, or as it was: <c>Get(id, 3)</c>, <c>Get(id, yesterday)</c>.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="asOf">A revision or a moment; now where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Order> Get(string id, AsOf asOf = default, CancellationToken ct = default) =>
        transport.Send(Call.Get(PathOf(id)).Asking("revision", "at", asOf), Wire.Default.Order, ct);

    /// <summary>Reads an order where it is in another revision than the one you have; null where it is not.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="revision">The revision you have.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Order?> GetIfChanged(string id, long revision, CancellationToken ct = default) =>
        transport.Ask(Call.Get(PathOf(id)).Unless(revision), Wire.Default.Order, ct);

    /// <summary>Compares two states of an order field by field.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="from">The earlier revision or moment.</param>
    /// <param name="to">The later one; as it is now where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OrderDiff> Diff(string id, AsOf from, AsOf to = default, CancellationToken ct = default) =>
        transport.Send(
            Call.Get(PathOf(id) + "/diff").Asking("from", "fromTime", from).Asking("to", "toTime", to), Wire.Default.OrderDiff, ct);

    /// <summary>Tells what may be done with an order now, every row that forbids the rest, and what each action brings with it.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="policy">Another policy than the one that would decide, to read only.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OrderActions> Actions(string id, string? policy = null, CancellationToken ct = default) =>
        transport.Send(Call.Get(PathOf(id) + "/actions").Asking("policy", policy), Wire.Default.OrderActions, ct);

    /// <summary>Tells what a modification would do, and every row that would refuse it. Nothing is written.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="modification">The changes.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Outcome> Preview(string id, Modification modification, CancellationToken ct = default) =>
        transport.Send(
            Call.Preview(PathOf(id) + "/modifications/preview").With(modification, Wire.Default.Modification), Wire.Default.Outcome, ct);

    /// <summary>Modifies an order: all changes are done, or none.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="modification">The changes.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RefusedException">Rows do not hold.</exception>
    /// <exception cref="StaleException">The order is in another revision than the one named.</exception>
    /// <exception cref="ConflictException">Rebase was allowed, and somebody else changed the same.</exception>
    public Task<Outcome> Modify(string id, Modification modification, string? key = null, CancellationToken ct = default) =>
        transport.Send(
            Call.Once(HttpMethod.Post, PathOf(id) + "/modifications", key).With(modification, Wire.Default.Modification),
            Wire.Default.Outcome,
            ct);

    /// <summary>Goes through what was done to an order, the newest first.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="all">Whether work on the order is told too, and not only its modifications.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<HistoryEntry> History(
        string id, bool all = false, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? before = null;
        do
        {
            var page = await HistoryPage(id, before, null, all, ct);
            foreach (var entry in page.Entries) yield return entry;
            before = page.Next;
        }
        while (before is not null);
    }

    /// <summary>Reads one page of what was done to an order, the newest first.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="before">Only what happened before this revision: the next of the page before.</param>
    /// <param name="size">How many entries, up to 100.</param>
    /// <param name="all">Whether work on the order is told too, and not only its modifications.</param>
    /// <param name="ct">Gives up.</param>
    public Task<HistoryPage> HistoryPage(
        string id, long? before = null, int? size = null, bool all = false, CancellationToken ct = default) =>
        transport.Send(
            Call.Get(PathOf(id) + "/modifications").Asking("before", before).Asking("size", size).Asking("all", all ? "true" : null),
            Wire.Default.HistoryPage,
            ct);

    /// <summary>Reads what was done at a revision.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="ct">Gives up.</param>
    public Task<HistoryEntry> HistoryAt(string id, long revision, CancellationToken ct = default) =>
        transport.Send(Call.Get($"{PathOf(id)}/modifications/{revision}"), Wire.Default.HistoryEntry, ct);

    /// <summary>Tells what taking a modification back would do. Nothing is written.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="revision">The revision it made.</param>
    /// <param name="how">How to deal with what stands in the way.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Outcome> PreviewUndo(string id, long revision, Undo? how = null, CancellationToken ct = default) =>
        transport.Send(
            Call.Preview($"{PathOf(id)}/modifications/{revision}/undo/preview").With(how ?? new(), Wire.Default.Undo),
            Wire.Default.Outcome,
            ct);

    /// <summary>Takes a modification back by a new one, under today's rules, as far as that can be.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="revision">The revision it made.</param>
    /// <param name="how">How to deal with what stands in the way.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Outcome> Undo(string id, long revision, Undo? how = null, string? key = null, CancellationToken ct = default) =>
        transport.Send(
            Call.Once(HttpMethod.Post, $"{PathOf(id)}/modifications/{revision}/undo", key).With(how ?? new(), Wire.Default.Undo),
            Wire.Default.Outcome,
            ct);

    private static string PathOf(string id) => "orders/" + Call.Part(id);
}
