using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Body of a facility update: members, or a list of actions (older form).</summary>
internal sealed class FacilityPatchSchema : JsonSchema
{
    public override string Expectation => "an object";

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => new()
    {
        ["anyOf"] = new JsonArray(FacilitySchemas.ForUpdate.ToJsonSchema(registry), FacilitySchemas.ForActions.ToJsonSchema(registry)),
    };

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var byActions = value.ValueKind == JsonValueKind.Object && value.HasMember("actions");
        (byActions ? FacilitySchemas.ForActions : FacilitySchemas.ForUpdate).Validate(value, report);
    }
}
