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
    });

    private readonly Dictionary<string, string> texts;

    private Dialect(string forUpdate, Dictionary<string, string> texts) => (ForUpdate, this.texts) = (forUpdate, texts);

    /// <summary>What locks the rows of a query; nothing on SQLite, whose writer is alone.</summary>
    public string ForUpdate { get; }

    /// <summary>Whether a column is one of the texts in an array parameter.</summary>
    public string Among(string column, int parameter) =>
        this == PostgreSql ? $"{column} = ANY (${parameter})" : $"{column} IN (SELECT value FROM json_each(${parameter}))";

    /// <summary>Two array parameters of one length as rows of <c>pair(one, other)</c>; null where there is no such thing.</summary>
    public string? Pairs(int one, int other) =>
        this == PostgreSql ? $"unnest(${one}, ${other}) AS pair (one, other)" : null;

    /// <summary>What passes rows that somebody else has locked.</summary>
    public string SkipLocked => this == PostgreSql ? " SKIP LOCKED" : "";

    /// <summary>The text with its {placeholders} filled.</summary>
    public string Fill(string sql) =>
        texts.Aggregate(sql, (text, pair) => text.Replace('{' + pair.Key + '}', pair.Value, StringComparison.Ordinal));
}
