using System.Globalization;
using FsCheck;

namespace Emend.Core.Tests;

/// <summary>
/// How many random cases a property checks. The environment variable EMEND_PROPERTY_CASES sets an upper limit and makes the cases the same
/// in every run: the mutation test runs the properties once per mutant.
/// </summary>
internal static class PropertyConfig
{
    private static readonly int? Limit = int.TryParse(
        Environment.GetEnvironmentVariable("EMEND_PROPERTY_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
        ? limit
        : null;

    /// <summary>Whether properties check as many cases as they require.</summary>
    public static bool HasAllCases => Limit is null;

    public static Config Create(int cases) => Limit is { } limit
        ? Config.QuickThrowOnFailure.WithMaxTest(Math.Min(cases, limit)).WithReplay(4_711, 13)
        : Config.QuickThrowOnFailure.WithMaxTest(cases);
}
