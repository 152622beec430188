using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>A modification, and where in the body each of its changes stands.</summary>
/// <param name="Command">The command.</param>
/// <param name="Paths">For each change, the path of the member it was made of.</param>
internal sealed record MappedModification(OrderCommand.Modify Command, ImmutableArray<string> Paths)
{
    /// <summary>The path of a field of a change; what speaks of no change has none.</summary>
    public string PathOf(int? change, string? field)
    {
        var path = change is { } index && index < Paths.Length ? Paths[index] : "";
        return field is null || path == field ? path : path.Length == 0 ? field : $"{path}.{field}";
    }
}

/// <summary>A change of an order, theirs to ours.</summary>
internal static class ModificationMapper
{
    /// <param name="body">Checked against the shape of an update.</param>
    public static MappedModification Order(JsonElement body)
    {
        var changes = ImmutableArray.CreateBuilder<(Change Change, string Path)>();
        foreach (var (index, line) in body.Entries("orderLineItems").Index()) AddLine(changes, line, $"orderLineItems[{index}]");
        if (body.Moment("preferredHandlingTime") is { } time)
            changes.Add((new SetPreferredTime(time.ToMicroseconds()), "preferredHandlingTime"));
        if (body.Part("customAttributes") is { } attributes)
            changes.Add((new SetAttributes(Merged(attributes)), "customAttributes"));
        if (body.Part("consumer") is { } consumer) changes.Add((ConsumerMapper.Change(consumer), "consumer"));
        return Mapped(changes.ToImmutable(), body);
    }

    /// <param name="line">The line of the action.</param>
    /// <param name="body">Checked against the shape of a line action.</param>
    public static MappedModification LineAttributes(LineId line, JsonElement body) =>
        Mapped([(new SetLineAttributes(line, Merged(body.GetProperty("customAttributes"))), "customAttributes")], body);

    private static void AddLine(ImmutableArray<(Change, string)>.Builder changes, JsonElement line, string path)
    {
        if (line.Text("id") is not { } text)
        {
            changes.Add((new AddLine(OrderLineMapper.Draft(line)), path));
            return;
        }

        var id = new LineId(text);
        var removed = false;
        if (line.Has("quantity"))
        {
            var quantity = OrderLineMapper.Quantity(line, "quantity");
            removed = quantity == Quantity.Zero;
            changes.Add((new SetLineQuantity(id, quantity), path));
        }

        // Of a line that goes, nothing else can be said.
        if (!removed && line.Part("article") is { } article)
        {
            var named = article.Text("tenantArticleId") is { } name ? new ArticleId(name) : (ArticleId?)null;
            changes.Add((new SetLineArticle(id, OrderLineMapper.Properties(article), named), path));
        }
    }

    private static MappedModification Mapped(ImmutableArray<(Change Change, string Path)> changes, JsonElement body) => new(
        new([.. changes.Select(c => c.Change)], body.Whole("version"), body.Text("comment"), UnroutableBehavior.Accept),
        [.. changes.Select(c => c.Path)]);

    private static ImmutableSortedDictionary<string, JsonText?> Merged(JsonElement attributes) =>
        attributes.EnumerateObject().ToImmutableSortedDictionary(
            m => m.Name,
            m => m.Value.ValueKind == JsonValueKind.Null ? (JsonText?)null : CanonicalJson.Of(m.Value),
            StringComparer.Ordinal);
}
