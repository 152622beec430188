using System.Text.RegularExpressions;
using Emend.Server.Storage;

namespace Emend.Bench.Floor;

/// <summary>Tells the roles of one recording's parameters.</summary>
internal sealed partial class Roles(Recording recording)
{
    private readonly bool _places = recording.Name is "place";
    private readonly Dictionary<(Role Role, object Value), int> _numbers = [];

    /// <summary>The parameters of a statement, in the order of their numbers.</summary>
    public IReadOnlyList<Parameter> Of(Statement statement) =>
        [.. statement.Values.Select((value, i) => Of(statement.Sql, i + 1, value))];

    private Parameter Of(string sql, int number, object? value)
    {
        var column = Column(sql, number);
        var updates = sql.StartsWith("UPDATE", StringComparison.Ordinal);
        var inserts = sql.StartsWith("INSERT", StringComparison.Ordinal);
        var sets = updates && sql.IndexOf($"${number}", StringComparison.Ordinal) < sql.IndexOf("WHERE", StringComparison.Ordinal);
        var role = (column, value) switch
        {
            (_, null or string[] or long[]) => Role.Constant,
            ("order_id", _) => _places ? Role.Fresh : Role.Order,
            // What died is added under its id once; the floor's order loses the same entity again and again.
            ("entity_id", _) when inserts => Role.Fresh,
            ("entity_id" or "line_id", string id) => IdRole(column, id),
            ("facility_id", _) => Role.Facility,
            ("article_id", _) => Role.Article,
            ("tenant_order_id", _) => Role.Fresh,
            ("revision" or "version", _) when sets => Role.Next,
            ("personal_revision" or "consumer_id", _) when sets => Role.Present,
            ("revision", _) when updates => Role.Present,
            ("revision", _) when inserts && !_places => Role.FreshNumber,
            _ => Role.Constant,
        };
        return new(role, role is Role.Constant ? 0 : Number(role, value!), column, value);
    }

    private Role IdRole(string column, string id) =>
        !recording.Known.Contains(id) ? Role.Fresh : column is "line_id" ? Role.Line : Role.Entity;

    private int Number(Role role, object value)
    {
        if (!_numbers.TryGetValue((role, value), out var number))
            _numbers[(role, value)] = number = _numbers.Keys.Count(k => k.Role == role);
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
