using System.Runtime.CompilerServices;

namespace Emend.Client;

public sealed partial class OrdersClient
{
    /// <summary>Lists the orders that match a filter, page by page. Each order is complete and returned once.</summary>
    /// <param name="filter">The filter. Default: all orders.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<Order> ListAsync(OrderFilter? filter = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await ListPageAsync(filter, after, ct: ct);
            foreach (var order in page.Orders)
            {
                yield return order;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of the orders that match a filter.</summary>
    /// <param name="filter">The filter. Default: all orders.</param>
    /// <param name="after">The <see cref="OrderPage.Next"/> value of the previous page.</param>
    /// <param name="before">The <see cref="OrderPage.Previous"/> value of the following page.</param>
    /// <param name="total">True to count all matching orders.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<OrderPage> ListPageAsync(
        OrderFilter? filter = null, string? after = null, string? before = null, bool total = false, CancellationToken ct = default)
    {
        var request = AddFilter(ApiRequest.Get("orders"), filter ?? new());
        request.WithQuery("after", after).WithQuery("before", before).WithQuery("total", total ? "true" : null);
        return _httpTransport.SendAsync(request, EmendJsonContext.Default.OrderPage, ct);
    }

    /// <summary>Lists the orders that match a search, page by page. Each order is complete and returned once.</summary>
    /// <param name="search">The search.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<Order> SearchAsync(OrderSearch search, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        for (var next = search; next is not null;)
        {
            var page = await SearchPageAsync(next, ct);
            foreach (var order in page.Orders)
            {
                yield return order;
            }

            next = page.Next is null ? null : search with { After = page.Next, Before = null };
        }
    }

    /// <summary>Reads one page of the orders that match a search.</summary>
    /// <param name="search">The search.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<OrderPage> SearchPageAsync(OrderSearch search, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.RetryablePost("orders/search").WithBody(search, EmendJsonContext.Default.OrderSearch),
            EmendJsonContext.Default.OrderPage,
            ct);

    private static ApiRequest AddFilter(ApiRequest request, OrderFilter filter) => request
        .WithQuery("tenantOrderId", filter.TenantOrderIds)
        .WithQuery("status", filter.Statuses?.Select(s => s.Name))
        .WithQuery("consumerId", filter.ConsumerIds)
        .WithQuery("email", filter.Emails)
        .WithQuery("phone", filter.Phones)
        .WithQuery("trackingNumber", filter.TrackingNumbers)
        .WithQuery("article", filter.Articles)
        .WithQuery("facility", filter.Facilities)
        .WithQuery("api", filter.Apis)
        .WithQuery("orderedFrom", filter.OrderedFrom)
        .WithQuery("orderedTo", filter.OrderedTo)
        .WithQuery("modifiedFrom", filter.ModifiedFrom)
        .WithQuery("modifiedTo", filter.ModifiedTo)
        .WithQuery("changedFrom", filter.ChangedFrom)
        .WithQuery("changedTo", filter.ChangedTo)
        .WithQuery("sort", filter.Sort?.Name)
        .WithQuery("size", filter.Size);
}
