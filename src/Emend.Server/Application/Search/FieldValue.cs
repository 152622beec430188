using System.Globalization;
using System.Text.Json;

namespace Emend.Server.Application.Search;

internal enum FieldValueKind
{
    Text,
    Number,
    Flag,
    Moment,
}

/// <summary>One value of a field in canonical text form: equal values have equal texts.</summary>
internal readonly record struct FieldValue(FieldValueKind Kind, string Text)
{
    // Dividing by this removes trailing zeros: 1.50 becomes 1.5.
    private const decimal One = 1.000000000000000000000000000000000m;

    /// <summary>The timestamp of a moment or of a text that contains one, in microseconds; null for other values.</summary>
    public long? Micros => Kind switch
    {
        FieldValueKind.Moment => long.Parse(Text, CultureInfo.InvariantCulture),
        FieldValueKind.Text when Text is [_, _, _, _, '-', ..] && DateTimeOffset.TryParse(
            Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => ToMicros(moment),
        _ => null,
    };

    public static FieldValue From(string text) => new(FieldValueKind.Text, text);

    public static FieldValue From(decimal number) => new(FieldValueKind.Number, (number / One).ToString(CultureInfo.InvariantCulture));

    public static FieldValue From(bool flag) => new(FieldValueKind.Flag, flag ? "true" : "false");

    public static FieldValue From(DateTimeOffset moment) =>
        new(FieldValueKind.Moment, ToMicros(moment).ToString(CultureInfo.InvariantCulture));

    /// <summary>The value of a string, number or boolean; null for other kinds.</summary>
    public static FieldValue? From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => From(json.GetString()!),
        JsonValueKind.Number =>
            json.TryGetDecimal(out var number) ? From(number) : new FieldValue(FieldValueKind.Number, json.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => From(json.GetBoolean()),
        _ => null,
    };

    public static long ToMicros(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
}
