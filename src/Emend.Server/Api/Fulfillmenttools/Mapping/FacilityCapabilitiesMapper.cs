using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>What a facility offers and when it picks, theirs to ours.</summary>
internal static class FacilityCapabilitiesMapper
{
    private const int LastMinute = (24 * 60) - 1;
    private const int MaxDays = 366;
    private static readonly PickingTimesSchema PickingTimes = new();

    /// <param name="body">A facility, as it was given or kept.</param>
    public static FacilityCapabilities Terms(JsonElement body)
    {
        var address = body.GetProperty("address");
        return new()
        {
            Services = [.. body.Entries("services").Select(s => s.Text("type") == "PICKUP" ? BusinessType.Collect : BusinessType.Shipping)],
            PickingTimes = body.Part("pickingTimes") is { } times && IsGood(PickingTimes, times) ? [.. Slots(times)] : null,
            ClosingDays = [.. body.Entries("closingDays").Select(Closing)],
            CapacityEnabled = body.Flag("capacityEnabled") ?? false,
            PlanningDays = (int)Math.Min(MaxDays, body.Whole("capacityPlanningTimeframe") ?? FacilityCapabilities.Unknown.PlanningDays),
            BufferMinutes = (int)Math.Min(int.MaxValue / 2, body.Whole("fulfillmentProcessBuffer") ?? FacilityCapabilities.Unknown.BufferMinutes),
            TimeZone = Zone(address.Part("resolvedTimeZone")) ?? FacilityTimeZones.OfCountry(address.Text("country")!),
        };
    }

    private static TimeZoneInfo? Zone(JsonElement? given) =>
        given is { ValueKind: JsonValueKind.Object } zone && zone.Part("timeZoneId") is { ValueKind: JsonValueKind.String } id
            ? FacilityTimeZones.Find(id.GetString()!)
            : null;

    private static IEnumerable<PickingSlot> Slots(JsonElement times) =>
        from day in times.EnumerateObject()
        from range in day.Value.EnumerateArray()
        let until = PickingTimesSchema.Minute(range.GetProperty("end"))
        select new PickingSlot(
            (DayOfWeek)Array.IndexOf(PickingTimesSchema.Days, day.Name),
            PickingTimesSchema.Minute(range.GetProperty("start")),
            until == LastMinute ? LastMinute + 1 : until,
            (int?)range.Whole("capacity"));

    private static ClosingDay Closing(JsonElement given) =>
        new(DateOnly.FromDateTime(given.Moment("date")!.Value.DateTime), given.Text("recurrence") == "YEARLY");

    // What was kept before picking times had a shape may have any.
    private static bool IsGood(JsonSchema schema, JsonElement value)
    {
        var report = new ValidationReport();
        schema.Validate(value, report);
        return report.Problems.IsEmpty;
    }
}
