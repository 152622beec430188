using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>A duration of ISO 8601 that counts from now, backwards with a minus.</summary>
internal sealed partial class RelativeDurationSchema : JsonSchema
{
    public static readonly RelativeDurationSchema FromNow = new();

    public override string Expectation => "a duration of ISO 8601 from now on, such as P1W, or back, such as -P1D or -PT6H";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var text = value.ValueKind is JsonValueKind.String ? TextSanitizer.Of(value) : null;
        if (text is null || Read(text, DateTimeOffset.UnixEpoch.AddYears(100)) is null) Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of("string", ("description", Expectation));

    /// <summary>The moment that lies so far from now; null where the text is no duration or leads out of the calendar.</summary>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        var match = Form().Match(text);
        if (!match.Success || text[^1] is 'P' or 'T') return null;
        // Most people's minus is a hyphen, some editors' a dash.
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
    private static partial Regex Form();
}
