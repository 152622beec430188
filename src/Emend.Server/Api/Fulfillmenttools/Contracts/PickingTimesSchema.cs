using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Picking times of a facility: time ranges per weekday. A range ends after its start. Ranges of a day do not overlap.</summary>
internal sealed class PickingTimesSchema : JsonSchema
{
    private const int MaxPerDay = 48;
    private const int MaxCapacity = 1_000_000;

    public static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly JsonSchema TimeOfDay = Object(Required("hour", Integer(0, 23)), Required("minute", Integer(0, 59)));

    private static readonly JsonSchema Range = Object(
        Required("start", TimeOfDay), Required("end", TimeOfDay), Optional("capacity", Integer(0, MaxCapacity)))
        .Named("PickingRange").WithDescription("Ends after its start. Does not overlap other ranges of the day.");

    private static readonly JsonSchema Week = Object([.. Days.Select(day => Optional(day, List(Range, MaxPerDay)))]);

    public override string Expectation => Week.Expectation;

    public static int ToMinuteOfDay(JsonElement stamp) =>
        (int)((stamp.ReadInteger("hour")!.Value * 60) + stamp.ReadInteger("minute")!.Value);

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var known = report.Errors.Length;
        Week.Validate(value, report);
        if (report.Errors.Length > known)
        {
            return;
        }

        foreach (var day in value.EnumerateObject())
        {
            report.Enter(day.Name);
            ValidateDay(day.Value, report);
            report.Leave();
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => Week.ToJsonSchema(registry);

    private static void ValidateDay(JsonElement ranges, ValidationReport report)
    {
        var all = ranges.EnumerateArray().Select(
            r => (From: ToMinuteOfDay(r.GetProperty("start")), Until: ToMinuteOfDay(r.GetProperty("end")))).ToList();
        foreach (var (index, (from, until)) in all.Index())
        {
            report.Enter(index);
            if (until <= from)
            {
                report.Add("ends before its start", "must end on the same day, after its start");
            }
            else if (all.Index().Any(o => o.Index < index && o.Item.From < until && from < o.Item.Until))
            {
                report.Add("overlaps an earlier range of the day", "must start at or after the end of the earlier range");
            }

            report.Leave();
        }
    }
}

/// <summary>Name of a time zone in the IANA database.</summary>
internal sealed class TimeZoneSchema : JsonSchema
{
    public override string Expectation => "the name of a time zone, such as Europe/Amsterdam";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.String || TextSanitizer.ReadText(value) is not { Length: > 0 and < 100 } id
            || FacilityTimeZones.Find(id) is null)
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        SchemaRegistry.CreateSchema(
            "string", ("minLength", 1), ("maxLength", 99), ("description", "Name of a time zone in the IANA database."));
}
