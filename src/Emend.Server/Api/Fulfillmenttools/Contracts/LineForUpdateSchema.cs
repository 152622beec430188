using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// A line of a modification. A line with an id is changed. A line without an id is added and requires all members of a new line.
/// </summary>
internal sealed class LineForUpdateSchema(ObjectSchema members) : JsonSchema
{
    public override string Expectation => members.Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        members.Validate(value, report);
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (value.HasMember("id"))
        {
            ValidateChanged(value, report);
        }
        else
        {
            ValidateAdded(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry)
    {
        var schema = members.ToJsonSchema(registry);
        string[][] enough = [["id", "quantity"], ["id", "article"], ["quantity", "article"]];
        schema["anyOf"] = new JsonArray([.. enough.Select(e => new JsonObject { ["required"] = SchemaRegistry.CreateArray(e) })]);
        return schema;
    }

    private static void ValidateChanged(JsonElement value, ValidationReport report)
    {
        if (!value.HasMember("quantity") && !value.HasMember("article"))
        {
            report.Add("has only an id", "must have a quantity or an article");
        }
    }

    private static void ValidateAdded(JsonElement value, ValidationReport report)
    {
        const string Adds = "a line without an id is a new line";
        if (!value.TryGetProperty("quantity", out var quantity))
        {
            report.Add("quantity", "is missing", $"{Adds} and requires a quantity");
        }
        else if (quantity.ValueKind == JsonValueKind.Number && quantity.TryGetDecimal(out var number) && number == 0)
        {
            report.Add("quantity", "is 0", $"{Adds} and requires a quantity above 0; to remove a line, send its id");
        }

        if (!value.TryGetProperty("article", out var article))
        {
            report.Add("article", "is missing", $"{Adds} and requires an article");
        }
        else if (article.ValueKind == JsonValueKind.Object && !article.HasMember("tenantArticleId"))
        {
            report.Add("article.tenantArticleId", "is missing", $"{Adds} and requires a tenantArticleId");
        }
    }
}
