namespace Emend.Server.Storage;

/// <summary>The few texts that truly differ between the two databases.</summary>
internal sealed class Dialect
{
    public static readonly Dialect PostgreSql = new(" FOR UPDATE", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Bytewise, as SQLite sorts.
        ["text"] = "text COLLATE \"C\"",
        ["blob"] = "bytea COMPRESSION lz4",
        ["sequence"] = "bigint GENERATED ALWAYS AS IDENTITY",
        ["journal key"] = "PRIMARY KEY",
        // A cursor over events may pass a row only when no older transaction is still running: sequences are not in commit order.
        ["transaction id"] = "bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)",
        // Room in the page, so that an update of an unindexed column stays there and touches no index.
        ["hot"] = "WITH (fillfactor = 70)",
        ["key table"] = "",
        ["hot key table"] = "WITH (fillfactor = 80)",
        ["numbers"] = "bigint[]",
        ["row number"] = "",
        ["row key"] = "PRIMARY KEY",
        // New orders wait in a list that every search goes through: a short one.
        ["index of terms"] =
            "CREATE INDEX order_terms_terms ON order_terms USING gin (terms) WITH (fastupdate = on, gin_pending_list_limit = 256)",
    });

    public static readonly Dialect Sqlite = new("", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["text"] = "text",
        ["blob"] = "blob",
        ["sequence"] = "integer PRIMARY KEY AUTOINCREMENT",
        ["journal key"] = "UNIQUE",
        // Its writer is alone: the sequence is in commit order.
        ["transaction id"] = "bigint NOT NULL DEFAULT 0",
        ["hot"] = "",
        ["key table"] = "WITHOUT ROWID",
        ["hot key table"] = "WITHOUT ROWID",
        ["numbers"] = "text",
        ["row number"] = "number integer PRIMARY KEY,",
        ["row key"] = "UNIQUE",
        ["index of terms"] = IndexOfTerms,
    });

    // It has no index over the entries of a list: a table that the list's own row keeps.
    private const string IndexOfTerms =
        """
        CREATE TABLE order_term (term bigint NOT NULL, number bigint NOT NULL, PRIMARY KEY (term, number)) WITHOUT ROWID;
        CREATE TRIGGER order_terms_added AFTER INSERT ON order_terms BEGIN
            INSERT INTO order_term (term, number) SELECT value, new.number FROM json_each(new.terms);
        END;
        CREATE TRIGGER order_terms_changed AFTER UPDATE OF terms ON order_terms BEGIN
            DELETE FROM order_term WHERE number = new.number
                AND term IN (SELECT value FROM json_each(old.terms) EXCEPT SELECT value FROM json_each(new.terms));
            INSERT INTO order_term (term, number)
                SELECT value, new.number FROM json_each(new.terms) EXCEPT SELECT value, new.number FROM json_each(old.terms);
        END;
        CREATE TRIGGER order_terms_removed AFTER DELETE ON order_terms BEGIN
            DELETE FROM order_term WHERE number = old.number AND term IN (SELECT value FROM json_each(old.terms));
        END
        """;

    private readonly Dictionary<string, string> texts;

    private Dialect(string forUpdate, Dictionary<string, string> texts) => (ForUpdate, this.texts) = (forUpdate, texts);

    /// <summary>What locks the rows of a query; nothing on SQLite, whose writer is alone.</summary>
    public string ForUpdate { get; }

    /// <summary>Whether a column is one of the texts in an array parameter.</summary>
    public string Among(string column, int parameter) =>
        this == PostgreSql ? $"{column} = ANY (${parameter})" : $"{column} IN (SELECT value FROM json_each(${parameter}))";

    /// <summary>Which entries of the journal <c>j</c> nothing can come before any more.</summary>
    public string Settled => this == PostgreSql ? " AND j.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint" : "";

    /// <summary>The last transaction and sequence that can be settled now.</summary>
    public string JournalHead => this == PostgreSql
        ? "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, 9223372036854775807"
        : "SELECT 0, coalesce(max(seq), 0) FROM journal";

    /// <summary>What passes rows that somebody else has locked.</summary>
    public string SkipLocked => this == PostgreSql ? " SKIP LOCKED" : "";

    /// <summary>Whether a row of order_terms, named <c>s</c>, has one of the terms in an array parameter.</summary>
    public string HasTerm(int parameter) => this == PostgreSql
        ? $"s.terms && ${parameter}"
        : $"EXISTS ({TermOf("s", parameter)})";

    /// <summary>
    /// The rows of order_terms, named <c>s</c>, that have one of the terms in an array parameter and one of each further such parameter:
    /// by the index over terms alone.
    /// </summary>
    public string FromTerms(int parameter, IEnumerable<int> further) => this == PostgreSql
        ? $"(SELECT * FROM order_terms x WHERE x.terms && ${parameter}{string.Concat(further.Select(f => $" AND x.terms && ${f}"))}) s"
        : $"(SELECT DISTINCT t.number FROM json_each(${parameter}) j CROSS JOIN order_term t ON t.term = j.value "
            + $"WHERE 1 = 1{string.Concat(further.Select(f => $" AND EXISTS ({TermOf("t", f)})"))}) d "
            + "CROSS JOIN order_terms s ON s.number = d.number";

    /// <summary>What <see cref="HasTerm"/> looks at.</summary>
    public string TermsColumn => this == PostgreSql ? "s.terms" : "s.number";

    /// <summary>The text with its {placeholders} filled.</summary>
    public string Fill(string sql) =>
        texts.Aggregate(sql, (text, pair) => text.Replace('{' + pair.Key + '}', pair.Value, StringComparison.Ordinal));

    private static string TermOf(string row, int parameter) =>
        $"SELECT 1 FROM order_term u WHERE u.number = {row}.number AND u.term IN (SELECT value FROM json_each(${parameter}))";
}
