using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>An object of one of two shapes; the condition says which one it is checked by.</summary>
internal sealed class EitherSchema(Func<JsonElement, bool> isFirst, JsonSchema first, JsonSchema second) : JsonSchema
{
    public override string Expectation => "an object";

    public override void Validate(JsonElement value, ValidationReport report) =>
        (value.ValueKind == JsonValueKind.Object && isFirst(value) ? first : second).Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => new()
    {
        ["anyOf"] = new JsonArray(first.ToJsonSchema(schemaRegistry), second.ToJsonSchema(schemaRegistry)),
    };
}
