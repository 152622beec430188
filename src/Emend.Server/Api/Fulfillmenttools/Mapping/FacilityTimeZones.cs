using System.Collections.Frozen;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Default time zone of a facility without its own: the zone of its country, for countries with one zone.</summary>
internal static class FacilityTimeZones
{
    // Uses the zone of the capital also for remote regions (Azores, Canary Islands, Galápagos, and others).
    private static readonly FrozenDictionary<string, string> ZonesByCountry = new Dictionary<string, string>
    {
        ["AD"] = "Europe/Andorra", ["AE"] = "Asia/Dubai", ["AL"] = "Europe/Tirane", ["AT"] = "Europe/Vienna", ["BA"] = "Europe/Sarajevo",
        ["BE"] = "Europe/Brussels", ["BG"] = "Europe/Sofia", ["CH"] = "Europe/Zurich", ["CN"] = "Asia/Shanghai", ["CY"] = "Asia/Nicosia",
        ["CZ"] = "Europe/Prague", ["DE"] = "Europe/Berlin", ["DK"] = "Europe/Copenhagen", ["EE"] = "Europe/Tallinn",
        ["ES"] = "Europe/Madrid", ["FI"] = "Europe/Helsinki", ["FR"] = "Europe/Paris", ["GB"] = "Europe/London", ["GR"] = "Europe/Athens",
        ["HR"] = "Europe/Zagreb", ["HU"] = "Europe/Budapest", ["IE"] = "Europe/Dublin", ["IL"] = "Asia/Jerusalem", ["IN"] = "Asia/Kolkata",
        ["IS"] = "Atlantic/Reykjavik", ["IT"] = "Europe/Rome", ["JP"] = "Asia/Tokyo", ["KR"] = "Asia/Seoul", ["LI"] = "Europe/Vaduz",
        ["LT"] = "Europe/Vilnius", ["LU"] = "Europe/Luxembourg", ["LV"] = "Europe/Riga", ["MC"] = "Europe/Monaco",
        ["ME"] = "Europe/Podgorica", ["MK"] = "Europe/Skopje", ["MT"] = "Europe/Malta", ["NL"] = "Europe/Amsterdam",
        ["NO"] = "Europe/Oslo", ["PL"] = "Europe/Warsaw", ["PT"] = "Europe/Lisbon", ["RO"] = "Europe/Bucharest",
        ["RS"] = "Europe/Belgrade", ["SE"] = "Europe/Stockholm", ["SG"] = "Asia/Singapore", ["SI"] = "Europe/Ljubljana",
        ["SK"] = "Europe/Bratislava", ["SM"] = "Europe/San_Marino", ["TR"] = "Europe/Istanbul", ["UA"] = "Europe/Kyiv",
        ["ZA"] = "Africa/Johannesburg",
    }.ToFrozenDictionary();

    public static TimeZoneInfo? Find(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    public static TimeZoneInfo GetForCountry(string country) =>
        ZonesByCountry.TryGetValue(country, out var id) && Find(id) is { } zone ? zone : TimeZoneInfo.Utc;
}
