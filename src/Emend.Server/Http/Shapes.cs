using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

internal sealed class TextShape(int least, int most) : Shape
{
    public override string Words => least > 0 ? $"a text of 1 to {most} characters" : $"a text of at most {most} characters";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Mismatch(value, report);
            return;
        }

        if (Texts.Checked(Texts.Of(value), report) is not { } text) return;
        if (text.Length > most) report.Add($"has {text.Length} characters", $"must be {Words}");
        else if (least > 0 && string.IsNullOrWhiteSpace(text)) report.Add("is blank", $"must be {Words}");
    }

    public override JsonObject Describe(Schemas schemas) => least > 0
        ? Schemas.Of("string", ("minLength", least), ("maxLength", most), ("pattern", @"\S"))
        : Schemas.Of("string", ("maxLength", most));
}

internal sealed class NumberShape(decimal least, decimal most, bool whole) : Shape
{
    public override string Words => (whole ? "a whole number" : "a number") + Bounds;

    private string Bounds => (HasLeast, HasMost) switch
    {
        (true, true) => $" from {Digits(least)} to {Digits(most)}",
        (true, false) => $" of at least {Digits(least)}",
        (false, true) => $" of at most {Digits(most)}",
        _ => "",
    };

    private bool HasLeast => least != decimal.MinValue && least != long.MinValue;

    private bool HasMost => most != decimal.MaxValue && most != long.MaxValue;

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number)) Mismatch(value, report);
        else if (number < least || number > most || (whole && decimal.Truncate(number) != number)) Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of(
        whole ? "integer" : "number",
        ("format", whole ? "int64" : null),
        ("minimum", HasLeast ? least : null),
        ("maximum", HasMost ? most : null));

    private static string Digits(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}

internal sealed class FlagShape : Shape
{
    public override string Words => "true or false";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of("boolean");
}

internal sealed class MomentShape : Shape
{
    public override string Words => "a date and time with its zone, such as 2027-05-04T13:00:00Z or 2027-05-04T15:00:00+02:00";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.String || !Moments.TryRead(value, out _)) Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of("string", ("format", "date-time"));
}

internal sealed class CountryShape : Shape
{
    public override string Words => "a country code of ISO 3166-1: two capital letters, such as NL";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.String || !Countries.Are(Texts.Of(value))) Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) =>
        Schemas.Of("string", ("pattern", "^[A-Z]{2}$"), ("description", "A country code of ISO 3166-1 that is assigned."));
}

internal sealed class EmailShape : Shape
{
    private const int Most = 254;

    public override string Words => "an e-mail address, such as name@example.com";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.String || !IsAddress(Texts.Of(value))) Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of("string", ("format", "email"), ("maxLength", Most));

    private static bool IsAddress(string? text) =>
        text is { Length: > 2 and <= Most } && text.LastIndexOf('@') is > 0 and var at && at < text.Length - 1
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}

internal sealed class ChoiceShape(string[] values) : Shape
{
    private readonly FrozenSet<string> known = values.ToFrozenSet(StringComparer.Ordinal);

    public override string Words => values.Length == 1 ? values[0] : "one of " + string.Join(", ", values);

    public override void Check(JsonElement value, Report report)
    {
        var text = value.ValueKind == JsonValueKind.String ? Texts.Of(value) : null;
        if (text is not null && known.Contains(text)) return;
        var meant = text is null ? null : Nearest.To(text, values);
        report.Add($"is {Shown.As(value)}", meant is null ? $"must be {Words}" : $"must be {Words}; did you mean {meant}?");
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of("string", ("enum", Schemas.List(values)));
}

internal sealed class NullableShape(Shape shape) : Shape
{
    public override string Words => shape.Words + ", or null";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.Null) shape.Check(value, report);
    }

    public override JsonObject Describe(Schemas schemas)
    {
        var schema = shape.Describe(schemas);
        if (schema.ContainsKey("enum") || schema["type"] is not JsonValue type)
            return new() { ["anyOf"] = new JsonArray(schema, Schemas.Of("null")) };
        schema["type"] = Schemas.List([type.GetValue<string>(), "null"]);
        return schema;
    }
}

internal sealed class LaterShape(Func<Shape> shape) : Shape
{
    public override string Words => shape().Words;

    public override void Check(JsonElement value, Report report) => shape().Check(value, report);

    public override JsonObject Describe(Schemas schemas) => shape().Describe(schemas);
}
