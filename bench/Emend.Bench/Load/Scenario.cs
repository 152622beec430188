using Emend.Bench.Data;

namespace Emend.Bench.Load;

/// <summary>One kind of request, as a client makes it again and again.</summary>
/// <param name="Name">As on the command line; the floor's script has the same name.</param>
/// <param name="Answer">The status of a success.</param>
/// <param name="Step">Makes one request on an order; the status.</param>
internal sealed record Scenario(string Name, int Answer, Func<HttpConnection, TrackedOrder, ValueTask<int>> Step)
{
    private const string NativeGet = "native-get";
    private const int StockRows = 10_000;
    private const int StockBodies = 10;

    private static readonly Lazy<string>[] Counts =
        [.. Enumerable.Range(0, 2 * StockBodies).Select(i => new Lazy<string>(
            () => RequestBodies.Stocks(i % StockBodies * StockRows, StockRows, i / StockBodies)))];

    private static int counted = -1;
    private static long placed = DateTime.UtcNow.Ticks / 10_000_000 % 500_000_000 * 1_000;

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("place", 200, Place) { Floor = "place" },
        new("get", 200, (httpConnection, order) => httpConnection.Exchange("GET", order.Path)) { Floor = "get" },
        new("patch-quantity", 200, PatchQuantity) { Floor = "patch-quantity" },
        new("patch-address", 200, PatchAddress) { Floor = "patch-address" },
        new("patch-add-line", 200, PatchAddLine) { Floor = "patch-add-line" },
        new("stock-upsert", 200, UpsertStocks) { Rows = StockRows },
        new(NativeGet, 200, (httpConnection, order) => httpConnection.Exchange("GET", order.NativePath)) { Floor = "get" },
        new("actions", 200, (httpConnection, order) => httpConnection.Exchange("GET", order.NativePath + "/actions")) { Against = NativeGet },
        new("preview", 200, Preview) { Against = NativeGet },
        new("modify", 200, Modify) { Against = NativeGet },
    ];

    /// <summary>How many rows one request has: what is counted per second are rows.</summary>
    public int Rows { get; private init; } = 1;

    /// <summary>How many orders of the data set are there to be searched.</summary>
    public static long Known { get; set; } = 100_000;

    /// <summary>Whether it works on orders that exist.</summary>
    public bool NeedsOrders => Name is not ("place" or "stock-upsert");

    /// <summary>The script of the database's own limit; null where there is none.</summary>
    public string? Floor { get; private init; }

    /// <summary>The scenario it is compared with; null where with none.</summary>
    public string? Against { get; private init; }

    public static Scenario From(string name) =>
        All.FirstOrDefault(s => s.Name == name)
        ?? (name is "list" ? new Scenario(name, 200, SearchScenarios.List) : null)
        ?? (SearchScenarios.Of(name, Known) is { } search ? new Scenario(name, 200, (httpConnection, _) => search(httpConnection)) : null)
        ?? throw new ArgumentException(
            $"There is no scenario '{name}'; there are {string.Join(", ", All.Select(s => s.Name))}.", nameof(name));

    private static ValueTask<int> Place(HttpConnection httpConnection, TrackedOrder order) =>
        httpConnection.Exchange("POST", "/api/orders", RequestBodies.Order(Interlocked.Increment(ref placed)));

    // Lower and raise by turns: the stock of the facility that has the order always suffices, so it stays there.
    private static ValueTask<int> PatchQuantity(HttpConnection httpConnection, TrackedOrder order)
    {
        var line = order.Lines[0];
        var other = line.Quantity > 1 ? line.Quantity - 1 : 2;
        var quantity = order.Turn++ % 2 == 0 ? other : line.Quantity;
        return Patch(httpConnection, order, RequestBodies.Quantity(order.Version, line.Id, quantity));
    }

    private static ValueTask<int> Preview(HttpConnection httpConnection, TrackedOrder order) => httpConnection.Exchange(
        "POST", order.NativePath + "/modifications/preview", RequestBodies.Modification(order.Lines[0].Id, order.Lines[0].Quantity + 1));

    private static ValueTask<int> Modify(HttpConnection httpConnection, TrackedOrder order) => httpConnection.Exchange(
        "POST", order.NativePath + "/modifications",
        RequestBodies.Modification(order.Lines[0].Id, order.Lines[0].Quantity + (++order.Turn % 2)));

    private static ValueTask<int> PatchAddress(HttpConnection httpConnection, TrackedOrder order) =>
        Patch(httpConnection, order, RequestBodies.NewAddress(order.Version, order.Lines[0].Article, 10 + (++order.Turn % 2)));

    // Another article of the group the order buys from; which of them, the order's version says.
    private static ValueTask<int> PatchAddLine(HttpConnection httpConnection, TrackedOrder order)
    {
        var article = order.Lines[0].Article;
        do
        {
            article = (article + (DataSet.Groups * (1 + (++order.Turn * 7)))) % DataSet.Articles;
        }
        while (order.Lines.Any(l => l.Article == article));
        return Patch(httpConnection, order, RequestBodies.NewLine(order.Version, article), all: true);
    }

    // All stocks one after the other, then all again with another count: every row is a change.
    private static ValueTask<int> UpsertStocks(HttpConnection httpConnection, TrackedOrder order) => httpConnection.Exchange(
        "PUT", "/api/stocks", Counts[Interlocked.Increment(ref counted) % Counts.Length].Value);

    private static async ValueTask<int> Patch(HttpConnection httpConnection, TrackedOrder order, string body, bool all = false)
    {
        var status = await httpConnection.Exchange("PATCH", order.Path, body);
        if (status != 200)
            return status;
        if (all)
            order.Read(httpConnection.Body.Span);
        else
            order.ReadVersion(httpConnection.Body.Span);
        return status;
    }
}
