using System.Collections.Immutable;
using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Changes;

/// <summary>Merges free attributes of the order; null removes a name.</summary>
public sealed record SetAttributes(ImmutableSortedDictionary<string, JsonText?> Attributes) : Change
{
    internal override string Action => Actions.CustomAttributes;

    internal override bool Reroutes => true;

    internal override bool IsSo(Order order) => Merging.Differences(order.Personal.Attributes, Attributes).IsEmpty;

    internal override ChangeEffect Apply(Order order, Facts facts, IdSequence ids) => new(
        [new OrderEvent.AttributesSet(Merging.Differences(order.Personal.Attributes, Attributes))],
        order.Personal with { Attributes = Merging.Merge(order.Personal.Attributes, Attributes) });

    internal override OnTop OnTopOf(Order then, Order now)
    {
        var merge = new Merge();
        var rest = merge.Attributes("/attributes", then.Personal.Attributes, now.Personal.Attributes, Attributes);
        return new(rest.IsEmpty ? null : this with { Attributes = rest }, merge.Conflicts);
    }
}

/// <summary>Merges free attributes of a line; null removes a name.</summary>
public sealed record SetLineAttributes(LineId Line, ImmutableSortedDictionary<string, JsonText?> Attributes) : Change
{
    internal override string Action => Actions.CustomAttributes;

    internal override bool Reroutes => true;

    internal override bool IsSo(Order order) =>
        order.FindLine(Line) is not null && Merging.Differences(order.Personal.AttributesOf(Line), Attributes).IsEmpty;

    internal override ChangeEffect Apply(Order order, Facts facts, IdSequence ids)
    {
        var present = order.Personal.AttributesOf(Line);
        var merged = Merging.Merge(present, Attributes);
        var lines = order.Personal.LineAttributes;
        return new(
            [new OrderEvent.LineAttributesSet(Line, Merging.Differences(present, Attributes))],
            order.Personal with { LineAttributes = merged.IsEmpty ? lines.Remove(Line) : lines.SetItem(Line, merged) });
    }

    internal override OnTop OnTopOf(Order then, Order now)
    {
        if (LineConflicts.Gone(Line, then, now) is { } gone)
            return OnTop.Conflict(gone);
        var merge = new Merge();
        var path = $"/lines{Differing.Part(Line.Value)}/attributes";
        var rest = merge.Attributes(path, then.Personal.AttributesOf(Line), now.Personal.AttributesOf(Line), Attributes);
        return new(rest.IsEmpty ? null : this with { Attributes = rest }, merge.Conflicts);
    }
}

/// <summary>Free attributes merge by their top-level names.</summary>
internal static class Merging
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
