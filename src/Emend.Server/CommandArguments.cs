using System.Globalization;
using Emend.Server.Http;

namespace Emend.Server;

/// <summary>The arguments of a command: words, options of the command, and configuration keys of the server.</summary>
internal sealed record CommandArguments(
    IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> Configuration)
{
    private const string Flag = "-stdin";

    /// <summary>Throws <see cref="InvalidConfigurationException"/> for unknown options and missing values.</summary>
    public static CommandArguments Parse(IReadOnlyList<string> arguments, string[] known)
    {
        var (words, configuration) = (new List<string>(), new List<string>());
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            var end = argument.IndexOf('=', StringComparison.Ordinal);
            var option = end < 0 ? argument : argument[..end];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(argument);
            }
            else if (option.Contains(':', StringComparison.Ordinal))
            {
                configuration.Add(end < 0 ? $"{argument}={ReadNext(arguments, ref at, option)}" : argument);
            }
            else if (!known.Contains(option))
            {
                var near = NameSuggester.Suggest(option, known);
                var fix = near is null ? $"The options are {string.Join(", ", known)}." : $"Did you mean {near}?";
                throw new InvalidConfigurationException($"{option} is not an option. {fix}");
            }
            else
            {
                options[option] = option.EndsWith(Flag, StringComparison.Ordinal) ? "true"
                    : end < 0 ? ReadNext(arguments, ref at, option) : argument[(end + 1)..];
            }
        }

        return new(words, options, configuration);
    }

    public string? Find(string option) => Options.GetValueOrDefault(option);

    public bool HasFlag(string option) => Options.ContainsKey(option);

    public string Require(string option) =>
        Find(option) ?? throw new InvalidConfigurationException($"{option} is missing. Specify {option} VALUE.");

    public bool? FindFlag(string option) => Find(option) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw new InvalidConfigurationException($"{option} is {other}. Specify true or false."),
    };

    public long? FindDays(string option) => Find(option) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days
        : throw new InvalidConfigurationException($"{option} is {text}. Specify a number of days.");

    private static string ReadNext(IReadOnlyList<string> arguments, ref int at, string option) =>
        ++at < arguments.Count && !arguments[at].StartsWith("--", StringComparison.Ordinal)
            ? arguments[at]
            : throw new InvalidConfigurationException($"{option} has no value. Specify {option}=value.");
}
