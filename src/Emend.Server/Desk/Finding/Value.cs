using System.Globalization;
using System.Text.Json;

namespace Emend.Server.Desk.Finding;

internal enum ValueKind
{
    Text,
    Number,
    Flag,
    Moment,
}

/// <summary>One value of a field, written in one way only, so that equal values are equal texts.</summary>
internal readonly record struct Value(ValueKind Kind, string Text)
{
    // Keeps the value and drops the zeros behind it: 1.50 is 1.5.
    private const decimal One = 1.000000000000000000000000000000000m;

    /// <summary>The moment it is, or says; null where it says none.</summary>
    public long? Micros => Kind switch
    {
        ValueKind.Moment => long.Parse(Text, CultureInfo.InvariantCulture),
        ValueKind.Text when Text is [_, _, _, _, '-', ..] && DateTimeOffset.TryParse(
            Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => MicrosOf(moment),
        _ => null,
    };

    public static Value Of(string text) => new(ValueKind.Text, text);

    public static Value Of(decimal number) => new(ValueKind.Number, (number / One).ToString(CultureInfo.InvariantCulture));

    public static Value Of(bool flag) => new(ValueKind.Flag, flag ? "true" : "false");

    public static Value Of(DateTimeOffset moment) => new(ValueKind.Moment, MicrosOf(moment).ToString(CultureInfo.InvariantCulture));

    /// <summary>A text, number or flag; null for anything else.</summary>
    public static Value? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Of(json.GetString()!),
        JsonValueKind.Number => json.TryGetDecimal(out var number) ? Of(number) : new Value(ValueKind.Number, json.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => Of(json.GetBoolean()),
        _ => null,
    };

    public static long MicrosOf(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
}
