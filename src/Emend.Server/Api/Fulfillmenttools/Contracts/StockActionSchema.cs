using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// An action on stocks. The name determines the members. Actions on storage locations have their own error message.
/// </summary>
internal sealed class StockActionSchema : JsonSchema
{
    /// <summary>Unsupported actions on storage locations. Emend has one stock per facility and article.</summary>
    private static readonly string[] LocationActions = ["DELETE_BY_LOCATIONS", "MOVE_TO_LOCATION"];

    private readonly Dictionary<string, JsonSchema> _actions;
    private readonly JsonSchema _name;

    public StockActionSchema(params ReadOnlySpan<ActionVariant> actions)
    {
        this._actions = actions.ToArray().ToDictionary(
            a => a.Name, a => (JsonSchema)Object([PropertySchema.Required("name", Choice(a.Name)), .. a.Members]), StringComparer.Ordinal);
        _name = Choice([.. this._actions.Keys]);
    }

    public override string Expectation => $"an object with name {_name.Expectation}";

    public override JsonObject ToJsonSchema(SchemaRegistry registry) =>
        new() { ["oneOf"] = new JsonArray([.. _actions.Values.Select(a => a.ToJsonSchema(registry))]) };

    public override void Validate(JsonElement value, ValidationReport report)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("name", out var named))
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                report.Add("name", "is missing", $"must be {_name.Expectation}");
            }
            else
            {
                Mismatch(value, report);
            }

            return;
        }

        var text = named.ValueKind == JsonValueKind.String ? TextSanitizer.ReadText(named) : null;
        if (text is not null && _actions.TryGetValue(text, out var action))
        {
            action.Validate(value, report);
            return;
        }

        report.Enter("name");
        if (LocationActions.Contains(text))
        {
            report.Add($"is {text}, but Emend has no storage locations", $"must be {_name.Expectation}");
        }
        else
        {
            _name.Validate(named, report);
        }

        report.Leave();
    }

    /// <summary>An action and its members except the name.</summary>
    internal sealed record ActionVariant(string Name, params PropertySchema[] Members);
}
