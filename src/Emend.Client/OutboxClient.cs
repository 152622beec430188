using System.Globalization;
using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>Requests of orders to other systems that have no response yet, such as label requests to carriers.</summary>
public sealed class OutboxClient
{
    private readonly HttpTransport _httpTransport;

    internal OutboxClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>Lists requests, by order and position.</summary>
    /// <param name="states">Returns only requests in these states. Default: all requests.</param>
    /// <param name="order">The order id. Default: all orders.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<OutboxEffect> ListAsync(
        IReadOnlyList<OutboxState>? states = null, string? order = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await ListPageAsync(states, order, after, ct: ct);
            foreach (var effect in page.Effects)
            {
                yield return effect;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of requests, and the numbers of waiting and dead-lettered requests.</summary>
    /// <param name="states">Returns only requests in these states. Default: all requests.</param>
    /// <param name="order">The order id. Default: all orders.</param>
    /// <param name="after">The <see cref="OutboxPage.Next"/> value of the previous page.</param>
    /// <param name="size">The page size, at most 500.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<OutboxPage> ListPageAsync(
        IReadOnlyList<OutboxState>? states = null,
        string? order = null,
        string? after = null,
        int? size = null,
        CancellationToken ct = default) => _httpTransport.SendAsync(
            ApiRequest.Get("outbox").WithQuery("state", states?.Select(s => s.Name)).WithQuery("order", order)
                .WithQuery("after", after).WithQuery("size", size),
            EmendJsonContext.Default.OutboxPage,
            ct);

    /// <summary>Reads a request.</summary>
    /// <param name="order">The order id.</param>
    /// <param name="position">The position of the request.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<OutboxEffect> GetAsync(string order, long position, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(GetPath(order, position)), EmendJsonContext.Default.OutboxEffect, ct);

    /// <summary>Sends a dead-lettered request again, with the same idempotency key.</summary>
    /// <param name="order">The order id.</param>
    /// <param name="position">The position of the request.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task ReplayAsync(string order, long position, CancellationToken ct = default) => _httpTransport.SendOptionalAsync(
        ApiRequest.WriteWithoutKey(HttpMethod.Post, GetPath(order, position) + "/replay"), EmendJsonContext.Default.OutboxEffect, ct);

    private static string GetPath(string order, long position) =>
        string.Create(CultureInfo.InvariantCulture, $"orders/{ApiRequest.EscapeSegment(order)}/outbox/{position}");
}
