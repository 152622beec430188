using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

internal sealed class StringSchema(int min, int max, bool isLine = false) : JsonSchema
{
    // The characters that the dot of a pattern does not match.
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\n\r\u2028\u2029");

    public override string Expectation => isLine ? $"one line of 1 to {max} characters"
        : min > 0 ? $"a string of 1 to {max} characters"
        : $"a string of at most {max} characters";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Mismatch(value, report);
            return;
        }

        if (TextSanitizer.Validate(TextSanitizer.ReadText(value), report) is not { } text)
        {
            return;
        }

        if (text.Length > max)
        {
            report.Add($"has {text.Length} characters", $"must be {Expectation}");
        }
        else if (min > 0 && string.IsNullOrWhiteSpace(text))
        {
            report.Add("is blank", $"must be {Expectation}");
        }
        else if (isLine && text.AsSpan().ContainsAny(LineBreaks))
        {
            report.Add("contains a line break", $"must be {Expectation}");
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => min > 0
        ? SchemaRegistry.CreateSchema("string", ("minLength", min), ("maxLength", max), ("pattern", isLine ? @"^.*\S.*$" : @"\S"))
        : SchemaRegistry.CreateSchema("string", ("maxLength", max));
}

internal sealed class NumberSchema(decimal min, decimal max, bool whole) : JsonSchema
{
    public override string Expectation => (whole ? "a whole number" : "a number") + Bounds;

    private string Bounds => (HasMin, HasMax) switch
    {
        (true, true) => $" from {Digits(min)} to {Digits(max)}",
        (true, false) => $" of at least {Digits(min)}",
        (false, true) => $" of at most {Digits(max)}",
        _ => "",
    };

    private bool HasMin => min != decimal.MinValue && min != long.MinValue;

    private bool HasMax => max != decimal.MaxValue && max != long.MaxValue;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number))
        {
            Mismatch(value, report);
        }
        else if (number < min || number > max || (whole && decimal.Truncate(number) != number))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema(
        whole ? "integer" : "number",
        ("format", whole ? "int64" : null),
        ("minimum", HasMin ? min : null),
        ("maximum", HasMax ? max : null));

    private static string Digits(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}

internal sealed class BooleanSchema : JsonSchema
{
    public override string Expectation => "true or false";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema("boolean");
}

internal sealed class DateTimeSchema : JsonSchema
{
    public override string Expectation => "a date and time with a time zone, such as 2027-05-04T13:00:00Z or 2027-05-04T15:00:00+02:00";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.String || !Rfc3339.TryRead(value, out _))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema("string", ("format", "date-time"));
}

internal sealed class CountrySchema : JsonSchema
{
    public override string Expectation => "an ISO 3166-1 alpha-2 country code in upper case, such as NL";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.String || !CountryCodes.IsAssigned(TextSanitizer.ReadText(value)))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        SchemaRegistry.CreateSchema("string", ("pattern", "^[A-Z]{2}$"), ("description", "An assigned ISO 3166-1 alpha-2 country code."));
}

internal sealed class EmailSchema : JsonSchema
{
    private const int Max = 254;

    public override string Expectation => "an e-mail address, such as name@example.com";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.String || !IsAddress(TextSanitizer.ReadText(value)))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        SchemaRegistry.CreateSchema("string", ("format", "email"), ("maxLength", Max));

    private static bool IsAddress(string? text) =>
        text is { Length: > 2 and <= Max } && text.LastIndexOf('@') is > 0 and var at && at < text.Length - 1
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}

internal sealed class EnumSchema(string[] values) : JsonSchema
{
    private readonly FrozenSet<string> _known = values.ToFrozenSet(StringComparer.Ordinal);

    public override string Expectation => values.Length == 1 ? values[0] : "one of " + string.Join(", ", values);

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var text = value.ValueKind == JsonValueKind.String ? TextSanitizer.ReadText(value) : null;
        if (text is not null && _known.Contains(text))
        {
            return;
        }

        var meant = text is null ? null : NameSuggester.Suggest(text, values);
        report.Add(
            $"is {ValueFormatter.Describe(value)}",
            meant is null ? $"must be {Expectation}" : $"must be {Expectation}; did you mean {meant}?");
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        SchemaRegistry.CreateSchema("string", ("enum", SchemaRegistry.CreateArray(values)));
}

internal sealed class NullableSchema(JsonSchema shape) : JsonSchema
{
    public override string Expectation => shape.Expectation + ", or null";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            shape.Validate(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry)
    {
        var schema = shape.ToJsonSchema(registry);
        if (schema.ContainsKey("enum") || schema["type"] is not JsonValue type)
        {
            return new() { ["anyOf"] = new JsonArray(schema, SchemaRegistry.CreateSchema("null")) };
        }

        schema["type"] = SchemaRegistry.CreateArray([type.GetValue<string>(), "null"]);
        return schema;
    }
}

internal sealed class RecursiveSchema(Func<JsonSchema> shape) : JsonSchema
{
    public override string Expectation => shape().Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => shape().Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => shape().ToJsonSchema(registry);
}
