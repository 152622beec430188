using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>The lines of a change: each line of the order at most once.</summary>
internal sealed class LinesForUpdateShape : Shape
{
    private static readonly ListShape Lines = List(LineShapes.ForUpdate);

    public override string Words => Lines.Words;

    public override JsonObject Describe(Schemas schemas) => Lines.Describe(schemas);

    public override void Check(JsonElement value, Report report)
    {
        Lines.Check(value, report);
        if (value.ValueKind != JsonValueKind.Array) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, line) in value.EnumerateArray().Index())
        {
            if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("id", out var id)) continue;
            if (id.ValueKind != JsonValueKind.String || Texts.Of(id) is not { } text || seen.Add(text)) continue;
            report.Enter(index);
            report.Add("id", $"is {Shown.As(id)} again", "must name each line once");
            report.Leave();
        }
    }
}
