using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Mapping;

/// <summary>What a facility offers and when it picks, theirs to ours.</summary>
internal static class FacilityOffers
{
    private const int LastMinute = (24 * 60) - 1;
    private const int MostDays = 366;
    private static readonly PickingTimesShape PickingTimes = new();

    /// <param name="body">A facility, as it was given or kept.</param>
    public static FacilityTerms Terms(JsonElement body)
    {
        var address = body.GetProperty("address");
        return new()
        {
            Services = [.. body.Entries("services").Select(s => s.Text("type") == "PICKUP" ? BusinessType.Collect : BusinessType.Shipping)],
            PickingTimes = body.Part("pickingTimes") is { } times && IsGood(PickingTimes, times) ? [.. Slots(times)] : null,
            ClosingDays = [.. body.Entries("closingDays").Select(Closing)],
            CapacityEnabled = body.Flag("capacityEnabled") ?? false,
            PlanningDays = (int)Math.Min(MostDays, body.Whole("capacityPlanningTimeframe") ?? FacilityTerms.Unknown.PlanningDays),
            BufferMinutes = (int)Math.Min(int.MaxValue / 2, body.Whole("fulfillmentProcessBuffer") ?? FacilityTerms.Unknown.BufferMinutes),
            TimeZone = Zone(address.Part("resolvedTimeZone")) ?? TimeZones.OfCountry(address.Text("country")!),
        };
    }

    private static TimeZoneInfo? Zone(JsonElement? given) =>
        given is { ValueKind: JsonValueKind.Object } zone && zone.Part("timeZoneId") is { ValueKind: JsonValueKind.String } id
            ? TimeZones.Find(id.GetString()!)
            : null;

    private static IEnumerable<PickingSlot> Slots(JsonElement times) =>
        from day in times.EnumerateObject()
        from range in day.Value.EnumerateArray()
        let until = PickingTimesShape.Minute(range.GetProperty("end"))
        select new PickingSlot(
            (DayOfWeek)Array.IndexOf(PickingTimesShape.Days, day.Name),
            PickingTimesShape.Minute(range.GetProperty("start")),
            until == LastMinute ? LastMinute + 1 : until,
            (int?)range.Whole("capacity"));

    private static ClosingDay Closing(JsonElement given) =>
        new(DateOnly.FromDateTime(given.Moment("date")!.Value.DateTime), given.Text("recurrence") == "YEARLY");

    // What was kept before picking times had a shape may have any.
    private static bool IsGood(Shape shape, JsonElement value)
    {
        var report = new Report();
        shape.Check(value, report);
        return report.Problems.IsEmpty;
    }
}
