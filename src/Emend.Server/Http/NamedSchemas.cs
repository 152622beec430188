using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>A schema with a name in the OpenAPI document. Other schemas reference it.</summary>
internal sealed class NamedSchema(string name, JsonSchema schema) : JsonSchema
{
    public override string Expectation => schema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => schema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => registry.Reference(name, schema);
}

/// <summary>A schema with a description in the OpenAPI document.</summary>
internal sealed class DescribedSchema(JsonSchema shape, string explanation) : JsonSchema
{
    public override string Expectation => shape.Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => shape.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry registry)
    {
        var schema = shape.ToJsonSchema(registry);
        schema["description"] = explanation;
        return schema;
    }
}
