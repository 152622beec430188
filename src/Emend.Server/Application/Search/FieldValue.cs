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

/// <summary>One value of a field, written in one way only, so that equal values are equal texts.</summary>
internal readonly record struct FieldValue(FieldValueKind Kind, string Text)
{
    // Keeps the value and drops the zeros behind it: 1.50 is 1.5.
    private const decimal One = 1.000000000000000000000000000000000m;

    /// <summary>The moment it is, or says; null where it says none.</summary>
    public long? Micros => Kind switch
    {
        FieldValueKind.Moment => long.Parse(Text, CultureInfo.InvariantCulture),
        FieldValueKind.Text when Text is [_, _, _, _, '-', ..] && DateTimeOffset.TryParse(
            Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => MicrosOf(moment),
        _ => null,
    };

    public static FieldValue From(string text) => new(FieldValueKind.Text, text);

    public static FieldValue From(decimal number) => new(FieldValueKind.Number, (number / One).ToString(CultureInfo.InvariantCulture));

    public static FieldValue From(bool flag) => new(FieldValueKind.Flag, flag ? "true" : "false");

    public static FieldValue From(DateTimeOffset moment) => new(FieldValueKind.Moment, MicrosOf(moment).ToString(CultureInfo.InvariantCulture));

    /// <summary>A text, number or flag; null for anything else.</summary>
    public static FieldValue? From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => From(json.GetString()!),
        JsonValueKind.Number => json.TryGetDecimal(out var number) ? From(number) : new FieldValue(FieldValueKind.Number, json.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => From(json.GetBoolean()),
        _ => null,
    };

    public static long MicrosOf(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
}
