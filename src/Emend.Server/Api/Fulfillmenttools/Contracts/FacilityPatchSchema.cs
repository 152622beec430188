using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A facility is changed by its members, or, as older clients do it, by a list of actions.</summary>
internal sealed class FacilityPatchSchema : JsonSchema
{
    public override string Expectation => "an object";

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => new()
    {
        ["anyOf"] = new JsonArray(FacilitySchemas.ForModification.ToJsonSchema(schemaRegistry), FacilitySchemas.ForActions.ToJsonSchema(schemaRegistry)),
    };

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var byActions = value.ValueKind == JsonValueKind.Object && value.Has("actions");
        (byActions ? FacilitySchemas.ForActions : FacilitySchemas.ForModification).Validate(value, report);
    }
}
