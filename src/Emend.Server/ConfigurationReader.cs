using System.Globalization;
using Emend.Server.Http;

namespace Emend.Server;

/// <summary>
/// Reads the configuration keys of Emend. A key is known if Emend reads it, so all keys are read at every start, whatever their values are.
/// </summary>
internal sealed class ConfigurationReader(IConfiguration configuration)
{
    private const int MaxInteger = 1_000_000;

    // Only Emend uses keys in these sections.
    private static readonly string[] Sections = ["Emend", "ConnectionStrings"];

    private readonly SortedSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The keys that were read.</summary>
    public IReadOnlyCollection<string> KnownKeys => _known;

    /// <summary>The value of a key; null if it is absent or empty.</summary>
    public string? ReadText(string key)
    {
        _known.Add(key);
        return configuration[key] is { Length: > 0 } text ? text : null;
    }

    /// <summary>The names and values of the keys directly in a section.</summary>
    public IReadOnlyList<(string Name, string Value)> ReadSection(string section) =>
    [
        .. configuration.GetSection(section).GetChildren().Where(entry => entry.Value is { Length: > 0 })
            .Select(entry => (entry.Key, ReadText(entry.Path)!)),
    ];

    public bool ReadFlag(string key, bool defaultValue) => ReadText(key) switch
    {
        null => defaultValue,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new InvalidConfigurationException($"{key} is {text}. Specify true or false."),
    };

    /// <summary>A whole number from <paramref name="min"/> to a million.</summary>
    public int ReadInteger(string key, int min, int defaultValue) => ReadText(key) switch
    {
        null => defaultValue,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= MaxInteger => number,
        var text => throw new InvalidConfigurationException(
            $"{key} is {text}. Specify a whole number from {min} to {MaxInteger}, such as {defaultValue}."),
    };

    /// <summary>A duration from <paramref name="min"/>, by default above zero, to less than a day.</summary>
    public TimeSpan ReadTimeSpan(string key, TimeSpan defaultValue, TimeSpan? min = null) => ReadText(key) switch
    {
        null => defaultValue,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
            && span >= (min ?? TimeSpan.FromTicks(1)) && span.TotalDays < 1 => span,
        var text => throw new InvalidConfigurationException(
            $"{key} is {text}. Specify a time of less than a day as hours:minutes:seconds, such as {defaultValue:c}."),
    };

    /// <summary>Rejects a key in a section of Emend that no part of Emend reads. A misspelled key would have no effect.</summary>
    public void RejectUnknownKeys()
    {
        foreach (var (key, value) in Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
        {
            if (value is not null && !_known.Contains(key))
            {
                throw new InvalidConfigurationException($"{key} is not a configuration key of Emend. {Suggest(key)}");
            }
        }
    }

    /// <summary>Rejects log levels that do not exist.</summary>
    public void RejectInvalidLogLevels()
    {
        foreach (var (key, value) in configuration.GetSection("Logging").AsEnumerable())
        {
            if (value is { Length: > 0 } && key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase)
                && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
            {
                throw new InvalidConfigurationException(
                    $"{key} is {value}. Specify one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }
    }

    private string Suggest(string key) => NameSuggester.Suggest(key, _known) is { } near
        ? $"Did you mean {near}?"
        : "docs/configuration.md lists all keys.";
}
