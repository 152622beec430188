using System.Text.RegularExpressions;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.Architecture;

/// <summary>Rules of migration files that an upgrade with running nodes needs.</summary>
public sealed class MigrationTextTests
{
    // Migrations up to this one are older than the rules.
    private const long BeforeRules = 21;
    private const string Concurrently = "{concurrently} ";

    /// <summary>Tables that grow with the number of orders, articles or requests.</summary>
    private static readonly string[] BigTables =
    [
        "articles", "bulk_items", "event_deliveries", "idempotency_keys", "identity_audit", "journal", "listings", "order_ended_entities",
        "order_entities", "order_retention", "order_search_terms", "orders", "outbox", "personal_data", "refresh_tokens", "reservations",
        "stock", "undone_modifications", "unroutable_articles", "work_items",
    ];

    [Fact]
    public void Indexes_on_big_tables_are_built_while_other_nodes_write()
    {
        var locking = Migration.ReadTexts().Where(migration => migration.Number > BeforeRules)
            .SelectMany(migration => FindIndexes(migration.Text)
                .Where(index => BigTables.Contains(index.Table) && !index.IsConcurrent && !Creates(migration.Text, index.Table))
                .Select(index => $"{migration.Name}: CREATE INDEX {Concurrently}{index.Name} ON {index.Table}"));

        Assert.Empty(locking);
    }

    [Fact]
    public void Migrations_that_build_indexes_online_have_no_other_statements()
    {
        foreach (var migration in Migration.ReadTexts().Where(m => m.Text.Contains(Concurrently, StringComparison.Ordinal)))
        {
            var statements = Regex.Replace(migration.Text, "^--.*$", "", RegexOptions.Multiline)
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var built = Migration.All(Dialect.PostgreSql).Single(m => m.Number == migration.Number).OnlineIndexes;

            Assert.Equal((migration.Name, statements.Length), (migration.Name, built.Count));
        }
    }

    [Fact]
    public void A_migration_that_builds_indexes_online_is_refused_with_other_statements()
    {
        const string Build = "-- An index.\nCREATE INDEX CONCURRENTLY stock_x ON stock (a);\n";

        Assert.Equal("stock_x", Assert.Single(new Migration(9000, "9000_x", Build).OnlineIndexes).Name);
        Assert.Empty(new Migration(9000, "9000_x", "ALTER TABLE stock ADD COLUMN a bigint; -- not CONCURRENTLY built").OnlineIndexes);
        var refused = Assert.Throws<InvalidOperationException>(
            () => new Migration(9000, "9000_x", Build + "ALTER TABLE stock ADD COLUMN a bigint;").OnlineIndexes);
        Assert.Contains("9000_x builds indexes online and has other statements", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE INDEX orders_x ON orders (a)", "orders_x", "orders", false)]
    [InlineData("CREATE UNIQUE INDEX {concurrently} stock_x\n    ON stock (a)", "stock_x", "stock", true)]
    [InlineData("create index orders_y on orders (a)", "orders_y", "orders", false)]
    public void Index_statements_are_found(string text, string name, string table, bool isConcurrent) =>
        Assert.Equal([(name, table, isConcurrent)], FindIndexes(text));

    private static (string Name, string Table, bool IsConcurrent)[] FindIndexes(string text) =>
    [
        .. Regex.Matches(
            text, @"CREATE\s+(UNIQUE\s+)?INDEX\s+(?<online>\{concurrently\}\s+)?(?<name>\w+)\s+ON\s+(?<table>\w+)",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)
            .Select(match => (match.Groups["name"].Value, match.Groups["table"].Value, match.Groups["online"].Success)),
    ];

    private static bool Creates(string text, string table) => text.Contains($"CREATE TABLE {table} (", StringComparison.Ordinal);
}
