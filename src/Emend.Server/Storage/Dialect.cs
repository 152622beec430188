namespace Emend.Server.Storage;

/// <summary>SQL text that differs between PostgreSQL and SQLite.</summary>
internal sealed class Dialect
{
    public static readonly Dialect PostgreSql = new(" FOR UPDATE", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Sorts by bytes, as SQLite does.
        ["text"] = "text COLLATE \"C\"",
        ["blob"] = "bytea COMPRESSION lz4",
        ["sequence"] = "bigint GENERATED ALWAYS AS IDENTITY",
        ["journal key"] = "PRIMARY KEY",
        // Sequence numbers are not in commit order. An event cursor passes a row only after all older transactions have ended.
        ["transaction id"] = "bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)",
        // Leaves free space in each page: an update of an unindexed column stays in its page and changes no index (HOT update).
        ["hot"] = "WITH (fillfactor = 70)",
        ["key table"] = "",
        ["hot key table"] = "WITH (fillfactor = 80)",
        ["numbers"] = "bigint[]",
        ["row number"] = "",
        ["row key"] = "PRIMARY KEY",
        ["index of terms"] = MigrationFragments.PostgreSqlTermIndex,
        ["standard index names"] = MigrationFragments.PostgreSqlStandardIndexNames,
        ["email of user document"] = "convert_from(doc, 'UTF8')::json ->> 'email'",
        ["journal offset"] = MigrationFragments.PostgreSqlJournalOffset,
        // Nodes keep writing while the index is built. A migration with it has only such statements.
        ["concurrently"] = "CONCURRENTLY",
    });

    public static readonly Dialect Sqlite = new("", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = "text",
        ["blob"] = "blob",
        ["sequence"] = "integer PRIMARY KEY AUTOINCREMENT",
        ["journal key"] = "UNIQUE",
        // SQLite has a single writer, so sequence numbers are in commit order.
        ["transaction id"] = "bigint NOT NULL DEFAULT 0",
        ["hot"] = "",
        ["key table"] = "WITHOUT ROWID",
        ["hot key table"] = "WITHOUT ROWID",
        ["numbers"] = "text",
        ["row number"] = "number integer PRIMARY KEY,",
        ["row key"] = "UNIQUE",
        ["index of terms"] = MigrationFragments.SqliteTermIndex,
        ["standard index names"] = MigrationFragments.SqliteStandardIndexNames,
        ["email of user document"] = "json_extract(CAST(doc AS text), '$.email')",
        ["journal offset"] = "",
        ["concurrently"] = "",
    });

    private readonly Dictionary<string, string> _texts;

    private Dialect(string forUpdate, Dictionary<string, string> texts) => (ForUpdate, this._texts) = (forUpdate, texts);

    /// <summary>Suffix that locks the rows of a query. Empty on SQLite, which has a single writer.</summary>
    public string ForUpdate { get; }

    /// <summary>Condition: the column equals one of the strings in an array parameter.</summary>
    public string AnyOf(string column, int parameter) =>
        this == PostgreSql ? $"{column} = ANY (${parameter})" : $"{column} IN (SELECT value FROM json_each(${parameter}))";

    /// <summary>Condition: no entry that commits later can precede this entry of the journal <c>j</c>.</summary>
    public string IsFinal => this == PostgreSql
        ? " AND j.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_xid_offset()"
        : "";

    /// <summary>
    /// Query for the last transaction and sequence number of a tenant, its only parameter, that are final now. Transactions of PostgreSQL
    /// are those of the server.
    /// </summary>
    public string JournalHead => this == PostgreSql
        ? StorageHead
        : "SELECT 0, coalesce((SELECT seq FROM journal WHERE tenant_id = $1 ORDER BY xid DESC, seq DESC LIMIT 1), 0)";

    /// <summary>Query for the last transaction and sequence number of all tenants that are final now.</summary>
    public string StorageHead => this == PostgreSql
        ? "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_xid_offset() - 1, 9223372036854775807"
        : "SELECT 0, coalesce(max(seq), 0) FROM journal";

    /// <summary>Query for the transaction and sequence number of the last entry of all tenants.</summary>
    public string LastJournalEntry => this == PostgreSql
        ? "SELECT coalesce(max(xid), -1), 9223372036854775807 FROM journal"
        : "SELECT 0, coalesce(max(seq), 0) FROM journal";

    /// <summary>
    /// Query: entries have higher transaction numbers than the cluster, because a dump was restored into another cluster. They would stay
    /// invisible, and new entries would precede them.
    /// </summary>
    public string JournalIsAhead => this == PostgreSql
        ? "SELECT coalesce(max(xid), -1) >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + journal_xid_offset() FROM journal"
        : "SELECT 0";

    /// <summary>Query for a text that changes if the database is restored into another cluster, database, table or timeline.</summary>
    public string StorageIdentity => this == PostgreSql
        ? "SELECT s.system_identifier::text || '/' || c.timeline_id::text || '/' || t.id "
            + $"FROM pg_control_system() s, pg_control_checkpoint() c, ({TableIdentity}) t"
        : TableIdentity;

    /// <summary>The part of <see cref="StorageIdentity"/> that every user may read.</summary>
    public string TableIdentity => this == PostgreSql
        ? "SELECT d.oid::text || '/' || 'journal'::regclass::oid::text AS id FROM pg_database d WHERE d.datname = current_database()"
        : "SELECT '' AS id";

    /// <summary>Statements that number new entries after the given transaction, whatever the numbers of the cluster are.</summary>
    public IEnumerable<string> ShiftJournal(long after) => this == PostgreSql
        ?
        [
            "DO $$ BEGIN EXECUTE format("
                + "$f$CREATE OR REPLACE FUNCTION journal_xid_offset() RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT %s::bigint'$f$, "
                + FormattableString.Invariant($"{after + 1} - pg_snapshot_xmin(pg_current_snapshot())::text::bigint); END $$"),
        ]
        : [];

    /// <summary>Query: the database has the table.</summary>
    public string HasTable(string name) => this == PostgreSql
        ? $"SELECT to_regclass('{name}') IS NOT NULL"
        : $"SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{name}')";

    /// <summary>Suffix that skips rows that another transaction has locked.</summary>
    public string SkipLocked => this == PostgreSql ? " SKIP LOCKED" : "";

    /// <summary>Condition: the row <c>s</c> of order_search_terms has one of the terms in an array parameter.</summary>
    public string HasAnyTerm(int parameter) => this == PostgreSql
        ? $"s.terms && ${parameter}"
        : $"EXISTS ({TermOf("s", parameter)})";

    /// <summary>
    /// FROM clause for the rows <c>s</c> of order_search_terms that have one of the terms in an array parameter and one of the terms in
    /// each
    /// further array parameter. The query uses only the index on terms.
    /// </summary>
    public string FromRowsWithTerms(int parameter, IEnumerable<int> further) => this == PostgreSql
        ? $"(SELECT * FROM order_search_terms x WHERE x.terms && ${parameter}"
            + $"{string.Concat(further.Select(f => $" AND x.terms && ${f}"))}) s"
        : $"(SELECT DISTINCT t.number FROM json_each(${parameter}) j CROSS JOIN order_search_term_entries t ON t.term = j.value "
            + $"WHERE 1 = 1{string.Concat(further.Select(f => $" AND EXISTS ({TermOf("t", f)})"))}) d "
            + "CROSS JOIN order_search_terms s ON s.number = d.number";

    /// <summary>The column that <see cref="HasAnyTerm"/> reads.</summary>
    public string TermsColumn => this == PostgreSql ? "s.terms" : "s.number";

    /// <summary>Replaces the {placeholders} of a migration.</summary>
    public string FillPlaceholders(string sql) =>
        _texts.Aggregate(sql, (text, pair) => text.Replace('{' + pair.Key + '}', pair.Value, StringComparison.Ordinal));

    private static string TermOf(string ruleId, int parameter) =>
        $"SELECT 1 FROM order_search_term_entries u WHERE u.number = {ruleId}.number "
        + $"AND u.term IN (SELECT value FROM json_each(${parameter}))";
}
