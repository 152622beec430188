using System.Globalization;
using System.Text;

namespace Emend.Bench.Baseline;

/// <summary>Writes a recording in the format of sqlite_baseline.c: one line per statement, followed by one line per parameter.</summary>
internal static class SqliteBaselineScript
{
    private const long DayInMicroseconds = 86_400_000_000;

    public static string Of(StatementRecording statementRecording)
    {
        var roles = new ParameterRoleDetector(statementRecording);
        var text = new StringBuilder($"# {statementRecording.Name}: generated from Emend's own statements; see README.md.\n");
        foreach (var statement in statementRecording.Trips.OrderBy(t => t.Writes).SelectMany(t => t.Statements))
        {
            text.Append("sql ").Append(PgbenchScript.OneLine(statement.Sql)).Append('\n');
            var parameters = roles.Of(statement);
            var kind = parameters.FirstOrDefault(p => p.Column is "kind")?.Value;
            foreach (var parameter in parameters)
            {
                text.Append(parameter switch
                {
                    { Role: ParameterRole.Entity } => $"entity {kind}",
                    { Value: long[] terms } when statementRecording.TermsBefore is { Count: > 0 } before =>
                        $"terms {List(before.Except(terms))} {List(terms.Except(before))}",
                    _ => Line(parameter),
                }).Append('\n');
            }
        }
        return text.ToString();
    }

    private static string List(IEnumerable<long> numbers) => $"[{string.Join(',', numbers)}]";

    private static string Line(RecordedParameter parameter) => parameter.Role switch
    {
        ParameterRole.Constant => parameter.Value switch
        {
            null => "null",
            long when parameter.Column is "at" || parameter.Column.EndsWith("_at", StringComparison.Ordinal) => "now",
            // In statements other than plain INSERTs, a number within one day of now is a timestamp.
            long time when Math.Abs(time - (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000)) < DayInMicroseconds => "now",
            string text when Guid.TryParse(text, out _) => $"text {Guid.Empty}",
            bool flag => flag ? "int 1" : "int 0",
            long number => string.Create(CultureInfo.InvariantCulture, $"int {number}"),
            byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"blob {bytes.Length}"),
            long[] numbers => $"text {List(numbers)}",
            string[] texts => $"text [{string.Join(',', texts.Select(t => $"\"{t}\""))}]",
            var value => $"text {value}",
        },
        ParameterRole.Present => $"present {parameter.Column}",
        ParameterRole.Next => $"next {parameter.Column}",
        _ => $"{parameter.Role.ToString().ToLowerInvariant()} {parameter.Number}",
    };
}
