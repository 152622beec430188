using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>An ISO 8601 duration relative to now. A leading minus counts backwards.</summary>
internal sealed partial class RelativeDurationSchema : JsonSchema
{
    public static readonly RelativeDurationSchema Instance = new();

    public override string Expectation => "an ISO 8601 duration from now, such as P1W, or backwards, such as -P1D or -PT6H";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var text = value.ValueKind is JsonValueKind.String ? TextSanitizer.ReadText(value) : null;
        if (text is null || Read(text, DateTimeOffset.UnixEpoch.AddYears(100)) is null)
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema("string", ("description", Expectation));

    /// <summary>Returns now plus the duration. Returns null if the text is not a duration or the result is out of range.</summary>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        var match = Pattern().Match(text);
        if (!match.Success || text[^1] is 'P' or 'T')
        {
            return null;
        }
        // Accepts a hyphen, a dash, and a minus sign.
        var sign = match.Groups["minus"].Success ? -1 : 1;
        int Part(string name) =>
            match.Groups[name] is { Success: true } group ? sign * int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
        try
        {
            return now.AddYears(Part("years")).AddMonths(Part("months")).AddDays((7 * Part("weeks")) + Part("days"))
                .AddHours(Part("hours")).AddMinutes(Part("minutes")).AddSeconds(Part("seconds"));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"^(?:(?<minus>[-\u2010-\u2013\u2212])|\+)?P(?:(?<years>\d{1,4})Y)?(?:(?<months>\d{1,5})M)?(?:(?<weeks>\d{1,5})W)?"
        + @"(?:(?<days>\d{1,6})D)?(?:T(?:(?<hours>\d{1,7})H)?(?:(?<minutes>\d{1,8})M)?(?:(?<seconds>\d{1,9})S)?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
