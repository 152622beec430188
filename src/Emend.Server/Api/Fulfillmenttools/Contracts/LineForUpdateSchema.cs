using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>With an id a line is changed; without one it is added, and then it must say all that a line needs.</summary>
internal sealed class LineForUpdateSchema(ObjectSchema members) : JsonSchema
{
    public override string Expectation => members.Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        members.Validate(value, report);
        if (value.ValueKind != JsonValueKind.Object) return;
        if (value.Has("id")) CheckChanged(value, report);
        else CheckAdded(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry)
    {
        var schema = members.ToJsonSchema(schemaRegistry);
        string[][] enough = [["id", "quantity"], ["id", "article"], ["quantity", "article"]];
        schema["anyOf"] = new JsonArray([.. enough.Select(e => new JsonObject { ["required"] = SchemaRegistry.List(e) })]);
        return schema;
    }

    private static void CheckChanged(JsonElement value, ValidationReport report)
    {
        if (!value.Has("quantity") && !value.Has("article")) report.Add("says nothing but its id", "must have a quantity or an article");
    }

    private static void CheckAdded(JsonElement value, ValidationReport report)
    {
        const string Adds = "a line without an id is added";
        if (!value.TryGetProperty("quantity", out var quantity)) report.Add("quantity", "is missing", $"{Adds}, and needs one");
        else if (quantity.ValueKind == JsonValueKind.Number && quantity.TryGetDecimal(out var number) && number == 0)
            report.Add("quantity", "is 0", $"{Adds}, and needs more than that; name the id of the line to remove");
        if (!value.TryGetProperty("article", out var article)) report.Add("article", "is missing", $"{Adds}, and needs one");
        else if (article.ValueKind == JsonValueKind.Object && !article.Has("tenantArticleId"))
            report.Add("article.tenantArticleId", "is missing", $"{Adds}, and needs it");
    }
}
