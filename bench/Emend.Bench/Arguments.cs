using System.Globalization;

namespace Emend.Bench;

/// <summary>The command line: a mode, then <c>--name value</c> pairs.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> args)
    {
        Mode = args.Count > 0 ? args[0] : "help";
        for (var i = 1; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                throw new ArgumentException($"'{args[i]}' is no option; options start with --.", nameof(args));
            var flag = i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal);
            _values[args[i][2..]] = flag ? "true" : args[++i];
        }
    }

    public string Mode { get; }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public string Text(string name, string otherwise) => this[name] ?? otherwise;

    public int Number(string name, int otherwise) =>
        this[name] is { } text ? int.Parse(text, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign) : otherwise;

    public TimeSpan Seconds(string name, double otherwise) =>
        TimeSpan.FromSeconds(this[name] is { } text ? double.Parse(text) : otherwise);

    public bool Flag(string name) => this[name] is "true";

    public string[] List(string name, string otherwise) =>
        Text(name, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
