using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http.QueryLanguage;

/// <summary>A string, a number, true or false.</summary>
internal sealed class ScalarSchema : JsonSchema
{
    public static readonly ScalarSchema Any = new();

    private static readonly StringSchema TextSchema = Text();

    public override string Expectation => "a string, a number, true or false";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind is JsonValueKind.String)
        {
            TextSchema.Validate(value, report);
        }
        else if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        new() { ["type"] = SchemaRegistry.CreateArray(["string", "number", "boolean"]) };
}
