using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Per weekday the ranges in which a facility picks: each ends after it starts, and none overlaps another.</summary>
internal sealed class PickingTimesSchema : JsonSchema
{
    private const int MaxPerDay = 48;
    private const int MaxCapacity = 1_000_000;

    public static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly JsonSchema Stamp = Object(Required("hour", Whole(0, 23)), Required("minute", Whole(0, 59)));

    private static readonly JsonSchema Range = Object(Required("start", Stamp), Required("end", Stamp), Optional("capacity", Whole(0, MaxCapacity)))
        .Named("PickingRange").WithDescription("It ends after it starts, and overlaps no other of the day.");

    private static readonly JsonSchema Week = Object([.. Days.Select(day => Optional(day, List(Range, MaxPerDay)))]);

    public override string Expectation => Week.Expectation;

    public static int Minute(JsonElement stamp) => (int)((stamp.Whole("hour")!.Value * 60) + stamp.Whole("minute")!.Value);

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var known = report.Problems.Length;
        Week.Validate(value, report);
        if (report.Problems.Length > known) return;
        foreach (var day in value.EnumerateObject())
        {
            report.Enter(day.Name);
            CheckDay(day.Value, report);
            report.Leave();
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => Week.ToJsonSchema(schemaRegistry);

    private static void CheckDay(JsonElement ranges, ValidationReport report)
    {
        var all = ranges.EnumerateArray().Select(r => (From: Minute(r.GetProperty("start")), Until: Minute(r.GetProperty("end")))).ToList();
        foreach (var (index, (from, until)) in all.Index())
        {
            report.Enter(index);
            if (until <= from) report.Add("ends before it starts", "must end on the same day, after it starts");
            else if (all.Index().Any(o => o.Index < index && o.Item.From < until && from < o.Item.Until))
                report.Add("overlaps an earlier range of the day", "must begin when the earlier has ended");
            report.Leave();
        }
    }
}

/// <summary>A time zone by its name in the IANA database.</summary>
internal sealed class TimeZoneSchema : JsonSchema
{
    public override string Expectation => "the name of a time zone, such as Europe/Amsterdam";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.String || TextSanitizer.Of(value) is not { Length: > 0 and < 100 } id || FacilityTimeZones.Find(id) is null)
            Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) =>
        SchemaRegistry.Of("string", ("minLength", 1), ("maxLength", 99), ("description", "The name of a time zone in the IANA database."));
}
