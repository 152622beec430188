using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Common;
using Emend.Server.Http;
using Moments = Emend.Server.Http.Rfc3339;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A date (start of the day in UTC) or a date and time.</summary>
internal sealed class DaySchema : JsonSchema
{
    private const string Format = "yyyy-MM-dd";

    public override string Expectation => "a date, such as 2027-05-04, or a date and time with its zone";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind is not JsonValueKind.String || (ReadDay(value) is null && !Moments.TryRead(value, out _)))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema("string", ("description", Expectation));

    /// <summary>Returns the start of the day in UTC, or the given time.</summary>
    public static DateTimeOffset Read(JsonElement value) =>
        ReadDay(value) is { } day ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : value.GetDateTimeOffset().ToMicroseconds();

    private static DateOnly? ReadDay(JsonElement value) =>
        DateOnly.TryParseExact(TextSanitizer.ReadText(value), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
