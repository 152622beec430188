using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>Typed changes to ours.</summary>
internal static class ChangeMapper
{
    /// <summary>Changes of one modification that contradict each other: the later one is told.</summary>
    public static ImmutableArray<ValidationError> Contradictions(JsonElement body)
    {
        var problems = ImmutableArray.CreateBuilder<ValidationError>();
        var said = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, change) in body.Entries("changes").Index())
            foreach (var subject in SubjectsOf(change))
                if (!said.TryAdd(subject, index))
                    problems.Add(new(
                        $"changes[{index}]",
                        $"speaks of the same as changes[{said[subject]}] ({subject})",
                        "say it once; all changes of a modification are one target"));
        return problems.ToImmutable();
    }

    public static ImmutableArray<Change> Of(JsonElement body) => [.. body.Entries("changes").Select(Change)];

    private static Change Change(JsonElement change)
    {
        var line = new LineId(change.Text("line") ?? "");
        return change.Text("type") switch
        {
            ModificationSchemas.SetQuantity => new SetLineQuantity(line, NativePlaceOrderMapper.Amount(change)),
            ModificationSchemas.RemoveLine => new SetLineQuantity(line, Quantity.Zero),
            ModificationSchemas.AddLine => new AddLine(NativePlaceOrderMapper.Line(change)),
            ModificationSchemas.SetArticle => new SetLineArticle(
                line, new(change.Text("title")!, change.Part("details") is { } details ? CanonicalJson.Of(details) : null), null),
            ModificationSchemas.SetPreferredTime => new SetPreferredTime(change.Moment("to")?.ToMicroseconds()),
            ModificationSchemas.SetAttributes => new SetAttributes(Merged(change)),
            ModificationSchemas.SetLineAttributes => new SetLineAttributes(line, Merged(change)),
            ModificationSchemas.SetConsumer => NativeConsumerMapper.Change(change),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // What a change says something of: no two changes of one modification may speak of the same.
    private static IEnumerable<string> SubjectsOf(JsonElement change) => change.Text("type") switch
    {
        ModificationSchemas.SetQuantity => [$"the quantity of line {change.Text("line")}"],
        ModificationSchemas.RemoveLine =>
        [
            $"the quantity of line {change.Text("line")}",
            $"the article of line {change.Text("line")}",
            $"the attributes of line {change.Text("line")}",
        ],
        ModificationSchemas.SetArticle => [$"the article of line {change.Text("line")}"],
        ModificationSchemas.SetLineAttributes => [$"the attributes of line {change.Text("line")}"],
        ModificationSchemas.SetPreferredTime => ["the preferred time"],
        ModificationSchemas.SetAttributes => change.GetProperty("attributes").EnumerateObject().Select(a => $"the attribute {a.Name}"),
        ModificationSchemas.SetConsumer => change.EnumerateObject().Where(m => m.Name != "type").Select(m => $"{m.Name} of the consumer"),
        _ => [],
    };

    private static ImmutableSortedDictionary<string, JsonText?> Merged(JsonElement change) =>
        change.GetProperty("attributes").EnumerateObject().ToImmutableSortedDictionary(
            m => m.Name,
            m => m.Value.ValueKind == JsonValueKind.Null ? (JsonText?)null : CanonicalJson.Of(m.Value),
            StringComparer.Ordinal);
}
