using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Per weekday the ranges in which a facility picks: each ends after it starts, and none overlaps another.</summary>
internal sealed class PickingTimesShape : Shape
{
    private const int MostADay = 48;
    private const int MostCapacity = 1_000_000;

    public static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly Shape Stamp = Object(Must("hour", Whole(0, 23)), Must("minute", Whole(0, 59)));

    private static readonly Shape Range = Object(Must("start", Stamp), Must("end", Stamp), May("capacity", Whole(0, MostCapacity)))
        .Named("PickingRange").Says("It ends after it starts, and overlaps no other of the day.");

    private static readonly Shape Week = Object([.. Days.Select(day => May(day, List(Range, MostADay)))]);

    public override string Words => Week.Words;

    public static int Minute(JsonElement stamp) => (int)((stamp.Whole("hour")!.Value * 60) + stamp.Whole("minute")!.Value);

    public override void Check(JsonElement value, Report report)
    {
        var known = report.Problems.Length;
        Week.Check(value, report);
        if (report.Problems.Length > known) return;
        foreach (var day in value.EnumerateObject())
        {
            report.Enter(day.Name);
            CheckDay(day.Value, report);
            report.Leave();
        }
    }

    public override JsonObject Describe(Schemas schemas) => Week.Describe(schemas);

    private static void CheckDay(JsonElement ranges, Report report)
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
internal sealed class TimeZoneShape : Shape
{
    public override string Words => "the name of a time zone, such as Europe/Amsterdam";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.String || Texts.Of(value) is not { Length: > 0 and < 100 } id || TimeZones.Find(id) is null)
            Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) =>
        Schemas.Of("string", ("minLength", 1), ("maxLength", 99), ("description", "The name of a time zone in the IANA database."));
}
