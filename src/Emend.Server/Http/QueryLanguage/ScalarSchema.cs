using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http.QueryLanguage;

/// <summary>A text, a number, true or false.</summary>
internal sealed class ScalarSchema : JsonSchema
{
    public static readonly ScalarSchema Any = new();

    private static readonly StringSchema AText = Text();

    public override string Expectation => "a text, a number, true or false";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind is JsonValueKind.String) AText.Validate(value, report);
        else if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)) Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => new() { ["type"] = SchemaRegistry.List(["string", "number", "boolean"]) };
}
