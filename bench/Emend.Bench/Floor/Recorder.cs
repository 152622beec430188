using Emend.Bench.Data;
using Emend.Bench.Load;
using Emend.Bench.Seeding;
using Emend.Server;
using Emend.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Bench.Floor;

/// <summary>What the product asks its database for one request.</summary>
/// <param name="Name">The scenario; one that works by turns has a script for each.</param>
/// <param name="Trips">In the order in which they were asked.</param>
/// <param name="Known">Values that rows had before the request: ids among them are of existing rows.</param>
internal sealed record Recording(string Name, IReadOnlyList<Trip> Trips, IReadOnlySet<string> Known);

/// <summary>Makes one request of each scenario against the product in this process, and writes down the statements.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    /// <summary>As many as an order of the data set has on average.</summary>
    private const int Lines = 6;

    private readonly WebApplication _app;
    private readonly RecordingDatabase _database;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<Recording> _recordings = [];

    private Recorder(StorageOptions options)
    {
        _database = new RecordingDatabase(Database.Open(options));
        _app = App.Create(
            ["--urls", "http://127.0.0.1:0", "--Emend:Demo=true", "--Emend:DemoOrders=false"],
            services => services.AddSingleton<Database>(_database));
    }

    public static async Task<IReadOnlyList<Recording>> Record(StorageOptions options, CancellationToken ct)
    {
        await using var recorder = new Recorder(options);
        await recorder._app.Prepare(ct);
        await WorldSeeder.Seed(recorder._app, DataSet.Groups, ct);
        await recorder._app.StartAsync(ct);
        using var target = new Target(new Uri(recorder._app.Urls.First()));
        await target.Connect(1, "demo", "admin@demo.emend", "demo-admin");
        await recorder.RecordAll(target.Connections[0]);
        return recorder._recordings;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    // Each request comes once before it is recorded, so that what the product keeps in memory is there.
    private async Task RecordAll(Connection connection)
    {
        const long Warm = 0;
        const long Measured = 1;
        await Expect(connection, "POST", "/api/orders", Bodies.Order(Warm, Lines, linesOf: Measured));
        var warm = new KnownOrder(KnownOrder.IdOf(connection.Body.Span));
        warm.Read(connection.Body.Span);
        _database.Take();
        await Record("place", () => Expect(connection, "POST", "/api/orders", Bodies.Order(Measured, Lines)));
        var order = new KnownOrder(KnownOrder.IdOf(connection.Body.Span));
        order.Read(connection.Body.Span);
        await Record("get", () => Expect(connection, "GET", order.Path, null));

        var line = order.Lines[0];
        await Patch("patch-quantity.lower", Bodies.Quantity(order.Version, line.Id, line.Quantity - 1));
        await Patch("patch-quantity.raise", Bodies.Quantity(order.Version, line.Id, line.Quantity));
        await Patch("patch-address", Bodies.NewAddress(order.Version, Measured, 2));
        await Expect(connection, "PATCH", warm.Path, Bodies.NewLine(warm.Version, OtherArticle(order)));
        _database.Take();
        await Patch("patch-add-line", Bodies.NewLine(order.Version, OtherArticle(order)));

        async Task Patch(string name, string body)
        {
            await Record(name, () => Expect(connection, "PATCH", order.Path, body));
            order.ReadVersion(connection.Body.Span);
        }
    }

    private static int OtherArticle(KnownOrder order) => Enumerable.Range(1, DataSet.ArticlesOfGroup)
        .Select(i => (order.Lines[0].Article + (i * DataSet.Groups)) % DataSet.Articles)
        .First(a => order.Lines.All(l => l.Article != a));

    private async Task Record(string name, Func<Task> request)
    {
        await request();
        var trips = _database.Take();
        _recordings.Add(new(name, trips, new HashSet<string>(_known, StringComparer.Ordinal)));
        foreach (var value in trips.Where(t => t.Writes).SelectMany(t => t.Statements).SelectMany(s => s.Values).OfType<string>())
            _known.Add(value);
    }

    private static async Task Expect(Connection connection, string method, string path, string? body)
    {
        var status = await connection.Exchange(method, path, body);
        if (status is not (200 or 201))
            throw new InvalidOperationException($"{method} {path} answered {status}: {connection.Words}");
    }
}
