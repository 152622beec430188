using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>An object of one of two shapes; the condition says which one it is checked by.</summary>
internal sealed class EitherShape(Func<JsonElement, bool> isFirst, Shape first, Shape second) : Shape
{
    public override string Words => "an object";

    public override void Check(JsonElement value, Report report) =>
        (value.ValueKind == JsonValueKind.Object && isFirst(value) ? first : second).Check(value, report);

    public override JsonObject Describe(Schemas schemas) => new()
    {
        ["anyOf"] = new JsonArray(first.Describe(schemas), second.Describe(schemas)),
    };
}
