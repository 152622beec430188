using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

internal sealed class ArraySchema(JsonSchema element, int min, int max) : JsonSchema
{
    public override string Expectation => min > 0 ? $"a list of {min} to {max}" : $"a list of at most {max}";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Mismatch(value, report);
            return;
        }

        var count = value.GetArrayLength();
        if (count < min || count > max) report.Add($"has {count} entries", $"must be {Expectation}");
        if (count > max) return;
        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            report.Enter(index++);
            element.Validate(entry, report);
            report.Leave();
            if (report.IsFull) return;
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of(
        "array", ("items", element.ToJsonSchema(schemaRegistry)), ("minItems", min > 0 ? min : null), ("maxItems", max));
}

/// <summary>A list of rows that are checked one by one afterwards, since each has its own result.</summary>
internal sealed class RowArraySchema(JsonSchema schema, int max) : JsonSchema
{
    public override string Expectation => $"a list of at most {max}";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Array) Mismatch(value, report);
        else if (value.GetArrayLength() is var count && count > max) report.Add($"has {count} entries", $"must be {Expectation}");
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of("array", ("items", schema.ToJsonSchema(schemaRegistry)), ("maxItems", max));

    /// <summary>What is wrong with one row of the list.</summary>
    public static ImmutableArray<ValidationError> Problems(string list, int at, JsonElement row, JsonSchema shape)
    {
        var report = new ValidationReport();
        report.Enter(list);
        report.Enter(at);
        shape.Validate(row, report);
        return report.Problems;
    }
}

/// <summary>Whatever it is; only what no store could keep is reported.</summary>
internal sealed class AnySchema : JsonSchema
{
    public override string Expectation => "any value";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: TextSanitizer.Checked(TextSanitizer.Of(value), report); break;
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

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => [];
}

internal sealed class AnyObjectSchema : JsonSchema
{
    public override string Expectation => "an object";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind == JsonValueKind.Object) MapSchema.CheckMembers(value, Anything, report);
        else Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of("object", ("additionalProperties", true));
}

internal sealed class MapSchema(JsonSchema entry) : JsonSchema
{
    public override string Expectation => $"an object in which every member is {entry.Expectation}";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind == JsonValueKind.Object) CheckMembers(value, entry, report);
        else Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) =>
        SchemaRegistry.Of("object", ("additionalProperties", entry.ToJsonSchema(schemaRegistry)));

    public static void CheckMembers(JsonElement value, JsonSchema entry, ValidationReport report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (TextSanitizer.Checked(TextSanitizer.NameOf(member), report) is not { } name) continue;
            report.Enter(name);
            if (seen.Add(name)) entry.Validate(member.Value, report);
            else report.Add("is there twice", "name it once");
            report.Leave();
            if (report.IsFull) return;
        }
    }
}
