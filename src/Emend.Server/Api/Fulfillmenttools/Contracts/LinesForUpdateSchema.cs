using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>The lines of a modification. Each line of the order occurs at most once.</summary>
internal sealed class LinesForUpdateSchema : JsonSchema
{
    private static readonly ArraySchema Lines = List(OrderLineSchemas.ForUpdate);

    public override string Expectation => Lines.Expectation;

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => Lines.ToJsonSchema(registry);

    public override void Validate(JsonElement value, ValidationReport report)
    {
        Lines.Validate(value, report);
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, line) in value.EnumerateArray().Index())
        {
            if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("id", out var id))
            {
                continue;
            }

            if (id.ValueKind != JsonValueKind.String || TextSanitizer.ReadText(id) is not { } text || seen.Add(text))
            {
                continue;
            }

            report.Enter(index);
            report.Add("id", $"is {ValueFormatter.Describe(id)} again", "must be unique in the list");
            report.Leave();
        }
    }
}
