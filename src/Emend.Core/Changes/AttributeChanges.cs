using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Changes;

/// <summary>Merges free attributes of the order; null removes a name.</summary>
public sealed record SetAttributes(ImmutableSortedDictionary<string, JsonText?> Attributes) : Change
{
    internal override string Action => ActionNames.CustomAttributes;

    internal override bool CausesReroute => true;

    internal override bool IsAlreadyApplied(Order order) => AttributeMerge.Differences(order.PersonalData.Attributes, Attributes).IsEmpty;

    internal override ChangeResult Apply(Order order, DecisionContext context, IdSequence ids) => new(
        [new OrderEvent.AttributesChanged(AttributeMerge.Differences(order.PersonalData.Attributes, Attributes))],
        order.PersonalData with { Attributes = AttributeMerge.Merge(order.PersonalData.Attributes, Attributes) });

    internal override RebaseResult RebaseOnto(Order then, Order now)
    {
        var merge = new ThreeWayMerge();
        var rest = merge.Attributes("/attributes", then.PersonalData.Attributes, now.PersonalData.Attributes, Attributes);
        return new(rest.IsEmpty ? null : this with { Attributes = rest }, merge.Conflicts);
    }
}

/// <summary>Merges free attributes of a line; null removes a name.</summary>
public sealed record SetLineAttributes(LineId Line, ImmutableSortedDictionary<string, JsonText?> Attributes) : Change
{
    internal override string Action => ActionNames.CustomAttributes;

    internal override bool CausesReroute => true;

    internal override bool IsAlreadyApplied(Order order) =>
        order.FindLine(Line) is not null && AttributeMerge.Differences(order.PersonalData.AttributesOf(Line), Attributes).IsEmpty;

    internal override ChangeResult Apply(Order order, DecisionContext context, IdSequence ids)
    {
        var present = order.PersonalData.AttributesOf(Line);
        var merged = AttributeMerge.Merge(present, Attributes);
        var lines = order.PersonalData.LineAttributes;
        return new(
            [new OrderEvent.LineAttributesChanged(Line, AttributeMerge.Differences(present, Attributes))],
            order.PersonalData with { LineAttributes = merged.IsEmpty ? lines.Remove(Line) : lines.SetItem(Line, merged) });
    }

    internal override RebaseResult RebaseOnto(Order then, Order now)
    {
        if (LineConflicts.Gone(Line, then, now) is { } gone)
            return RebaseResult.Conflict(gone);
        var merge = new ThreeWayMerge();
        var path = $"/lines{OrderDiff.Part(Line.Value)}/attributes";
        var rest = merge.Attributes(path, then.PersonalData.AttributesOf(Line), now.PersonalData.AttributesOf(Line), Attributes);
        return new(rest.IsEmpty ? null : this with { Attributes = rest }, merge.Conflicts);
    }
}

/// <summary>Free attributes merge by their top-level names.</summary>
internal static class AttributeMerge
{
    public static ImmutableSortedDictionary<string, JsonText> Merge(
        ImmutableSortedDictionary<string, JsonText> present, ImmutableSortedDictionary<string, JsonText?> wanted)
    {
        foreach (var (name, value) in wanted)
            present = value is { } given ? present.SetItem(name, given) : present.Remove(name);
        return present;
    }

    public static ImmutableArray<string> Differences(
        ImmutableSortedDictionary<string, JsonText> present, ImmutableSortedDictionary<string, JsonText?> wanted) =>
    [
        .. wanted.Where(w => w.Value is { } value ? !present.TryGetValue(w.Key, out var now) || now != value : present.ContainsKey(w.Key))
            .Select(w => w.Key),
    ];
}
