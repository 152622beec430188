using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Orders. Every write has an idempotency key: the caller's, or a generated one. The server applies a repeated write only once.
/// </summary>
public sealed partial class OrdersClient
{
    private readonly HttpTransport _httpTransport;

    internal OrdersClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>
    /// The order number of the shop, for every parameter that takes an order id. The server finds the active order with this number, or
    /// else the newest.
    /// </summary>
    /// <param name="tenantOrderId">The order number.</param>
    public static string ByTenantOrderId(string tenantOrderId) => "tenantOrderId:" + tenantOrderId;

    /// <summary>Places an order. The order is routed immediately and its stock is reserved.</summary>
    /// <param name="order">The order.</param>
    /// <param name="key">The idempotency key; generated if null. Pass your own key to retry after a restart of your process.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<Order> PlaceAsync(NewOrder order, string? key = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithKey(HttpMethod.Post, "orders", key).WithBody(order, EmendJsonContext.Default.NewOrder),
            EmendJsonContext.Default.Order,
            ct);

    /// <summary>Reads an order in its current or a past state: <c>GetAsync(id, 3)</c>, <c>GetAsync(id, yesterday)</c>.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="asOf">A revision or a point in time. Default: the current state.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<Order> GetAsync(string id, AsOf asOf = default, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(GetPath(id)).WithQuery("revision", "at", asOf), EmendJsonContext.Default.Order, ct);

    /// <summary>Reads an order if it has another revision than the given one. Returns null if it is unchanged.</summary>
    /// <param name="id">The order id. With <see cref="ByTenantOrderId"/>, the order is always returned.</param>
    /// <param name="revision">The revision the caller has.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<Order?> GetIfChangedAsync(string id, long revision, CancellationToken ct = default) =>
        _httpTransport.SendOptionalAsync(ApiRequest.Get(GetPath(id)).IfNoneMatch(revision), EmendJsonContext.Default.Order, ct);

    /// <summary>Compares two states of an order field by field.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="from">The earlier revision or point in time.</param>
    /// <param name="to">The later revision or point in time. Default: the current state.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<OrderDiff> CompareAsync(string id, AsOf from, AsOf to = default, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.Get(GetPath(id) + "/diff").WithQuery("from", "fromTime", from).WithQuery("to", "toTime", to),
            EmendJsonContext.Default.OrderDiff,
            ct);

    /// <summary>Lists all actions of an order: whether each is allowed, its rule violations and its effects.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="policy">The policy to evaluate. Default: the policy that is effective for the order.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<AvailableActions> GetAvailableActionsAsync(string id, string? policy = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.Get(GetPath(id) + "/actions").WithQuery("policy", policy), EmendJsonContext.Default.AvailableActions, ct);

    /// <summary>Previews a modification: its consequences and all rule violations. Nothing is written.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="modification">The changes.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<ModificationResult> PreviewAsync(string id, Modification modification, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.RetryablePost(GetPath(id) + "/modifications/preview").WithBody(modification, EmendJsonContext.Default.Modification),
            EmendJsonContext.Default.ModificationResult,
            ct);

    /// <summary>Modifies an order. All changes are applied, or none.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="modification">The changes.</param>
    /// <param name="key">The idempotency key; generated if null. Pass your own key to retry after a restart of your process.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="RuleViolationException">The modification violates rules.</exception>
    /// <exception cref="VersionConflictException">The order has another revision than the expected one.</exception>
    /// <exception cref="MergeConflictException">Rebase is enabled, but another request changed the same fields.</exception>
    public Task<ModificationResult> ModifyAsync(string id, Modification modification, string? key = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithKey(HttpMethod.Post, GetPath(id) + "/modifications", key)
                .WithBody(modification, EmendJsonContext.Default.Modification),
            EmendJsonContext.Default.ModificationResult,
            ct);

    /// <summary>Lists the history of an order, newest first.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="includeFulfillment">True to include fulfillment progress, false for modifications only.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<HistoryEntry> ListHistoryAsync(
        string id, bool includeFulfillment = false, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? before = null;
        do
        {
            var page = await ListHistoryPageAsync(id, before, null, includeFulfillment, ct);
            foreach (var entry in page.Entries)
            {
                yield return entry;
            }

            before = page.Next;
        }
        while (before is not null);
    }

    /// <summary>Reads one page of the history of an order, newest first.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="before">Returns only entries before this revision, such as the <c>Next</c> value of the previous page.</param>
    /// <param name="size">The page size, at most 100.</param>
    /// <param name="includeFulfillment">True to include fulfillment progress, false for modifications only.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<HistoryPage> ListHistoryPageAsync(
        string id, long? before = null, int? size = null, bool includeFulfillment = false, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.Get(GetPath(id) + "/modifications")
                .WithQuery("before", before).WithQuery("size", size).WithQuery("includeFulfillment", includeFulfillment ? "true" : null),
            EmendJsonContext.Default.HistoryPage,
            ct);

    /// <summary>Reads the history entry of a revision.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<HistoryEntry> GetHistoryEntryAsync(string id, long revision, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get($"{GetPath(id)}/modifications/{revision}"), EmendJsonContext.Default.HistoryEntry, ct);

    /// <summary>Previews an undo. Nothing is written.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="revision">The revision of the modification to undo.</param>
    /// <param name="options">Options of the undo.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<ModificationResult> PreviewUndoAsync(
        string id, long revision, UndoOptions? options = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.RetryablePost($"{GetPath(id)}/modifications/{revision}/undo/preview")
                .WithBody(options ?? new(), EmendJsonContext.Default.UndoOptions),
            EmendJsonContext.Default.ModificationResult,
            ct);

    /// <summary>Undoes a modification as far as possible. The undo is a new modification under the current rules.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="revision">The revision of the modification to undo.</param>
    /// <param name="options">Options of the undo.</param>
    /// <param name="key">The idempotency key; generated if null. Pass your own key to retry after a restart of your process.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<ModificationResult> UndoAsync(
        string id, long revision, UndoOptions? options = null, string? key = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithKey(HttpMethod.Post, $"{GetPath(id)}/modifications/{revision}/undo", key)
                .WithBody(options ?? new(), EmendJsonContext.Default.UndoOptions),
            EmendJsonContext.Default.ModificationResult,
            ct);

    private static string GetPath(string id) => "orders/" + ApiRequest.EscapeSegment(id);
}
