using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http.Searching;

/// <summary>A text, a number, true or false.</summary>
internal sealed class ScalarShape : Shape
{
    public static readonly ScalarShape Any = new();

    private static readonly TextShape AText = Text();

    public override string Words => "a text, a number, true or false";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind is JsonValueKind.String) AText.Check(value, report);
        else if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)) Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => new() { ["type"] = Schemas.List(["string", "number", "boolean"]) };
}
