using System.Text.Json;
using Emend.Bench.Data;

namespace Emend.Bench.Load;

/// <summary>Requests of a back office: searches and lists of every kind, in turn.</summary>
internal static class SearchScenarios
{
    private const string NewestFirst = "orderDate DESC";
    private static long Turn;

    private static readonly (string Name, string Sort, Func<long, object> Query)[] Queries =
    [
        ("search-number", NewestFirst, n => new { tenantOrderId = Eq(GetOrderNumber(n)) }),
        ("search-consumer", NewestFirst, n => new { consumer = new { consumerId = Eq(GetConsumerId(n)) } }),
        ("search-open", NewestFirst, _ => new { status = Eq("OPEN") }),
        ("search-by-status", "status ASC", _ => new { status = Eq("OPEN") }),
        ("search-campaign", NewestFirst, n => new { customAttributes = new { campaign = Eq(DataSet.GetCampaign(n)), gift = Eq(true) } }),
        ("search-article", NewestFirst, n =>
            new { orderLineItems = Contains(new { article = new { tenantArticleId = Eq(GetArticleId(n)) } }) }),
        ("search-address", NewestFirst, n => Address(new { postalCode = Eq(GetPostalCode(n)), city = Eq("Musterstadt") })),
        ("search-since", "orderDate ASC", n => new { orderDate = new { gte = DataSet.GetOrderDate(n) }, status = In("OPEN", "LOCKED") }),
        ("search-not-equal", NewestFirst, n =>
            new { tenantOrderId = new { notEq = GetOrderNumber(n) }, status = new { notEq = "CANCELLED" } }),
        ("search-either", NewestFirst, n => new
        {
            or = new object[]
            {
                new { tenantOrderId = In(GetOrderNumber(n), GetOrderNumber(n / 2)) },
                new { consumer = new { consumerId = Eq(GetConsumerId(n / 3)) } },
            },
        }),
        // No order matches. Each criterion alone matches nearly all orders or none, so no index helps.
        ("search-unserved", NewestFirst, _ => new
        {
            and = new[] { new { status = new { notEq = "OPEN" } }, Address(new { city = Eq("Musterstadt") }) },
        }),
    ];

    private static readonly Func<TrackedOrder, string>[] Lists =
    [
        order => $"/api/orders?size=25&startAfterId={order.Id}",
        order => $"/api/pickjobs?orderRef={order.Id}",
        order => $"/api/pickjobs?status=OPEN&size=25&startAfterId={order.Id}",
        order => $"/api/reservations?orderRef={order.Id}",
        _ => "/api/reservations?size=25",
        _ => "/api/stocks?size=25",
        _ => "/api/facilities?size=25",
    ];

    /// <summary>Finds a search scenario. <c>search</c> runs all indexed searches in turn. Null if the name is unknown.</summary>
    /// <param name="name">Name of the scenario.</param>
    /// <param name="orders">Number of orders in the database.</param>
    public static Func<HttpConnection, ValueTask<int>>? Find(string name, long orders)
    {
        var queries = name is "search" ? Queries[..^1] : [.. Queries.Where(q => q.Name == name)];
        return queries.Length == 0 ? null : httpConnection => Send(httpConnection, queries, orders);
    }

    public static ValueTask<int> SendList(HttpConnection httpConnection, TrackedOrder order) =>
        httpConnection.Send("GET", Lists[Interlocked.Increment(ref Turn) % Lists.Length](order));

    private static ValueTask<int> Send(
        HttpConnection httpConnection, (string Name, string Sort, Func<long, object> Query)[] queries, long orders)
    {
        var n = Interlocked.Increment(ref Turn);
        var (_, sort, query) = queries[n % queries.Length];
        var by = sort.Split(' ');
        return httpConnection.Send("POST", "/api/orders/search", JsonSerializer.Serialize(new
        {
            query = query(n * 104_729 % orders),
            sort = new[] { new Dictionary<string, string> { [by[0]] = by[1] } },
        }));
    }

    private static object Eq(object value) => new { eq = value };

    private static object In(params string[] values) => new { @in = values };

    private static object Address(object address) => new { consumer = new { addresses = Contains(address) } };

    private static object Contains(object element) => new { contains = element };

    private static string GetOrderNumber(long n) => $"B-{n:D9}";

    private static string GetConsumerId(long n) => $"C-{n:D9}";

    private static string GetArticleId(long n) => DataSet.GetArticleId((int)(n % DataSet.Articles)).Value;

    private static string GetPostalCode(long n) => $"{10_000 + (n % 80_000)}";
}
