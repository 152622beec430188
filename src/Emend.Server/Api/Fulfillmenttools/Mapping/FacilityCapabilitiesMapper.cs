using System.Text.Json;
using Emend.Core.Routing;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps facility bodies to services, picking times, and capacity.</summary>
internal static class FacilityCapabilitiesMapper
{
    private const int LastMinute = (24 * 60) - 1;
    private const int MaxDays = 366;
    private static readonly PickingTimesSchema PickingTimes = new();

    /// <param name="body">A facility body from a request or from the store.</param>
    public static FacilityCapabilities ReadCapabilities(JsonElement body)
    {
        var address = body.GetProperty("address");
        return new()
        {
            Services = [.. body.ReadEntries("services").Select(
                s => s.ReadText("type") == "PICKUP" ? BusinessType.Collect : BusinessType.Shipping)],
            PickingTimes = body.ReadMember("pickingTimes") is { } times && IsValid(PickingTimes, times) ? [.. ReadSlots(times)] : null,
            ClosingDays = [.. body.ReadEntries("closingDays").Select(ReadClosingDay)],
            CapacityEnabled = body.ReadBoolean("capacityEnabled") ?? false,
            PlanningDays = (int)Math.Min(
                MaxDays, body.ReadInteger("capacityPlanningTimeframe") ?? FacilityCapabilities.Unknown.PlanningDays),
            BufferMinutes = (int)Math.Min(
                int.MaxValue / 2, body.ReadInteger("fulfillmentProcessBuffer") ?? FacilityCapabilities.Unknown.BufferMinutes),
            TimeZone = ReadTimeZone(
                address.ReadMember("resolvedTimeZone")) ?? FacilityTimeZones.GetForCountry(address.ReadText("country")!),
        };
    }

    private static TimeZoneInfo? ReadTimeZone(JsonElement? given) =>
        given is { ValueKind: JsonValueKind.Object } zone && zone.ReadMember("timeZoneId") is { ValueKind: JsonValueKind.String } id
            ? FacilityTimeZones.Find(id.GetString()!)
            : null;

    private static IEnumerable<PickingSlot> ReadSlots(JsonElement times) =>
        from day in times.EnumerateObject()
        from range in day.Value.EnumerateArray()
        let until = PickingTimesSchema.ToMinuteOfDay(range.GetProperty("end"))
        select new PickingSlot(
            (DayOfWeek)Array.IndexOf(PickingTimesSchema.Days, day.Name),
            PickingTimesSchema.ToMinuteOfDay(range.GetProperty("start")),
            until == LastMinute ? LastMinute + 1 : until,
            (int?)range.ReadInteger("capacity"));

    private static ClosingDay ReadClosingDay(JsonElement given) =>
        new(DateOnly.FromDateTime(given.ReadTimestamp("date")!.Value.DateTime), given.ReadText("recurrence") == "YEARLY");

    // Documents from before picking times were validated can be invalid.
    private static bool IsValid(JsonSchema schema, JsonElement value)
    {
        var report = new ValidationReport();
        schema.Validate(value, report);
        return report.Errors.IsEmpty;
    }
}
