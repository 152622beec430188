using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application;
using Emend.Server.Http;
using Moments = Emend.Server.Http.Rfc3339;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A day, from its first moment in UTC on; a moment is taken as well.</summary>
internal sealed class DaySchema : JsonSchema
{
    private const string Form = "yyyy-MM-dd";

    public override string Expectation => "a date, such as 2027-05-04, or a date and time with its zone";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind is not JsonValueKind.String || (Day(value) is null && !Moments.TryRead(value, out _))) Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of("string", ("description", Expectation));

    /// <summary>When it begins.</summary>
    public static DateTimeOffset Read(JsonElement value) =>
        Day(value) is { } day ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : value.GetDateTimeOffset().ToMicroseconds();

    private static DateOnly? Day(JsonElement value) =>
        DateOnly.TryParseExact(value.GetString(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
