namespace Emend.Server.Http;

/// <summary>Suggests a known name for an unknown one ("did you mean …?").</summary>
internal static class NameSuggester
{
    private const int MinPrefix = 3;

    /// <summary>
    /// Returns the known name with the smallest edit distance, or the shortest name that begins with the given one. Null if no name is
    /// close.
    /// </summary>
    public static string? Suggest(string given, IEnumerable<string> known)
    {
        if (given.Length > 64)
        {
            return null;
        }

        var near = Math.Max(1, given.Length / 3);
        var names = known.ToArray();
        return names.Select(name => (Name: name, Distance: Distance(given, name)))
            .Where(n => n.Distance <= near)
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name).FirstOrDefault()
            ?? names.Where(name => given.Length >= MinPrefix && name.StartsWith(given, StringComparison.OrdinalIgnoreCase))
                .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>Edit distance: insertions, deletions, substitutions and transpositions, ignoring case.</summary>
    private static int Distance(string from, string to)
    {
        var cells = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            cells[i, 0] = i;
        }

        for (var j = 0; j <= to.Length; j++)
        {
            cells[0, j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var same = Same(from[i - 1], to[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(cells[i - 1, j], cells[i, j - 1]) + 1, cells[i - 1, j - 1] + same);
                var swapped = i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]);
                cells[i, j] = swapped ? Math.Min(best, cells[i - 2, j - 2] + 1) : best;
            }
        }

        return cells[from.Length, to.Length];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
