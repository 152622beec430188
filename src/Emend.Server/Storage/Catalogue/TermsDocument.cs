using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Routing;

namespace Emend.Server.Storage.Catalogue;

/// <summary>What a facility offers, as it is stored. Names and forms are a format.</summary>
internal static class TermsDocument
{
    private const int Format = 1;

    private static readonly Names<BusinessType> Services = new("SHIPPING", "COLLECT");
    private static readonly Names<DayOfWeek> Days = new("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    public static byte[] Write(FacilityTerms terms) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredTerms(
            Format,
            [.. terms.Services.Select(s => Services[s])],
            terms.PickingTimes?.Select(s => new StoredSlot(Days[s.Day], s.From, s.Until, s.Capacity)).ToArray(),
            [.. terms.ClosingDays.Select(c => new StoredClosing(c.Date.ToString("O", CultureInfo.InvariantCulture), c.Yearly))],
            terms.CapacityEnabled,
            terms.PlanningDays,
            terms.BufferMinutes,
            terms.TimeZone.Id),
        TermsJson.Default.StoredTerms);

    public static FacilityTerms Read(byte[] doc)
    {
        var stored = JsonSerializer.Deserialize(doc, TermsJson.Default.StoredTerms)!;
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

internal sealed record StoredTerms(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("services")] string[] Services,
    [property: JsonPropertyName("pickingTimes")] StoredSlot[]? PickingTimes,
    [property: JsonPropertyName("closingDays")] StoredClosing[] ClosingDays,
    [property: JsonPropertyName("capacityEnabled")] bool CapacityEnabled,
    [property: JsonPropertyName("planningDays")] int PlanningDays,
    [property: JsonPropertyName("bufferMinutes")] int BufferMinutes,
    [property: JsonPropertyName("timeZone")] string TimeZone);

internal sealed record StoredSlot(
    [property: JsonPropertyName("day")] string Day,
    [property: JsonPropertyName("from")] int From,
    [property: JsonPropertyName("until")] int Until,
    [property: JsonPropertyName("capacity")] int? Capacity);

internal sealed record StoredClosing(
    [property: JsonPropertyName("date")] string Date,
    [property: JsonPropertyName("yearly")] bool Yearly);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredTerms))]
internal sealed partial class TermsJson : JsonSerializerContext;
