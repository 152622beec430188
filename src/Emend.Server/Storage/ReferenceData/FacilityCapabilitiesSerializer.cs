using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Routing;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Stored form of facility capabilities. Stored names never change.</summary>
internal static class FacilityCapabilitiesSerializer
{
    private const int Format = 1;

    private static readonly EnumNames<BusinessType> Services = new("SHIPPING", "COLLECT");
    private static readonly EnumNames<DayOfWeek> Days = new("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    public static byte[] Write(FacilityCapabilities capabilities) => JsonSerializer.SerializeToUtf8Bytes(
        new FacilityCapabilitiesDocument(
            Format,
            [.. capabilities.Services.Select(s => Services[s])],
            capabilities.PickingTimes?.Select(s => new PickingSlotDocument(Days[s.Day], s.From, s.Until, s.Capacity)).ToArray(),
            [.. capabilities.ClosingDays.Select(c => new ClosingDayDocument(c.Date.ToString("O", CultureInfo.InvariantCulture), c.Yearly))],
            capabilities.CapacityEnabled,
            capabilities.PlanningDays,
            capabilities.BufferMinutes,
            capabilities.TimeZone.Id),
        FacilityCapabilitiesJsonContext.Default.FacilityCapabilitiesDocument);

    public static FacilityCapabilities Read(byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, FacilityCapabilitiesJsonContext.Default.FacilityCapabilitiesDocument)!;
        return new()
        {
            Services = [.. stored.Services.Select(s => Services[s])],
            PickingTimes = stored.PickingTimes?.Select(s => new PickingSlot(Days[s.Day], s.From, s.Until, s.Capacity)).ToImmutableArray(),
            ClosingDays =
            [
                .. stored.ClosingDays.Select(c => new ClosingDay(DateOnly.ParseExact(c.Date, "O", CultureInfo.InvariantCulture), c.Yearly)),
            ],
            CapacityEnabled = stored.CapacityEnabled,
            PlanningDays = stored.PlanningDays,
            BufferMinutes = stored.BufferMinutes,
            TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById(stored.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
        };
    }
}

internal sealed record FacilityCapabilitiesDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("services")] string[] Services,
    [property: JsonPropertyName("pickingTimes")] PickingSlotDocument[]? PickingTimes,
    [property: JsonPropertyName("closingDays")] ClosingDayDocument[] ClosingDays,
    [property: JsonPropertyName("capacityEnabled")] bool CapacityEnabled,
    [property: JsonPropertyName("planningDays")] int PlanningDays,
    [property: JsonPropertyName("bufferMinutes")] int BufferMinutes,
    [property: JsonPropertyName("timeZone")] string TimeZone);

internal sealed record PickingSlotDocument(
    [property: JsonPropertyName("day")] string Day,
    [property: JsonPropertyName("from")] int From,
    [property: JsonPropertyName("until")] int Until,
    [property: JsonPropertyName("capacity")] int? Capacity);

internal sealed record ClosingDayDocument(
    [property: JsonPropertyName("date")] string Date,
    [property: JsonPropertyName("yearly")] bool Yearly);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FacilityCapabilitiesDocument))]
internal sealed partial class FacilityCapabilitiesJsonContext : JsonSerializerContext;
