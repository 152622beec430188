using System.Text.RegularExpressions;
using Emend.Server.Storage;

namespace Emend.Bench.Baseline;

/// <summary>Detects the roles of the parameters of one recording.</summary>
internal sealed partial class ParameterRoleDetector(StatementRecording statementRecording)
{
    private readonly bool _places = statementRecording.Name is "place";
    private readonly Dictionary<(ParameterRole Role, object Value), int> _numbers = [];

    /// <summary>The parameters of a statement, in the order of their numbers.</summary>
    public IReadOnlyList<RecordedParameter> Of(Statement statement) =>
        [.. statement.Values.Select((value, i) => Of(statement.Sql, i + 1, value))];

    private RecordedParameter Of(string sql, int number, object? value)
    {
        var column = Column(sql, number);
        var updates = sql.StartsWith("UPDATE", StringComparison.Ordinal);
        var inserts = sql.StartsWith("INSERT", StringComparison.Ordinal);
        var sets = updates && sql.IndexOf($"${number}", StringComparison.Ordinal) < sql.IndexOf("WHERE", StringComparison.Ordinal);
        var role = (column, value) switch
        {
            (_, null or string[] or long[]) => ParameterRole.Constant,
            ("order_id", _) => _places ? ParameterRole.Fresh : ParameterRole.Order,
            // The product inserts an ended entity once. The baseline inserts one on every run, so each run needs a new id.
            ("entity_id", _) when inserts => ParameterRole.Fresh,
            ("entity_id" or "line_id", string id) => IdRole(column, id),
            ("facility_id", _) => ParameterRole.Facility,
            ("article_id", _) => ParameterRole.Article,
            ("tenant_order_id" or "tenant_order_key", _) => ParameterRole.Fresh,
            ("revision" or "version", _) when sets => ParameterRole.Next,
            ("personal_revision" or "consumer_id", _) when sets => ParameterRole.Present,
            ("revision", _) when updates => ParameterRole.Present,
            ("revision", _) when inserts && !_places => ParameterRole.FreshNumber,
            _ => ParameterRole.Constant,
        };
        return new(role, role is ParameterRole.Constant ? 0 : Number(role, value!), column, value);
    }

    private ParameterRole IdRole(string column, string id) =>
        !statementRecording.Known.Contains(id) ? ParameterRole.Fresh : column is "line_id" ? ParameterRole.Line : ParameterRole.Entity;

    private int Number(ParameterRole role, object value)
    {
        if (!_numbers.TryGetValue((role, value), out var number))
        {
            _numbers[(role, value)] = number = _numbers.Keys.Count(k => k.Role == role);
        }

        return number;
    }

    private static string Column(string sql, int number)
    {
        if (Inserted().Match(sql) is { Success: true } insert)
        {
            var values = insert.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
            var at = Array.IndexOf(values, $"${number}");
            return at < 0 ? "" : insert.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries)[at];
        }
        return Compared().Matches(sql).FirstOrDefault(m => m.Groups["number"].Value == $"{number}")?.Groups["column"].Value ?? "";
    }

    [GeneratedRegex(
        @"^INSERT INTO \w+ \((?<columns>[^)]*)\)\s+VALUES \((?<values>[^)]*)\)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Inserted();

    [GeneratedRegex(@"(?<column>\w+) = \$(?<number>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Compared();
}
