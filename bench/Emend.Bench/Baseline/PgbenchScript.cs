using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Emend.Server.Storage;

namespace Emend.Bench.Baseline;

/// <summary>
/// Writes a recording as a pgbench script with the same statements and the same document sizes. All reads are in one pipeline and the
/// transaction is in another, so the script measures only the work of the database.
/// </summary>
/// <param name="Text">The script in bench/baseline.</param>
/// <param name="Values">Values of the script variables.</param>
internal sealed partial record PgbenchScript(string Text, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Maximum number of new ids per transaction. Each client uses its own range of ids.</summary>
    private const int FreshOfTransaction = 64;

    public static PgbenchScript From(StatementRecording statementRecording)
    {
        var roles = new ParameterRoleDetector(statementRecording);
        var parameterConstants = new ParameterConstants();
        var reads = statementRecording.Trips.Where(t => !t.Writes).SelectMany(t => t.Statements).Select(
            s => Sql(s, roles, parameterConstants)).ToList();
        var writes = statementRecording.Trips.Where(t => t.Writes).SelectMany(t => t.Statements).Select(
            s => Sql(s, roles, parameterConstants)).ToList();
        var text = new StringBuilder();
        text.Append($"-- {statementRecording.Name}: generated from Emend's own statements; see README.md.\n");
        foreach (var (name, value) in parameterConstants.Values.Where(v => v.Key.StartsWith("doc", StringComparison.Ordinal)))
        {
            text.Append($"-- {name}: {Encoding.UTF8.GetByteCount(value)} bytes\n");
        }

        text.Append(
            $"""
            \set sample random(0, :orders / :step - 1)
            \set order 1 + :step * :sample + :sample * 7919 % :step
            \set article 20 * random(0, 499) + :order % 20
            \set seq :seq + 1
            \set fresh (:seq * {FreshOfTransaction} + :client_id) * {FreshOfTransaction}

            """);
        Pipeline(text, reads);
        if (writes.Count > 0)
        {
            Pipeline(text, ["BEGIN", .. writes, "COMMIT"]);
        }

        return new(text.ToString(), parameterConstants.Values);
    }

    /// <summary>The same script with a suffix after the name of each variable in <see cref="Values"/>.</summary>
    public PgbenchScript WithSuffix(string suffix) => new(
        Variable().Replace(Text, m => Values.ContainsKey(m.Groups["name"].Value) ? m.Value + suffix : m.Value),
        Values.ToDictionary(v => v.Key + suffix, v => v.Value, StringComparer.Ordinal));

    private static void Pipeline(StringBuilder text, IEnumerable<string> statements)
    {
        text.Append("\\startpipeline\n");
        foreach (var statement in statements)
        {
            text.Append(statement).Append(";\n");
        }

        text.Append("\\endpipeline\n");
    }

    private static string Sql(Statement statement, ParameterRoleDetector roles, ParameterConstants parameterConstants)
    {
        var parameters = roles.Of(statement);
        return Numbered().Replace(
            OneLine(statement.Sql), m => Expression(parameters[int.Parse(m.ValueSpan[1..]) - 1], parameterConstants));
    }

    internal static string OneLine(string sql) => Blanks().Replace(sql, " ").Trim();

    private static string Expression(RecordedParameter parameter, ParameterConstants parameterConstants) => parameter.Role switch
    {
        ParameterRole.Order => Id("8000", ":order"),
        ParameterRole.Entity => Id("a000", ":order"),
        ParameterRole.Line => Id("b000", $"(:order::bigint * 16 + {parameter.Number})"),
        ParameterRole.Fresh => Id("c000", $"(:fresh::bigint + {parameter.Number})"),
        ParameterRole.FreshNumber => ":fresh",
        ParameterRole.Facility => "('01900000-0000-7000-8000-' || lpad((:order % 200)::text, 12, '0'))",
        ParameterRole.Article => $"('ART-' || lpad(((:article + {20 * parameter.Number}) % 10000)::text, 6, '0'))",
        ParameterRole.Present => parameter.Column,
        ParameterRole.Next => $"{parameter.Column} + 1",
        _ => parameter.Value switch
        {
            null => "NULL",
            "" => "''", // pgbench variables cannot be empty
            bool flag => flag ? "true" : "false",
            // PostgreSQL cannot infer the type in a SELECT list.
            long number => $":{parameterConstants.Name(parameter.Column, number)}::bigint",
            var value => $":{parameterConstants.Name(parameter.Column, value)}",
        },
    };

    private static string Id(string kind, string number) => $"('01910000-0000-7000-{kind}-' || lpad({number}::text, 12, '0'))";

    [GeneratedRegex(@"\$\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<!:):(?<name>[a-z]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    private sealed class ParameterConstants
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, string> Values => _values;

        public string Name(string column, object value)
        {
            var text = value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes).Replace("\\", "\\\\", StringComparison.Ordinal),
                string[] texts => $"{{{string.Join(',', texts)}}}",
                long[] numbers => $"{{{string.Join(',', numbers)}}}",
                _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
            };
            var stem = column.Length == 0 ? "number" : column;
            for (var i = 1; ; i++)
            {
                var name = i == 1 && stem != "doc" ? stem : $"{stem}{i}";
                if (_values.TryAdd(name, text) || _values[name] == text)
                {
                    return name;
                }
            }
        }
    }
}
