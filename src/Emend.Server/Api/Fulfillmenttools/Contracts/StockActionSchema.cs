using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// An action on stocks: its name says which members it has. Actions on storage locations are told apart from misspelt ones.
/// </summary>
internal sealed class StockActionSchema : JsonSchema
{
    /// <summary>They name storage locations, and Emend keeps one stock per facility and article.</summary>
    private static readonly string[] OnLocations = ["DELETE_BY_LOCATIONS", "MOVE_TO_LOCATION"];

    private readonly Dictionary<string, JsonSchema> actions;
    private readonly JsonSchema name;

    public StockActionSchema(params ReadOnlySpan<ActionVariant> actions)
    {
        this.actions = actions.ToArray().ToDictionary(
            a => a.Name, a => (JsonSchema)Object([PropertySchema.Required("name", Choice(a.Name)), .. a.Members]), StringComparer.Ordinal);
        name = Choice([.. this.actions.Keys]);
    }

    public override string Expectation => $"an object with name {name.Expectation}";

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) =>
        new() { ["oneOf"] = new JsonArray([.. actions.Values.Select(a => a.ToJsonSchema(schemaRegistry))]) };

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("name", out var named))
        {
            if (value.ValueKind == JsonValueKind.Object) report.Add("name", "is missing", $"must be {name.Expectation}");
            else Mismatch(value, report);
            return;
        }

        var text = named.ValueKind == JsonValueKind.String ? TextSanitizer.Of(named) : null;
        if (text is not null && actions.TryGetValue(text, out var action))
        {
            action.Validate(value, report);
            return;
        }

        report.Enter("name");
        if (OnLocations.Contains(text))
            report.Add($"is {text}, and Emend keeps no storage locations", $"must be {name.Expectation}");
        else name.Validate(named, report);
        report.Leave();
    }

    /// <summary>An action and what it has beside its name.</summary>
    internal sealed record ActionVariant(string Name, params PropertySchema[] Members);
}
