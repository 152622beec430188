using System.Globalization;

namespace Emend.Bench;

/// <summary>The command line: a mode, then <c>--name value</c> pairs. A name without a value is a flag.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> args)
    {
        Mode = args.Count > 0 ? args[0] : "help";
        for (var i = 1; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{args[i]}' is not an option. Options start with --.", nameof(args));
            }

            var flag = i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal);
            _values[args[i][2..]] = flag ? "true" : args[++i];
        }
    }

    public string Mode { get; }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public string GetText(string name, string defaultValue) => this[name] ?? defaultValue;

    public int GetNumber(string name, int defaultValue) =>
        this[name] is { } text ? int.Parse(text, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign) : defaultValue;

    public TimeSpan GetSeconds(string name, double defaultValue) =>
        TimeSpan.FromSeconds(this[name] is { } text ? double.Parse(text) : defaultValue);

    public bool HasFlag(string name) => this[name] is "true";

    public string[] GetList(string name, string defaultValue) =>
        GetText(name, defaultValue).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
