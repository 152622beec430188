using System.Globalization;
using System.Text.Json;

namespace Emend.Server.Http;

/// <summary>Timestamps in RFC 3339 format with a required time zone.</summary>
internal static class Rfc3339
{
    private const int Min = 20;

    public static bool TryRead(JsonElement value, out DateTimeOffset moment)
    {
        moment = default;
        return TextSanitizer.ReadText(value) is { } text && HasZone(text) && value.TryGetDateTimeOffset(out moment);
    }

    public static bool TryRead(string text, out DateTimeOffset moment)
    {
        moment = default;
        return HasZone(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    /// <summary>Writes UTC with milliseconds and Z. Clients of fulfillmenttools expect this format.</summary>
    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static bool HasZone(string text) =>
        text.Length >= Min && text[10] == 'T' && (text[^1] == 'Z' || (text[^3] == ':' && text[^6] is '+' or '-'));
}
