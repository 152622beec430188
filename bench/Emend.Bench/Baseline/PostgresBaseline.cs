using System.Globalization;
using System.Text.RegularExpressions;
using Emend.Bench.Load;
using Emend.Bench.Report;

namespace Emend.Bench.Baseline;

/// <summary>
/// PostgreSQL baseline: runs pgbench on a copy of Emend's rows whose keys are computed from a number. The copy has the same rows, sizes,
/// indexes, and fill factors.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="database">The database that Emend filled.</param>
/// <param name="scripts">The scripts by scenario.</param>
/// <param name="sample">The number of orders that the scenarios use.</param>
internal sealed partial class PostgresBaseline(
    PostgresCluster cluster, string database, IReadOnlyDictionary<string, PgbenchScript> scripts, int sample) : IDisposable
{
    private static readonly string[] Tables =
        [
            "tenants", "orders", "personal_data", "order_entities", "order_ended_entities", "reservations", "journal", "stock",
            "order_search_terms", "idempotency_keys",
        ];

    // pgbench shares variables between the scripts of one run, so each script has its own names.
    private readonly Dictionary<string, PgbenchScript> _scripts =
        scripts.Index().ToDictionary(s => s.Item.Key, s => s.Item.Value.WithSuffix($"_{s.Index}"), StringComparer.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("emend-bench-baseline-").FullName;

    public async Task Prepare()
    {
        await cluster.Execute(database, "CREATE SCHEMA baseline");
        foreach (var table in Tables)
        {
            await cluster.Execute(database, $"CREATE TABLE baseline.{table} (LIKE public.{table} INCLUDING ALL)");
        }

        await cluster.Execute(database, CopyOptions);
        await cluster.Execute(database, CopyRows);
        await cluster.Execute(database, "VACUUM (ANALYZE)");
        await cluster.Execute(database, "CHECKPOINT");
        foreach (var (name, script) in _scripts)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, name + ".sql"), script.Text);
        }
    }

    /// <summary>Runs one or more scripts in turn.</summary>
    public async Task<LoadResult> Run(string scenario, LoadLimits bounds)
    {
        var names = _scripts.Keys.Where(n => n == scenario || n.StartsWith(scenario + ".", StringComparison.Ordinal)).ToList();
        var orders = await cluster.QueryNumber(database, "SELECT count(*) FROM baseline.orders");
        var step = Math.Max(1, Math.Floor(orders / sample));
        // Earlier runs used up their ids. Each second has its own range of ids.
        var sequence = DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 200_000 * 1_000;
        var clock = new CpuClock(0, cluster.Postmaster);
        await Pgbench(names, bounds.Clients, TimeSpan.FromSeconds(1), (orders, step), sequence);
        var before = clock.Read();
        var output = await Pgbench(names, bounds.Clients, bounds.Time, (orders, step), sequence + 500_000);
        var count = long.Parse(Processed().Match(output).Groups["count"].Value);
        var latency = double.Parse(Average().Match(output).Groups["ms"].Value, CultureInfo.InvariantCulture);
        return new(
            scenario + " baseline", bounds.Clients, double.Parse(Rate().Match(output).Groups["tps"].Value, CultureInfo.InvariantCulture),
            Latency.OfAverage(latency), clock.Read().Since(before, count));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> Pgbench(List<string> names, int clients, TimeSpan time, (double Count, double Step) orders, long sequence)
    {
        var values = names.SelectMany(n => _scripts[n].Values);
        string[] arguments =
        [
            "-h", "127.0.0.1", "-p", $"{cluster.Port}", "-U", "emend", "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2",
            "-T", $"{Math.Max(1, (int)time.TotalSeconds)}", "-D", $"orders={orders.Count:F0}",
            "-D", $"step={orders.Step:F0}", "-D", $"seq={sequence}",
            .. values.SelectMany(v => (string[])["-D", $"{v.Key}={v.Value}"]),
            .. names.SelectMany(n => (string[])["-f", Path.Combine(_folder, n + ".sql")]),
            database,
        ];
        return await ProcessRunner.Run(
            ProcessRunner.FindProgram("pgbench"), arguments, time + TimeSpan.FromMinutes(1), "PGOPTIONS=-c search_path=baseline,public");
    }

    private const string CopyOptions =
        """
        DO $$
        DECLARE t record;
        BEGIN
            FOR t IN SELECT relname, array_to_string(reloptions, ', ') AS options FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND reloptions IS NOT NULL
                    AND to_regclass('baseline.' || relname) IS NOT NULL
            LOOP
                EXECUTE format('ALTER TABLE baseline.%I SET (%s)', t.relname, t.options);
            END LOOP;
        END $$
        """;

    // Copies all columns unchanged except the keys.
    private const string CopyRows =
        """
        CREATE TEMP TABLE keys AS SELECT order_id, row_number() OVER (ORDER BY order_id) AS n FROM public.orders;
        ALTER TABLE keys ADD PRIMARY KEY (order_id);
        ANALYZE keys;
        DO $$
        DECLARE
            t text;
            columns text;
            expressions text;
            ord constant text := $e$'01910000-0000-7000-8000-' || lpad(k.n::text, 12, '0')$e$;
        BEGIN
            FOREACH t IN ARRAY ARRAY[
                'orders', 'personal_data', 'order_entities', 'order_ended_entities', 'reservations', 'journal',
                'order_search_terms'] LOOP
                SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position),
                    string_agg(CASE
                        WHEN column_name = 'order_id' THEN ord
                        WHEN column_name = 'entity_id' AND t = 'order_entities'
                            THEN $e$'01910000-0000-7000-a000-' || lpad(k.n::text, 12, '0')$e$
                        WHEN column_name = 'line_id' THEN
                            $e$'01910000-0000-7000-b000-' || lpad((k.n * 16 + (row_number() OVER (PARTITION BY k.n)) - 1)::text, 12, '0')$e$
                        WHEN column_name = 'facility_id' AND t = 'reservations'
                            THEN $e$'01900000-0000-7000-8000-' || lpad((k.n % 200)::text, 12, '0')$e$
                        ELSE 's.' || quote_ident(column_name) END, ', ' ORDER BY ordinal_position)
                INTO columns, expressions
                FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name = t AND is_identity = 'NO' AND column_name <> 'xid';
                EXECUTE format(
                    'INSERT INTO baseline.%I (%s) SELECT %s FROM public.%I s JOIN keys k USING (order_id) ON CONFLICT DO NOTHING',
                    t, columns, expressions, t);
            END LOOP;
        END $$;
        INSERT INTO baseline.tenants SELECT * FROM public.tenants;
        INSERT INTO baseline.stock SELECT * FROM public.stock
        """;

    [GeneratedRegex(@"actually processed: (?<count>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Processed();

    [GeneratedRegex(@"latency average = (?<ms>[\d.]+) ms", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Average();

    [GeneratedRegex(@"tps = (?<tps>[\d.]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Rate();
}
