using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

internal sealed class ArraySchema(JsonSchema element, int min, int max) : JsonSchema
{
    public override string Expectation => min > 0 ? $"an array of {min} to {max} entries" : $"an array of at most {max} entries";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Mismatch(value, report);
            return;
        }

        var count = value.GetArrayLength();
        if (count < min || count > max)
        {
            report.Add($"has {count} entries", $"must be {Expectation}");
        }

        if (count > max)
        {
            return;
        }

        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            report.Enter(index++);
            element.Validate(entry, report);
            report.Leave();
            if (report.IsFull)
            {
                return;
            }
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema(
        "array", ("items", element.ToJsonSchema(registry)), ("minItems", min > 0 ? min : null), ("maxItems", max));
}

/// <summary>An array whose rows are validated separately with <see cref="ValidateRow"/>, because each row has its own result.</summary>
internal sealed class RowArraySchema(JsonSchema schema, int max) : JsonSchema
{
    public override string Expectation => $"an array of at most {max} entries";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Mismatch(value, report);
        }
        else if (value.GetArrayLength() is var count && count > max)
        {
            report.Add($"has {count} entries", $"must be {Expectation}");
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        SchemaRegistry.CreateSchema("array", ("items", schema.ToJsonSchema(registry)), ("maxItems", max));

    /// <summary>Validates one row of the array.</summary>
    public static ImmutableArray<ValidationError> ValidateRow(string list, int at, JsonElement row, JsonSchema schema)
    {
        var report = new ValidationReport();
        report.Enter(list);
        report.Enter(at);
        schema.Validate(row, report);
        return report.Errors;
    }
}

/// <summary>Any value. Reports only text that cannot be stored and duplicate members.</summary>
internal sealed class AnySchema : JsonSchema
{
    public override string Expectation => "any value";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: TextSanitizer.Validate(TextSanitizer.ReadText(value), report); break;
            case JsonValueKind.Object: MapSchema.CheckMembers(value, this, report); break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var entry in value.EnumerateArray())
                {
                    report.Enter(index++);
                    Validate(entry, report);
                    report.Leave();
                }

                break;
            default: break;
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => [];
}

internal sealed class AnyObjectSchema : JsonSchema
{
    public override string Expectation => "an object";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            MapSchema.CheckMembers(value, Anything, report);
        }
        else
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        SchemaRegistry.CreateSchema("object", ("additionalProperties", true));
}

internal sealed class MapSchema(JsonSchema entry) : JsonSchema
{
    public override string Expectation => $"an object whose members are each {entry.Expectation}";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckMembers(value, entry, report);
        }
        else
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        SchemaRegistry.CreateSchema("object", ("additionalProperties", entry.ToJsonSchema(registry)));

    public static void CheckMembers(JsonElement value, JsonSchema entry, ValidationReport report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (TextSanitizer.Validate(member.Name, report) is not { } name)
            {
                continue;
            }

            report.Enter(name);
            if (seen.Add(name))
            {
                entry.Validate(member.Value, report);
            }
            else
            {
                report.Add("is duplicated", "must occur once");
            }

            report.Leave();
            if (report.IsFull)
            {
                return;
            }
        }
    }
}
