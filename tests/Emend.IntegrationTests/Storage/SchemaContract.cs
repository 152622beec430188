using System.Collections.Immutable;
using Emend.Server.Application.Tenants;
using Emend.Server.Storage;
using Emend.Server.Storage.Identity;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteSchemaTests() : SchemaContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlSchemaTests() : SchemaContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>The relation of tables to tenants, and the statements of the previous version on the schema of this version.</summary>
public abstract class SchemaContract : StoreContract
{
    // The last migration of the previous version.
    private const long Previous = 20;

    // Maintained by triggers, not by statements.
    private const string TermEntries = "order_search_term_entries";

    private protected SchemaContract(TestDatabase database)
        : base(database)
    {
    }

    public override Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_table_has_the_tenant_in_its_key_or_a_reason()
    {
        await Database.Migrate(Never);

        var without = new List<string>();
        foreach (var table in await ListTables())
        {
            if (!(await ListUniqueKeys(table)).Any(key => key[0] == "tenant_id"))
            {
                without.Add(table);
            }
        }

        var listed = TenantTables.WithoutTenantInKey.Keys.Where(table => IsPostgreSql ? table != TermEntries : true);
        Assert.Equal(listed.Order(StringComparer.Ordinal), without.Order(StringComparer.Ordinal));
        Assert.All(TenantTables.WithoutTenantInKey.Values, reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_table_with_rows_of_tenants_is_listed_with_its_key()
    {
        await Database.Migrate(Never);

        var owned = new List<string>();
        foreach (var table in await ListTables())
        {
            if (table != "backfills" && (await ListColumns(table)).Any(column => column.Name == "tenant_id"))
            {
                owned.Add(table);
            }
        }

        Assert.Equal(TenantTables.All.Select(t => t.Name).Order(StringComparer.Ordinal), owned.Order(StringComparer.Ordinal));
        foreach (var table in TenantTables.All)
        {
            Assert.Contains((await ListUniqueKeys(table.Name)).Select(key => string.Join(", ", key)), key => key == table.Key);
        }
    }

    [Fact]
    public async Task Rows_of_the_previous_version_remain()
    {
        await MigrateToPrevious();
        var tables = await DescribePrevious();
        await InsertRow(tables, "before");

        await Database.Migrate(Never);

        foreach (var (table, columns) in tables)
        {
            var first = columns[0];
            Assert.Equal((table, 1L), (table, await Number(
                $"SELECT count(*) FROM {table} WHERE {first.Name} = $1", ValueOf(first, "before"))));
        }
    }

    [Fact]
    public async Task Inserts_of_the_previous_version_succeed_in_the_new_schema()
    {
        await MigrateToPrevious();
        var tables = await DescribePrevious();
        await Database.Migrate(Never);

        await InsertRow(tables, "after");

        foreach (var (table, columns) in tables)
        {
            var names = string.Join(", ", columns.Select(column => column.Name));
            Assert.Equal((table, 1L), (table, await Number(
                $"SELECT count(*) FROM (SELECT {names} FROM {table} WHERE {columns[0].Name} = $1) x", ValueOf(columns[0], "after"))));
        }
    }

    [Fact]
    public async Task Removal_of_a_tenant_deletes_its_rows_in_every_table_and_no_others()
    {
        await Database.Migrate(Never);
        var tables = await Describe(TenantTables.All.Select(t => t.Name));
        await InsertRow(tables, "gone");
        await InsertRow(tables, "others");
        await Database.Write([Statement.From("UPDATE tenants SET state = 'REMOVING' WHERE tenant_id = 'gone'")], Never);
        await Database.Write([Statement.From("UPDATE tenants SET state = 'ACTIVE' WHERE tenant_id = 'others'")], Never);

        await new TenantStore(OneDatabase.CreateDirectory(Database)).DeleteRows(new("gone"), Never);

        foreach (var table in TenantTables.All)
        {
            Assert.Equal((table.Name, 0L), (table.Name, await Number($"SELECT count(*) FROM {table.Name} WHERE tenant_id = 'gone'")));
            Assert.Equal((table.Name, 1L), (table.Name, await Number($"SELECT count(*) FROM {table.Name} WHERE tenant_id = 'others'")));
        }
    }

    [Fact]
    public async Task Interrupted_removal_continues_and_two_nodes_may_remove_together()
    {
        await Database.Migrate(Never);
        await CreateTenant(new("gone"));
        for (var batch = 0; batch < 3; batch++)
        {
            await Database.Write(
                [
                    .. Enumerable.Range(0, 500).Select(number => Statement.One(
                        "INSERT INTO undone_modifications VALUES ('gone', $1, 1, 1)", $"order-{batch}-{number}")),
                ],
                Never);
        }

        var store = new TenantStore(OneDatabase.CreateDirectory(Database));
        Assert.True(await store.ChangeState(new("gone"), TenantState.Active, TenantState.Suspended, Never));
        Assert.True(await store.ChangeState(new("gone"), TenantState.Suspended, TenantState.Removing, Never));
        using var end = new CancellationTokenSource();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.DeleteRows(new("gone"), end.Token));
        Assert.Equal(["gone"], (await store.ListRemoving(Never)).Select(t => t.Value));

        await RunConcurrently(2, async _ =>
        {
            await store.DeleteRows(new("gone"), Never);
            return 0;
        });

        Assert.Equal(0, await Number("SELECT count(*) FROM undone_modifications"));
        Assert.Null(await store.Find(new("gone"), Never));
    }

    [Fact]
    public async Task Previous_version_starts_no_more_and_keeps_the_schema()
    {
        await Database.Migrate(Never);

        var failure = await Assert.ThrowsAsync<Emend.Server.Common.StartupException>(MigrateToPrevious);

        Assert.Equal(Emend.Server.Common.ExitCode.NewerSchema, failure.ExitCode);
    }

    private bool IsPostgreSql => Database.Dialect == Dialect.PostgreSql;

    private Task MigrateToPrevious() => Database.Migrate([.. Migration.All(Database.Dialect).Where(m => m.Number <= Previous)], Never);

    private async Task<Dictionary<string, List<Column>>> DescribePrevious()
    {
        // The rows of these tables come from migrations and triggers.
        return await Describe((await ListTables()).Where(table => table is not ("migrations" or "health_checks" or TermEntries)));
    }

    private async Task<Dictionary<string, List<Column>>> Describe(IEnumerable<string> names)
    {
        var tables = new Dictionary<string, List<Column>>();
        foreach (var table in names)
        {
            tables[table] = await ListColumns(table);
        }

        return tables;
    }

    // The database numbers the rows of these columns.
    private async Task InsertRow(Dictionary<string, List<Column>> tables, string text)
    {
        foreach (var (table, columns) in tables)
        {
            columns.RemoveAll(column => (table, column.Name) is ("journal", "seq" or "xid") or ("order_search_terms", "number"));
            var names = string.Join(", ", columns.Select(column => column.Name));
            var values = string.Join(", ", columns.Select((_, at) => $"${at + 1}"));
            var result = await Database.Write(
                [Statement.One($"INSERT INTO {table} ({names}) VALUES ({values})", [.. columns.Select(column => ValueOf(column, text))])],
                Never);
            Assert.Equal((table, TransactionResult.Ok.Failure), (table, result.Failure));
        }
    }

    private static object ValueOf(Column column, string text) => column switch
    {
        { Name: "terms" } => new long[] { 1 },
        { Type: "bigint" or "integer" } => (object)(long)text.Length,
        { Type: "boolean" } => true,
        { Type: "double precision" } => 1.5,
        { Type: "bytea" or "blob" } => System.Text.Encoding.UTF8.GetBytes(text),
        { Type: "text" } => text,
        _ => throw new InvalidOperationException($"Unknown type {column.Type} of {column.Name}."),
    };

    private Task<List<string>> ListTables() => Database.List(
        Statement.From(IsPostgreSql
            ? "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"),
        row => row.Text(0),
        Never);

    private Task<List<Column>> ListColumns(string table) => Database.List(
        IsPostgreSql
            ? Statement.From(
                "SELECT column_name::text, data_type::text FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position",
                table)
            : Statement.From("SELECT name, lower(type) FROM pragma_table_info($1) ORDER BY cid", table),
        row => new Column(row.Text(0), row.Text(1)),
        Never);

    private async Task<ImmutableArray<string[]>> ListUniqueKeys(string table)
    {
        var rows = await Database.List(
            IsPostgreSql
                ? Statement.From(
                    """
                    SELECT i.indexrelid::regclass::text, a.attname::text FROM pg_index i
                    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(number, at)
                    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                    WHERE i.indrelid = to_regclass($1::text) AND i.indisunique AND i.indpred IS NULL ORDER BY 1, k.at
                    """,
                    table)
                : Statement.From(
                    """
                    SELECT l.name, i.name FROM pragma_index_list($1) l JOIN pragma_index_info(l.name) i
                    WHERE l."unique" = 1 AND l.partial = 0 ORDER BY l.name, i.seqno
                    """,
                    table),
            row => (Index: row.Text(0), Column: row.Text(1)),
            Never);
        return [.. rows.GroupBy(row => row.Index).Select(key => key.Select(row => row.Column).ToArray())];
    }

    private sealed record Column(string Name, string Type);
}
