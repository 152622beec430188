using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>A facility is changed by its members, or, as older clients do it, by a list of actions.</summary>
internal sealed class FacilityPatchShape : Shape
{
    public override string Words => "an object";

    public override JsonObject Describe(Schemas schemas) => new()
    {
        ["anyOf"] = new JsonArray(FacilityShapes.ForModification.Describe(schemas), FacilityShapes.ForActions.Describe(schemas)),
    };

    public override void Check(JsonElement value, Report report)
    {
        var byActions = value.ValueKind == JsonValueKind.Object && value.Has("actions");
        (byActions ? FacilityShapes.ForActions : FacilityShapes.ForModification).Check(value, report);
    }
}
