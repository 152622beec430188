using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Orders. Every write carries an idempotency key: one of yours, or one made for the call. However often it is sent, it is done once.
/// </summary>
public sealed partial class OrdersClient
{
    private readonly HttpTransport httpTransport;

    internal OrdersClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>Places an order: it is routed at once, and its stock reserved.</summary>
    /// <param name="order">The order.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Order> PlaceAsync(NewOrder order, string? key = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Once(HttpMethod.Post, "orders", key).With(order, EmendJsonContext.Default.NewOrder), EmendJsonContext.Default.Order, ct);

    /// <summary>Reads an order as it is, or as it was: <c>Get(id, 3)</c>, <c>Get(id, yesterday)</c>.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="asOf">A revision or a moment; now where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Order> GetAsync(string id, AsOf asOf = default, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get(PathOf(id)).Asking("revision", "at", asOf), EmendJsonContext.Default.Order, ct);

    /// <summary>Reads an order where it is in another revision than the one you have; null where it is not.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="revision">The revision you have.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Order?> GetIfChangedAsync(string id, long revision, CancellationToken ct = default) =>
        httpTransport.AskAsync(ApiRequest.Get(PathOf(id)).Unless(revision), EmendJsonContext.Default.Order, ct);

    /// <summary>Compares two states of an order field by field.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="from">The earlier revision or moment.</param>
    /// <param name="to">The later one; as it is now where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OrderDiff> DiffAsync(string id, AsOf from, AsOf to = default, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Get(PathOf(id) + "/diff").Asking("from", "fromTime", from).Asking("to", "toTime", to), EmendJsonContext.Default.OrderDiff, ct);

    /// <summary>Tells what may be done with an order now, every row that forbids the rest, and what each action brings with it.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="policy">Another policy than the one that would decide, to read only.</param>
    /// <param name="ct">Gives up.</param>
    public Task<AvailableActions> ActionsAsync(string id, string? policy = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get(PathOf(id) + "/actions").Asking("policy", policy), EmendJsonContext.Default.AvailableActions, ct);

    /// <summary>Tells what a modification would do, and every row that would refuse it. Nothing is written.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="modification">The changes.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ModificationResult> PreviewAsync(string id, Modification modification, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Preview(PathOf(id) + "/modifications/preview").With(modification, EmendJsonContext.Default.Modification), EmendJsonContext.Default.ModificationResult, ct);

    /// <summary>Modifies an order: all changes are done, or none.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="modification">The changes.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RuleViolationException">Rows do not hold.</exception>
    /// <exception cref="VersionConflictException">The order is in another revision than the one named.</exception>
    /// <exception cref="MergeConflictException">Rebase was allowed, and somebody else changed the same.</exception>
    public Task<ModificationResult> ModifyAsync(string id, Modification modification, string? key = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Once(HttpMethod.Post, PathOf(id) + "/modifications", key).With(modification, EmendJsonContext.Default.Modification),
            EmendJsonContext.Default.ModificationResult,
            ct);

    /// <summary>Goes through what was done to an order, the newest first.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="all">Whether work on the order is told too, and not only its modifications.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<HistoryEntry> HistoryAsync(
        string id, bool all = false, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? before = null;
        do
        {
            var page = await HistoryPageAsync(id, before, null, all, ct);
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
    public Task<HistoryPage> HistoryPageAsync(
        string id, long? before = null, int? size = null, bool all = false, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Get(PathOf(id) + "/modifications").Asking("before", before).Asking("size", size).Asking("all", all ? "true" : null),
            EmendJsonContext.Default.HistoryPage,
            ct);

    /// <summary>Reads what was done at a revision.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="ct">Gives up.</param>
    public Task<HistoryEntry> HistoryAtAsync(string id, long revision, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get($"{PathOf(id)}/modifications/{revision}"), EmendJsonContext.Default.HistoryEntry, ct);

    /// <summary>Tells what taking a modification back would do. Nothing is written.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="revision">The revision it made.</param>
    /// <param name="how">How to deal with what stands in the way.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ModificationResult> PreviewUndoAsync(string id, long revision, UndoOptions? how = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Preview($"{PathOf(id)}/modifications/{revision}/undo/preview").With(how ?? new(), EmendJsonContext.Default.UndoOptions),
            EmendJsonContext.Default.ModificationResult,
            ct);

    /// <summary>Takes a modification back by a new one, under today's rules, as far as that can be.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="revision">The revision it made.</param>
    /// <param name="how">How to deal with what stands in the way.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ModificationResult> UndoAsync(string id, long revision, UndoOptions? how = null, string? key = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Once(HttpMethod.Post, $"{PathOf(id)}/modifications/{revision}/undo", key).With(how ?? new(), EmendJsonContext.Default.UndoOptions),
            EmendJsonContext.Default.ModificationResult,
            ct);

    private static string PathOf(string id) => "orders/" + ApiRequest.Part(id);
}
