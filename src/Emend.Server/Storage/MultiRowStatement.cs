using System.Text.Json;

namespace Emend.Server.Storage;

/// <summary>SQL for statements with many rows.</summary>
internal static class MultiRowStatement
{
    extension(Dialect dialect)
    {
        /// <summary>Suffix that prevents the deletion of the rows of a query and allows updates.</summary>
        public string ForKeyShare => dialect == Dialect.PostgreSql ? " FOR KEY SHARE" : "";

        /// <summary>
        /// A table expression over many rows: one array per column on PostgreSQL, one JSON text on SQLite. LIMIT -1 makes SQLite parse the
        /// JSON only once. <see cref="Columns"/> creates the parameter values.
        /// </summary>
        /// <param name="name">Alias of the table.</param>
        /// <param name="first">Number of the first parameter. There is one parameter per column.</param>
        /// <param name="columns">Column names. Columns that end with <c>_id</c> are text, all others are numbers.</param>
        public string Table(string name, int first, params string[] columns)
        {
            var arrays = dialect == Dialect.PostgreSql;
            var list = string.Join(
                ", ", columns.Select((c, at) => arrays ? $"${first + at}::{SqlType(c)}[]" : $"json_extract(value, '$[{at}]') AS {c}"));
            return arrays
                ? $"unnest({list}) AS {name} ({string.Join(", ", columns)})"
                : $"(SELECT {list} FROM json_each(${first}) LIMIT -1) AS {name}";
        }

        /// <summary>Parameter values of a <see cref="Table"/>: string[] and long[] of the same length.</summary>
        public object?[] Columns(params Array[] columns)
        {
            if (dialect == Dialect.PostgreSql)
            {
                return columns;
            }

            var rows = Enumerable.Range(0, columns[0].Length).Select(row => columns.Select(c => c.GetValue(row)));
            return [JsonSerializer.Serialize(rows), .. new object?[columns.Length - 1]];
        }
    }

    private static string SqlType(string column) => column.EndsWith("_id", StringComparison.Ordinal) ? "text" : "bigint";
}
