using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>Merges custom attributes of the order; null removes an attribute.</summary>
public sealed record SetAttributes(ImmutableSortedDictionary<string, JsonText?> Attributes) : Change
{
    internal override string Action => ActionNames.CustomAttributes;

    internal override bool CausesReroute => true;

    internal override bool Sets(string path) => path.StartsWith("/attributes/", StringComparison.Ordinal);

    internal override bool IsAlreadyApplied(Order order) =>
        AttributeMerge.GetChangedNames(order.PersonalData.Attributes, Attributes).IsEmpty;

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids) => new(
        [new OrderEvent.AttributesChanged(AttributeMerge.GetChangedNames(order.PersonalData.Attributes, Attributes))],
        order.PersonalData with { Attributes = AttributeMerge.Merge(order.PersonalData.Attributes, Attributes) });

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder)
    {
        var merge = new ThreeWayMerge();
        var rest = merge
            .MergeAttributes("/attributes", baseOrder.PersonalData.Attributes, currentOrder.PersonalData.Attributes, Attributes);
        return new(rest.IsEmpty ? null : this with { Attributes = rest }, merge.Conflicts);
    }
}

/// <summary>Merges custom attributes of a line; null removes an attribute.</summary>
public sealed record SetLineAttributes(LineId Line, ImmutableSortedDictionary<string, JsonText?> Attributes) : Change
{
    internal override string Action => ActionNames.CustomAttributes;

    internal override bool CausesReroute => true;

    internal override LineId? TargetLine => Line;

    internal override Change WithLine(LineId line) => this with { Line = line };

    internal override bool Sets(string path) => path.StartsWith(LineConflicts.GetPath(Line, "attributes"), StringComparison.Ordinal);

    internal override bool IsAlreadyApplied(Order order) =>
        order.FindLine(Line) is not null && AttributeMerge.GetChangedNames(order.PersonalData.GetLineAttributes(Line), Attributes).IsEmpty;

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids)
    {
        var present = order.PersonalData.GetLineAttributes(Line);
        var merged = AttributeMerge.Merge(present, Attributes);
        var lines = order.PersonalData.LineAttributes;
        return new(
            [new OrderEvent.LineAttributesChanged(Line, AttributeMerge.GetChangedNames(present, Attributes))],
            order.PersonalData with { LineAttributes = merged.IsEmpty ? lines.Remove(Line) : lines.SetItem(Line, merged) });
    }

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder)
    {
        if (LineConflicts.FindRemoval(Line, baseOrder, currentOrder) is { } gone)
        {
            return RebaseResult.Conflict(gone);
        }

        var merge = new ThreeWayMerge();
        var path = $"/lines{OrderDiff.ToPathSegment(Line.Value)}/attributes";
        var rest = merge
            .MergeAttributes(
                path, baseOrder.PersonalData.GetLineAttributes(Line), currentOrder.PersonalData.GetLineAttributes(Line), Attributes);
        return new(rest.IsEmpty ? null : this with { Attributes = rest }, merge.Conflicts);
    }
}

/// <summary>Merges custom attributes by their top-level names.</summary>
internal static class AttributeMerge
{
    public static ImmutableSortedDictionary<string, JsonText> Merge(
        ImmutableSortedDictionary<string, JsonText> present, ImmutableSortedDictionary<string, JsonText?> requested)
    {
        foreach (var (name, value) in requested)
        {
            present = value is { } given ? present.SetItem(name, given) : present.Remove(name);
        }

        return present;
    }

    /// <summary>Merges members into a stored JSON object; null if none remains.</summary>
    public static JsonText? MergeObject(JsonText? present, ImmutableSortedDictionary<string, JsonText?> requested) =>
        requested.IsEmpty ? present
        : Merge(ReadMembers(present), requested) is { IsEmpty: false } merged ? new JsonText(DiffJson.ToJson(merged))
        : null;

    /// <summary>The members of a stored JSON object.</summary>
    public static ImmutableSortedDictionary<string, JsonText> ReadMembers(JsonText? stored)
    {
        if (stored is not { } text)
        {
            return PersonalData.NoAttributes;
        }

        using var json = JsonDocument.Parse(text.Raw);
        return PersonalData.NoAttributes.AddRange(
            json.RootElement.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, new JsonText(m.Value.GetRawText()))));
    }

    public static ImmutableArray<string> GetChangedNames(
        ImmutableSortedDictionary<string, JsonText> present, ImmutableSortedDictionary<string, JsonText?> requested) =>
    [
        .. requested
            .Where(w => w.Value is { } value ? !present.TryGetValue(w.Key, out var now) || now != value : present.ContainsKey(w.Key))
            .Select(w => w.Key),
    ];
}
