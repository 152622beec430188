using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>An object with one of two schemas. The condition selects the schema for validation.</summary>
internal sealed class EitherSchema(Func<JsonElement, bool> isFirst, JsonSchema first, JsonSchema second) : JsonSchema
{
    public override string Expectation => "an object";

    public override void Validate(JsonElement value, ValidationReport report) =>
        (value.ValueKind == JsonValueKind.Object && isFirst(value) ? first : second).Validate(value, report);

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => new()
    {
        ["anyOf"] = new JsonArray(first.ToJsonSchema(registry), second.ToJsonSchema(registry)),
    };
}
