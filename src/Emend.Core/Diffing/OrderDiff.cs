using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Compares states of an order, field by field.</summary>
public static class OrderDiff
{
    /// <summary>
    /// What the later state says otherwise, in the order of the areas. Revision, version, times of change and counters are not compared:
    /// they follow from the rest. A new order differs from nothing in nothing.
    /// </summary>
    /// <param name="before">The earlier state; null before the order existed.</param>
    /// <param name="after">The later state.</param>
    /// <param name="between">What happened in between, where it is at hand: it still names the fields of erased personal data.</param>
    public static ImmutableArray<FieldDifference> Between(Order? before, Order after, IReadOnlyList<OrderEvent>? between = null)
    {
        if (before is null)
            return [];
        var erased = before.PersonalData.IsErased || after.PersonalData.IsErased;
        var (left, right) = erased ? (before with { PersonalData = PersonalData.None }, after with { PersonalData = PersonalData.None }) : (before, after);
        var found = ImmutableArray.CreateBuilder<FieldDifference>();
        foreach (var section in OrderFields.Sections)
            if (!section.IsSame(left, right))
                Compare(section.Of(left), section.Of(right), new("", "", section.Area), found);
        if (erased && before.PersonalRevision != after.PersonalRevision)
            found.AddRange(Erased(between ?? []));
        return found.ToImmutable();
    }

    /// <summary>Whether one path is, or lies within, the other.</summary>
    public static bool Overlap(string left, string expected) =>
        left.Length <= expected.Length ? Within(left, expected) : Within(expected, left);

    /// <summary>A name as part of a path (RFC 6901).</summary>
    internal static string Part(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool Within(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '/');

    private static void Compare(DiffObject before, DiffObject after, FieldPosition at, ImmutableArray<FieldDifference>.Builder found)
    {
        foreach (var was in before.Fields)
        {
            var position = at.Below(was);
            switch (was, after.Find(was.Name))
            {
                case (_, null):
                    Note(was, null, position, found);
                    break;
                case (DiffObject left, DiffObject right):
                    Compare(left, right, position, found);
                    break;
                case (DiffValue left, DiffValue right) when left.Json == right.Json:
                    break;
                case (_, var now):
                    Note(was, now, position, found);
                    break;
            }
        }
        foreach (var now in after.Fields)
            if (before.Find(now.Name) is null)
                Note(null, now, at.Below(now), found);
    }

    private static void Note(DiffNode? was, DiffNode? now, FieldPosition at, ImmutableArray<FieldDifference>.Builder found)
    {
        if ((was ?? now) is DiffObject { IsList: true, Fields: var fields })
        {
            foreach (var field in fields)
                Note(was is null ? null : field, now is null ? null : field, at.Below(field), found);
            return;
        }
        var kind = was is null ? DifferenceKind.Added : now is null ? DifferenceKind.Removed : DifferenceKind.Changed;
        found.Add(new(at.Path, kind, was?.Said, now?.Said, at.Area, at.Words));
    }

    private static IEnumerable<FieldDifference> Erased(IReadOnlyList<OrderEvent> between)
    {
        var paths = between.SelectMany(PersonalPaths).Distinct().ToList();
        return (paths.Count > 0 ? paths : [("/consumer", "customer", DifferenceArea.Customer)])
            .Select(p => new FieldDifference(p.Item1, DifferenceKind.Changed, null, null, p.Item3, p.Item2) { IsErased = true });
    }

    private static IEnumerable<(string, string, DifferenceArea)> PersonalPaths(OrderEvent orderEvent) => orderEvent switch
    {
        OrderEvent.ConsumerChanged e => e.Members.Select(m => m is "customAttributes" ? "attributes" : m)
            .Select(m => ($"/consumer{Part(m)}", $"{m} of customer", DifferenceArea.Customer)),
        OrderEvent.AttributesChanged e => e.Names.Select(n => ($"/attributes{Part(n)}", $"attribute {n}", DifferenceArea.Attributes)),
        OrderEvent.LineAttributesChanged e =>
            e.Names.Select(n => ($"/lines{Part(e.Line.Value)}/attributes{Part(n)}", $"attribute {n} of a line", DifferenceArea.Lines)),
        _ => [],
    };

    private readonly record struct FieldPosition(string Path, string Words, DifferenceArea Area)
    {
        public FieldPosition Below(DiffNode diffNode) => new(Path + Part(diffNode.Name), Named(diffNode), Area);

        private string Named(DiffNode diffNode) =>
            diffNode.Words.Length == 0 ? Words : Words.Length == 0 ? diffNode.Words : $"{diffNode.Words} of {Words}";
    }
}
