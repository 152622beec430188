using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>
/// An action on stocks: its name says which members it has. Actions on storage locations are told apart from misspelt ones.
/// </summary>
internal sealed class StockActionShape : Shape
{
    /// <summary>They name storage locations, and Emend keeps one stock per facility and article.</summary>
    private static readonly string[] OnLocations = ["DELETE_BY_LOCATIONS", "MOVE_TO_LOCATION"];

    private readonly Dictionary<string, Shape> actions;
    private readonly Shape name;

    public StockActionShape(params ReadOnlySpan<Of> actions)
    {
        this.actions = actions.ToArray().ToDictionary(
            a => a.Name, a => (Shape)Object([Member.Must("name", Choice(a.Name)), .. a.Members]), StringComparer.Ordinal);
        name = Choice([.. this.actions.Keys]);
    }

    public override string Words => $"an object with name {name.Words}";

    public override JsonObject Describe(Schemas schemas) =>
        new() { ["oneOf"] = new JsonArray([.. actions.Values.Select(a => a.Describe(schemas))]) };

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("name", out var named))
        {
            if (value.ValueKind == JsonValueKind.Object) report.Add("name", "is missing", $"must be {name.Words}");
            else Mismatch(value, report);
            return;
        }

        var text = named.ValueKind == JsonValueKind.String ? Texts.Of(named) : null;
        if (text is not null && actions.TryGetValue(text, out var action))
        {
            action.Check(value, report);
            return;
        }

        report.Enter("name");
        if (OnLocations.Contains(text))
            report.Add($"is {text}, and Emend keeps no storage locations", $"must be {name.Words}");
        else name.Check(named, report);
        report.Leave();
    }

    /// <summary>An action and what it has beside its name.</summary>
    internal sealed record Of(string Name, params Member[] Members);
}
