using Emend.Bench.Data;

namespace Emend.Bench.Load;

/// <summary>One kind of request that clients repeat.</summary>
/// <param name="Name">Name on the command line. The baseline script has the same name.</param>
/// <param name="SuccessStatus">Status code of a successful response.</param>
/// <param name="SendRequest">Sends one request for an order. Returns the status code.</param>
internal sealed record Scenario(string Name, int SuccessStatus, Func<HttpConnection, TrackedOrder, ValueTask<int>> SendRequest)
{
    private const string NativeGet = "native-get";
    private const int StockRowsPerRequest = 10_000;
    private const int StockBodyCount = 10;

    private static readonly Lazy<string>[] StockBodies =
        [.. Enumerable.Range(0, 2 * StockBodyCount).Select(i => new Lazy<string>(
            () => RequestBodies.StockUpsert(i % StockBodyCount * StockRowsPerRequest, StockRowsPerRequest, i / StockBodyCount)))];

    private static int LastStockBody = -1;
    private static long LastOrderNumber = DateTime.UtcNow.Ticks / 10_000_000 % 500_000_000 * 1_000;

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("place", 200, Place) { Baseline = "place" },
        new("get", 200, (httpConnection, order) => httpConnection.Send("GET", order.Path)) { Baseline = "get" },
        new("patch-quantity", 200, PatchQuantity) { Baseline = "patch-quantity" },
        new("patch-address", 200, PatchAddress) { Baseline = "patch-address" },
        new("patch-add-line", 200, PatchAddLine) { Baseline = "patch-add-line" },
        new("stock-upsert", 200, UpsertStocks) { RowsPerRequest = StockRowsPerRequest },
        new(NativeGet, 200, (httpConnection, order) => httpConnection.Send("GET", order.NativePath)) { Baseline = "get" },
        new("actions", 200, (httpConnection, order) => httpConnection.Send("GET", order.NativePath + "/actions"))
        {
            ComparedTo = NativeGet,
        },
        new("preview", 200, Preview) { ComparedTo = NativeGet },
        new("modify", 200, Modify) { ComparedTo = NativeGet },
    ];

    /// <summary>Number of rows per request. The throughput counts rows.</summary>
    public int RowsPerRequest { get; private init; } = 1;

    /// <summary>Number of orders in the database, for the search scenarios.</summary>
    public static long OrderCount { get; set; } = 100_000;

    /// <summary>True if the scenario uses existing orders.</summary>
    public bool NeedsOrders => Name is not ("place" or "stock-upsert");

    /// <summary>Name of the baseline script, or null.</summary>
    public string? Baseline { get; private init; }

    /// <summary>The scenario that this one is compared with, or null.</summary>
    public string? ComparedTo { get; private init; }

    public static Scenario From(string name) =>
        All.FirstOrDefault(s => s.Name == name)
        ?? (name is "list" ? new Scenario(name, 200, SearchScenarios.SendList) : null)
        ?? (SearchScenarios.Find(name, OrderCount) is { } search
            ? new Scenario(name, 200, (httpConnection, _) => search(httpConnection))
            : null)
        ?? throw new ArgumentException(
            $"Unknown scenario '{name}'. Known scenarios: {string.Join(", ", All.Select(s => s.Name))}.", nameof(name));

    private static ValueTask<int> Place(HttpConnection httpConnection, TrackedOrder order) =>
        httpConnection.Send("POST", "/api/orders", RequestBodies.Order(Interlocked.Increment(ref LastOrderNumber)));

    // Lowers and raises the quantity in turn. The facility always has enough stock, so the order stays in its facility.
    private static ValueTask<int> PatchQuantity(HttpConnection httpConnection, TrackedOrder order)
    {
        var line = order.Lines[0];
        var other = line.Quantity > 1 ? line.Quantity - 1 : 2;
        var quantity = order.RequestCount++ % 2 == 0 ? other : line.Quantity;
        return Patch(httpConnection, order, RequestBodies.Quantity(order.Version, line.Id, quantity));
    }

    private static ValueTask<int> Preview(HttpConnection httpConnection, TrackedOrder order) => httpConnection.Send(
        "POST", order.NativePath + "/modifications/preview", RequestBodies.Modification(order.Lines[0].Id, order.Lines[0].Quantity + 1));

    private static ValueTask<int> Modify(HttpConnection httpConnection, TrackedOrder order) => httpConnection.Send(
        "POST", order.NativePath + "/modifications",
        RequestBodies.Modification(order.Lines[0].Id, order.Lines[0].Quantity + (++order.RequestCount % 2)));

    private static ValueTask<int> PatchAddress(HttpConnection httpConnection, TrackedOrder order) =>
        Patch(httpConnection, order, RequestBodies.NewAddress(order.Version, order.Lines[0].Article, 10 + (++order.RequestCount % 2)));

    // Adds another article of the group of the order.
    private static ValueTask<int> PatchAddLine(HttpConnection httpConnection, TrackedOrder order)
    {
        var article = order.Lines[0].Article;
        do
        {
            article = (article + (DataSet.Groups * (1 + (++order.RequestCount * 7)))) % DataSet.Articles;
        }
        while (order.Lines.Any(l => l.Article == article));
        return Patch(httpConnection, order, RequestBodies.NewLine(order.Version, article), all: true);
    }

    // Sends all stock rows in batches, then sends them again with another quantity. Every row is a change.
    private static ValueTask<int> UpsertStocks(HttpConnection httpConnection, TrackedOrder order) => httpConnection.Send(
        "PUT", "/api/stocks", StockBodies[Interlocked.Increment(ref LastStockBody) % StockBodies.Length].Value);

    private static async ValueTask<int> Patch(HttpConnection httpConnection, TrackedOrder order, string body, bool all = false)
    {
        var status = await httpConnection.Send("PATCH", order.Path, body);
        if (status != 200)
        {
            return status;
        }

        if (all)
        {
            order.Read(httpConnection.Body.Span);
        }
        else
        {
            order.ReadVersion(httpConnection.Body.Span);
        }

        return status;
    }
}
