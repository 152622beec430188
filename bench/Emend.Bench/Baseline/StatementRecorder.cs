using Emend.Bench.Data;
using Emend.Bench.Load;
using Emend.Bench.Seeding;
using Emend.Server;
using Emend.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Bench.Baseline;

/// <summary>The statements that Emend executes for one request.</summary>
/// <param name="Name">The scenario. A scenario that alternates between requests has one recording for each.</param>
/// <param name="Trips">The round trips, in execution order.</param>
/// <param name="Known">Values of rows that existed before the request. Ids in this set belong to existing rows.</param>
internal sealed record StatementRecording(string Name, IReadOnlyList<DatabaseRoundTrip> Trips, IReadOnlySet<string> Known)
{
    /// <summary>The search terms of the order before the request; empty for a new order.</summary>
    public IReadOnlyList<long> TermsBefore { get; init; } = [];
}

/// <summary>Runs one request of each scenario against Emend in this process and records the statements.</summary>
internal sealed class StatementRecorder : IAsyncDisposable
{
    /// <summary>Average number of lines of an order in the data set.</summary>
    private const int Lines = 6;

    private readonly WebApplication _app;
    private readonly RecordingDatabase _database;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<StatementRecording> _statementRecordings = [];
    private IReadOnlyList<long> _terms = [];

    private StatementRecorder(StorageOptions options)
    {
        _database = new RecordingDatabase(Database.Open(options));
        _app = CompositionRoot.Create(
            ["--urls", "http://127.0.0.1:0", "--Emend:Demo:Enabled=true", "--Emend:Demo:SeedOrders=false"],
            services => services.AddSingleton<Database>(_database).AddSingleton<IStartupFilter>(_database));
    }

    public static async Task<IReadOnlyList<StatementRecording>> Record(StorageOptions options, CancellationToken ct)
    {
        await using var statementRecorder = new StatementRecorder(options);
        await statementRecorder._app.Prepare(ct);
        await ReferenceDataSeeder.Seed(statementRecorder._app, DataSet.Groups, ct);
        await statementRecorder._app.StartAsync(ct);
        using var emendTarget = new EmendTarget(new Uri(statementRecorder._app.Urls.First()));
        await emendTarget.Connect(1, "demo", "admin@demo.emend", "demo-admin");
        await statementRecorder.RecordAll(emendTarget.Connections[0]);
        return statementRecorder._statementRecordings;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    // Runs each request once before recording it, to fill the in-memory caches.
    private async Task RecordAll(HttpConnection httpConnection)
    {
        const long Warm = 0;
        const long Measured = 1;
        await Expect(httpConnection, "POST", "/api/orders", RequestBodies.Order(Warm, Lines, linesOf: Measured));
        var warm = new TrackedOrder(TrackedOrder.ReadId(httpConnection.Body.Span));
        warm.Read(httpConnection.Body.Span);
        _database.Take();
        await Record("place", () => Expect(httpConnection, "POST", "/api/orders", RequestBodies.Order(Measured, Lines)));
        var order = new TrackedOrder(TrackedOrder.ReadId(httpConnection.Body.Span));
        order.Read(httpConnection.Body.Span);
        await Record("get", () => Expect(httpConnection, "GET", order.Path, null));

        var line = order.Lines[0];
        await Patch("patch-quantity.lower", RequestBodies.Quantity(order.Version, line.Id, line.Quantity - 1));
        await Patch("patch-quantity.raise", RequestBodies.Quantity(order.Version, line.Id, line.Quantity));
        await Patch("patch-address", RequestBodies.NewAddress(order.Version, Measured, 2));
        await Expect(httpConnection, "PATCH", warm.Path, RequestBodies.NewLine(warm.Version, OtherArticle(order)));
        _database.Take();
        await Patch("patch-add-line", RequestBodies.NewLine(order.Version, OtherArticle(order)));

        async Task Patch(string name, string body)
        {
            await Record(name, () => Expect(httpConnection, "PATCH", order.Path, body));
            order.ReadVersion(httpConnection.Body.Span);
        }
    }

    private static int OtherArticle(TrackedOrder order) => Enumerable.Range(1, DataSet.ArticlesPerGroup)
        .Select(i => (order.Lines[0].Article + (i * DataSet.Groups)) % DataSet.Articles)
        .First(a => order.Lines.All(l => l.Article != a));

    private async Task Record(string name, Func<Task> request)
    {
        await request();
        var databaseRoundTrips = _database.Take();
        _statementRecordings.Add(new(name, databaseRoundTrips, new HashSet<string>(_known, StringComparer.Ordinal))
        {
            TermsBefore = _terms,
        });
        var written = databaseRoundTrips.Where(t => t.Writes).SelectMany(t => t.Statements).SelectMany(s => s.Values).ToList();
        _known.UnionWith(written.OfType<string>());
        _terms = written.OfType<long[]>().LastOrDefault() ?? _terms;
    }

    private static async Task Expect(HttpConnection httpConnection, string method, string path, string? body)
    {
        var status = await httpConnection.Send(method, path, body);
        if (status is not (200 or 201))
        {
            throw new InvalidOperationException($"{method} {path} answered {status}: {httpConnection.BodyText}");
        }
    }
}
