using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>An action on a pick job: PICK says of which lines, the others must not.</summary>
internal sealed class PickActionShape(ObjectShape members) : Shape
{
    private const string Lines = "lineItems";
    private static readonly string[] Others = ["START", "PAUSE", "CLOSE", "ABORT", "RESET"];

    public override string Words => members.Words;

    public override JsonObject Describe(Schemas schemas)
    {
        var (pick, other) = (members.Describe(schemas), members.Describe(schemas));
        pick["properties"]!["name"]!["enum"] = Schemas.List(["PICK"]);
        pick["required"]!.AsArray().Add(Lines);
        other["properties"]!["name"]!["enum"] = Schemas.List(Others);
        other["properties"]!.AsObject().Remove(Lines);
        return new() { ["oneOf"] = new JsonArray(pick, other) };
    }

    public override void Check(JsonElement value, Report report)
    {
        members.Check(value, report);
        if (value.ValueKind != JsonValueKind.Object) return;
        var name = value.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String ? Texts.Of(given) : null;
        if (name == "PICK" && !value.Has(Lines)) report.Add(Lines, "is missing", "must be what was picked, line by line");
        if (Others.Contains(name) && value.Has(Lines)) report.Add(Lines, $"is not for {name}", "leave it out");
    }
}
