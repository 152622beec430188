using System.Globalization;
using System.Text;

namespace Emend.Bench.Baseline;

/// <summary>A recording as sqlite_floor.c reads it: a line per statement, then a line per parameter.</summary>
internal static class SqliteBaselineScript
{
    private const long DayInMicroseconds = 86_400_000_000;

    public static string Of(StatementRecording statementRecording)
    {
        var roles = new ParameterRoleDetector(statementRecording);
        var text = new StringBuilder($"# {statementRecording.Name}: made from the product's own statements; see README.md.\n");
        foreach (var statement in statementRecording.Trips.OrderBy(t => t.Writes).SelectMany(t => t.Statements))
        {
            text.Append("sql ").Append(PgbenchScript.OneLine(statement.Sql)).Append('\n');
            var parameters = roles.Of(statement);
            var kind = parameters.FirstOrDefault(p => p.Column is "kind")?.Value;
            foreach (var parameter in parameters)
                text.Append(parameter.Role is ParameterRole.Entity ? $"entity {kind}" : Line(parameter)).Append('\n');
        }
        return text.ToString();
    }

    private static string Line(RecordedParameter parameter) => parameter.Role switch
    {
        ParameterRole.Constant => parameter.Value switch
        {
            null => "null",
            long when parameter.Column is "at" || parameter.Column.EndsWith("_at", StringComparison.Ordinal) => "now",
            // Of a statement that is no plain INSERT: whatever lies within a day of now is no number of the order's.
            long moment when Math.Abs(moment - (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000)) < DayInMicroseconds => "now",
            string text when Guid.TryParse(text, out _) => $"text {Guid.Empty}",
            bool flag => flag ? "int 1" : "int 0",
            long number => string.Create(CultureInfo.InvariantCulture, $"int {number}"),
            byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"blob {bytes.Length}"),
            long[] numbers => $"text [{string.Join(',', numbers)}]",
            string[] texts => $"text [{string.Join(',', texts.Select(t => $"\"{t}\""))}]",
            var value => $"text {value}",
        },
        ParameterRole.Present => $"present {parameter.Column}",
        ParameterRole.Next => $"next {parameter.Column}",
        _ => $"{parameter.Role.ToString().ToLowerInvariant()} {parameter.Number}",
    };
}
