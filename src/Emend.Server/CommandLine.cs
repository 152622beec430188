using Emend.Server.Http;

namespace Emend.Server;

/// <summary>Checks the command line. ASP.NET Core ignores arguments that it does not know.</summary>
internal static class CommandLine
{
    // Sections and keys of Emend and of ASP.NET Core that are useful on the command line.
    private static readonly string[] Roots =
    [
        "Emend", "ConnectionStrings", "Logging", "Kestrel", "urls", "environment", "AllowedHosts", "shutdownTimeoutSeconds",
    ];

    /// <summary>Rejects an argument that is not --Key=value or --Key value with a known key.</summary>
    public static void Check(string[] arguments)
    {
        for (var at = 0; at < arguments.Length; at++)
        {
            var argument = arguments[at];
            var end = argument.IndexOf('=', StringComparison.Ordinal);
            var option = end < 0 ? argument : argument[..end];
            if (!option.StartsWith("--", StringComparison.Ordinal) || !IsKnown(option[2..]))
            {
                throw new InvalidConfigurationException($"{option} is not an option. {Suggest(option)}");
            }

            if (end < 0 && (++at == arguments.Length || arguments[at].StartsWith("--", StringComparison.Ordinal)))
            {
                throw new InvalidConfigurationException($"{option} has no value. Specify {option}=value.");
            }
        }
    }

    private static bool IsKnown(string key) => Roots.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase);

    private static string Suggest(string option)
    {
        var parts = option.TrimStart('-').Split(':', 2);
        return NameSuggester.Suggest(parts[0], Roots) is { } near
            ? $"Did you mean --{string.Join(':', [near, .. parts[1..]])}?"
            : "Specify --Key=value; docs/configuration.md lists the keys of Emend.";
    }
}
