using System.Runtime.CompilerServices;

namespace Emend.Client;

public sealed partial class OrdersClient
{
    /// <summary>Goes through the orders that meet a filter, page by page; each comes whole, and once.</summary>
    /// <param name="filter">What they must be like; every order where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<Order> ListAsync(OrderFilter? filter = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await ListPageAsync(filter, after, ct: ct);
            foreach (var order in page.Orders) yield return order;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of the orders that meet a filter.</summary>
    /// <param name="filter">What they must be like; every order where nothing is said.</param>
    /// <param name="after">The next of a page: what comes behind it.</param>
    /// <param name="before">The previous of a page: what comes in front of it.</param>
    /// <param name="total">Whether to count all that meet it.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OrderPage> ListPageAsync(
        OrderFilter? filter = null, string? after = null, string? before = null, bool total = false, CancellationToken ct = default)
    {
        var call = Asking(ApiRequest.Get("orders"), filter ?? new());
        call.Asking("after", after).Asking("before", before).Asking("total", total ? "true" : null);
        return httpTransport.SendAsync(call, EmendJsonContext.Default.OrderPage, ct);
    }

    /// <summary>Goes through the orders that a search finds, page by page; each comes whole, and once.</summary>
    /// <param name="search">What to find.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<Order> SearchAsync(OrderSearch search, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        for (var next = search; next is not null;)
        {
            var page = await SearchPageAsync(next, ct);
            foreach (var order in page.Orders) yield return order;
            next = page.Next is null ? null : search with { After = page.Next, Before = null };
        }
    }

    /// <summary>Reads one page of the orders that a search finds.</summary>
    /// <param name="search">What to find.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OrderPage> SearchPageAsync(OrderSearch search, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Preview("orders/search").With(search, EmendJsonContext.Default.OrderSearch), EmendJsonContext.Default.OrderPage, ct);

    private static ApiRequest Asking(ApiRequest call, OrderFilter filter) => call
        .Asking("tenantOrderId", filter.TenantOrderIds)
        .Asking("status", filter.Statuses?.Select(s => s.Name))
        .Asking("consumerId", filter.ConsumerIds)
        .Asking("email", filter.Emails)
        .Asking("article", filter.Articles)
        .Asking("facility", filter.Facilities)
        .Asking("face", filter.Faces)
        .Asking("orderedFrom", filter.OrderedFrom)
        .Asking("orderedTo", filter.OrderedTo)
        .Asking("modifiedFrom", filter.ModifiedFrom)
        .Asking("modifiedTo", filter.ModifiedTo)
        .Asking("sort", filter.Sort?.Name)
        .Asking("size", filter.Size);
}
