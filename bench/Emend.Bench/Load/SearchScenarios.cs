using System.Text.Json;
using Emend.Bench.Data;

namespace Emend.Bench.Load;

/// <summary>What a back office asks: searches and lists of every kind, one after the other.</summary>
internal static class SearchScenarios
{
    private const string Newest = "orderDate DESC";
    private static long turn;

    private static readonly (string Name, string Sort, Func<long, object> Query)[] Queries =
    [
        ("search-number", Newest, n => new { tenantOrderId = Eq(Number(n)) }),
        ("search-consumer", Newest, n => new { consumer = new { consumerId = Eq(Consumer(n)) } }),
        ("search-open", Newest, _ => new { status = Eq("OPEN") }),
        ("search-by-status", "status ASC", _ => new { status = Eq("OPEN") }),
        ("search-campaign", Newest, n => new { customAttributes = new { campaign = Eq(DataSet.Campaign(n)), gift = Eq(true) } }),
        ("search-article", Newest, n => new { orderLineItems = Some(new { article = new { tenantArticleId = Eq(Article(n)) } }) }),
        ("search-address", Newest, n => Address(new { postalCode = Eq(Code(n)), city = Eq("Musterstadt") })),
        ("search-since", "orderDate ASC", n => new { orderDate = new { gte = DataSet.Date(n) }, status = In("OPEN", "LOCKED") }),
        ("search-not-equal", Newest, n => new { tenantOrderId = new { notEq = Number(n) }, status = new { notEq = "CANCELLED" } }),
        ("search-either", Newest, n => new
        {
            or = new object[]
            {
                new { tenantOrderId = In(Number(n), Number(n / 2)) },
                new { consumer = new { consumerId = Eq(Consumer(n / 3)) } },
            },
        }),
        // No order is like this, and each of it is true of nearly all or of none by itself: no index serves it.
        ("search-unserved", Newest, _ => new
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

    /// <summary>One kind of search, or <c>search</c> for all that an index serves by turns; null where there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="orders">How many orders of the data set there are.</param>
    public static Func<HttpConnection, ValueTask<int>>? Of(string name, long orders)
    {
        var some = name is "search" ? Queries[..^1] : [.. Queries.Where(q => q.Name == name)];
        return some.Length == 0 ? null : httpConnection => Send(httpConnection, some, orders);
    }

    public static ValueTask<int> List(HttpConnection httpConnection, TrackedOrder order) =>
        httpConnection.Exchange("GET", Lists[Interlocked.Increment(ref turn) % Lists.Length](order));

    private static ValueTask<int> Send(
        HttpConnection httpConnection, (string Name, string Sort, Func<long, object> Query)[] some, long orders)
    {
        var n = Interlocked.Increment(ref turn);
        var (_, sort, query) = some[n % some.Length];
        var by = sort.Split(' ');
        return httpConnection.Exchange("POST", "/api/orders/search", JsonSerializer.Serialize(new
        {
            query = query(n * 104_729 % orders),
            sort = new[] { new Dictionary<string, string> { [by[0]] = by[1] } },
        }));
    }

    private static object Eq(object value) => new { eq = value };

    private static object In(params string[] values) => new { @in = values };

    private static object Address(object address) => new { consumer = new { addresses = Some(address) } };

    private static object Some(object element) => new { contains = element };

    private static string Number(long n) => $"B-{n:D9}";

    private static string Consumer(long n) => $"C-{n:D9}";

    private static string Article(long n) => DataSet.ArticleId((int)(n % DataSet.Articles)).Value;

    private static string Code(long n) => $"{10_000 + (n % 80_000)}";
}
