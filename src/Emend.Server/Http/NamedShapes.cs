using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>A shape that stands among the schemas of a document under its name.</summary>
internal sealed class NamedShape(string name, Shape shape) : Shape
{
    public override string Words => shape.Words;

    public override void Check(JsonElement value, Report report) => shape.Check(value, report);

    public override JsonObject Describe(Schemas schemas) => schemas.Reference(name, shape);
}

/// <summary>A shape with words for the reader of a document.</summary>
internal sealed class ExplainedShape(Shape shape, string explanation) : Shape
{
    public override string Words => shape.Words;

    public override void Check(JsonElement value, Report report) => shape.Check(value, report);

    public override JsonObject Describe(Schemas schemas)
    {
        var schema = shape.Describe(schemas);
        schema["description"] = explanation;
        return schema;
    }
}
