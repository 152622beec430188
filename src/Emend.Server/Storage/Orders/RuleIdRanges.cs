using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Emend.Server.Storage.Orders;

/// <summary>Writes rule ids as ranges of consecutive numbers, such as "EL-1..10 IN-1..7".</summary>
internal static class RuleIdRanges
{
    public static string Write(ImmutableArray<string> rules)
    {
        var text = new StringBuilder();
        for (var i = 0; i < rules.Length;)
        {
            var (prefix, first) = Parts(rules[i]);
            var last = first;
            for (i++; i < rules.Length && Parts(rules[i]) == (prefix, last + 1); i++)
            {
                last++;
            }

            text.Append(text.Length == 0 ? "" : " ").Append(prefix).Append('-').Append(first);
            if (last > first)
            {
                text.Append("..").Append(last);
            }
        }
        return text.ToString();
    }

    public static ImmutableArray<string> Read(string text) =>
    [
        .. from range in text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           let parts = range.Split('-')
           let ends = parts[1].Split("..")
           let first = Number(ends[0])
           from number in Enumerable.Range(first, Number(ends[^1]) - first + 1)
           select string.Create(CultureInfo.InvariantCulture, $"{parts[0]}-{number}"),
    ];

    private static (string Prefix, int Number) Parts(string rule)
    {
        var at = rule.LastIndexOf('-');
        return (rule[..at], Number(rule[(at + 1)..]));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
