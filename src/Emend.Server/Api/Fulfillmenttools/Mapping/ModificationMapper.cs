using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Common;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>A modification and the body path of each change.</summary>
/// <param name="Command">The command.</param>
/// <param name="Paths">Path of the source member, per change.</param>
internal sealed record MappedModification(OrderCommand.Modify Command, ImmutableArray<string> Paths)
{
    /// <summary>Returns the path of a field of a change. Returns only the field if there is no change.</summary>
    public string GetPath(int? change, RequestField? field)
    {
        var path = change is { } index && index < Paths.Length ? Paths[index] : "";
        var name = FulfillmenttoolsRules.GetName(field);
        return name.Length == 0 || path == name ? path : path.Length == 0 ? name : $"{path}.{name}";
    }
}

/// <summary>Maps request bodies to order modifications.</summary>
internal static class ModificationMapper
{
    /// <param name="body">A body that is valid against the update schema.</param>
    public static MappedModification ReadModification(JsonElement body)
    {
        var changes = ImmutableArray.CreateBuilder<(Change Change, string Path)>();
        foreach (var (index, line) in body.ReadEntries("orderLineItems").Index())
        {
            AddLine(changes, line, $"orderLineItems[{index}]");
        }

        if (body.ReadTimestamp("preferredHandlingTime") is { } time)
        {
            changes.Add((new SetPreferredTime(time.ToMicroseconds()), "preferredHandlingTime"));
        }

        if (body.ReadMember("customAttributes") is { } attributes)
        {
            changes.Add((new SetAttributes(CanonicalJson.ReadAttributeChanges(attributes)), "customAttributes"));
        }

        if (body.ReadMember("consumer") is { } consumer)
        {
            changes.Add((ConsumerMapper.ReadChange(consumer), "consumer"));
        }

        return CreateModification(changes.ToImmutable(), body);
    }

    /// <param name="line">The line of the action.</param>
    /// <param name="body">A body that is valid against the line action schema.</param>
    public static MappedModification ReadLineAttributes(LineId line, JsonElement body)
    {
        var attributes = CanonicalJson.ReadAttributeChanges(body.GetProperty("customAttributes"));
        return CreateModification([(new SetLineAttributes(line, attributes), "customAttributes")], body);
    }

    private static void AddLine(ImmutableArray<(Change, string)>.Builder changes, JsonElement line, string path)
    {
        if (line.ReadText("id") is not { } text)
        {
            changes.Add((new AddLine(OrderLineMapper.ReadLine(line)), path));
            return;
        }

        var id = new LineId(text);
        var removed = false;
        if (line.HasMember("quantity"))
        {
            var quantity = OrderLineMapper.ReadQuantity(line, "quantity");
            removed = quantity == Quantity.Zero;
            changes.Add((new SetLineQuantity(id, quantity), path));
        }

        // A removed line has no other changes.
        if (!removed && line.ReadMember("article") is { } article)
        {
            var expected = article.ReadText("tenantArticleId") is { } name ? new ArticleId(name) : (ArticleId?)null;
            changes.Add((OrderLineMapper.ReadArticleChange(id, article, expected), path));
        }
    }

    private static MappedModification CreateModification(ImmutableArray<(Change Change, string Path)> changes, JsonElement body) => new(
        new([.. changes.Select(c => c.Change)], body.ReadInteger("version"), body.ReadText("comment"), UnroutableBehavior.Accept),
        [.. changes.Select(c => c.Path)]);
}
