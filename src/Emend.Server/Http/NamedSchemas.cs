using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>A shape that stands among the schemas of a document under its name.</summary>
internal sealed class NamedSchema(string name, JsonSchema schema) : JsonSchema
{
    public override string Expectation => schema.Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => schema.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => schemaRegistry.Reference(name, schema);
}

/// <summary>A shape with words for the reader of a document.</summary>
internal sealed class DescribedSchema(JsonSchema shape, string explanation) : JsonSchema
{
    public override string Expectation => shape.Expectation;

    public override void Validate(JsonElement value, ValidationReport report) => shape.Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry)
    {
        var schema = shape.ToJsonSchema(schemaRegistry);
        schema["description"] = explanation;
        return schema;
    }
}
