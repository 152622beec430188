using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>An action on a pick job: PICK says of which lines, the others must not.</summary>
internal sealed class PickActionShape(ObjectShape members) : Shape
{
    private const string Lines = "lineItems";

    public override string Words => members.Words;

    public override JsonObject Describe(Schemas schemas)
    {
        var schema = members.Describe(schemas);
        var isPick = new JsonObject { ["name"] = new JsonObject { ["const"] = "PICK" } };
        schema["if"] = new JsonObject { ["properties"] = isPick };
        schema["then"] = new JsonObject { ["required"] = Schemas.List([Lines]) };
        schema["else"] = new JsonObject { ["properties"] = new JsonObject { [Lines] = false } };
        return schema;
    }

    public override void Check(JsonElement value, Report report)
    {
        members.Check(value, report);
        if (value.ValueKind != JsonValueKind.Object) return;
        var name = value.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String ? Texts.Of(given) : null;
        if (name == "PICK" && !value.Has(Lines)) report.Add(Lines, "is missing", "must be what was picked, line by line");
        if (name is "START" or "CLOSE" or "ABORT" or "RESET" && value.Has(Lines)) report.Add(Lines, $"is not for {name}", "leave it out");
    }
}
