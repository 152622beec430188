using System.Text.Json;

namespace Emend.Server.Storage;

/// <summary>Many rows in one statement, and what such statements hold on to.</summary>
internal static class MultiRowStatement
{
    extension(Dialect dialect)
    {
        /// <summary>What keeps the rows of a query from being deleted, and lets others change them.</summary>
        public string ForKeyShare => dialect == Dialect.PostgreSql ? " FOR KEY SHARE" : "";

        /// <summary>
        /// Many rows as a table: an array per column on PostgreSQL, one JSON text on SQLite, which reads it once because of the limit
        /// that limits nothing. The values are those of <see cref="Columns"/>.
        /// </summary>
        /// <param name="name">The table's name in the statement.</param>
        /// <param name="first">The number of the first parameter; there is one for each column.</param>
        /// <param name="columns">The names of the columns; those that end with <c>_id</c> are texts, the others numbers.</param>
        public string Table(string name, int first, params string[] columns)
        {
            var arrays = dialect == Dialect.PostgreSql;
            var list = string.Join(
                ", ", columns.Select((c, at) => arrays ? $"${first + at}::{Type(c)}[]" : $"json_extract(value, '$[{at}]') AS {c}"));
            return arrays
                ? $"unnest({list}) AS {name} ({string.Join(", ", columns)})"
                : $"(SELECT {list} FROM json_each(${first}) LIMIT -1) AS {name}";
        }

        /// <summary>The values of a <see cref="Table"/>: string[] and long[], all of one length.</summary>
        public object?[] Columns(params Array[] columns)
        {
            if (dialect == Dialect.PostgreSql) return columns;
            var rows = Enumerable.Range(0, columns[0].Length).Select(row => columns.Select(c => c.GetValue(row)));
            return [JsonSerializer.Serialize(rows), .. new object?[columns.Length - 1]];
        }
    }

    private static string Type(string column) => column.EndsWith("_id", StringComparison.Ordinal) ? "text" : "bigint";
}
