using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Differences;

/// <summary>Compares states of an order, field by field.</summary>
public static class Differing
{
    /// <summary>
    /// What the later state says otherwise, in the order of the areas. Revision, version, times of change and counters are not compared:
    /// they follow from the rest. A new order differs from nothing in nothing.
    /// </summary>
    /// <param name="before">The earlier state; null before the order existed.</param>
    /// <param name="after">The later state.</param>
    /// <param name="between">What happened in between, where it is at hand: it still names the fields of erased personal data.</param>
    public static ImmutableArray<Difference> Between(Order? before, Order after, IReadOnlyList<OrderEvent>? between = null)
    {
        if (before is null)
            return [];
        var erased = before.Personal.IsErased || after.Personal.IsErased;
        var (left, right) = erased ? (before with { Personal = Personal.None }, after with { Personal = Personal.None }) : (before, after);
        var found = ImmutableArray.CreateBuilder<Difference>();
        foreach (var section in OrderFields.Sections)
            if (!section.IsSame(left, right))
                Compare(section.Of(left), section.Of(right), new("", "", section.Area), found);
        if (erased && before.PersonalRevision != after.PersonalRevision)
            found.AddRange(Erased(between ?? []));
        return found.ToImmutable();
    }

    /// <summary>Whether one path is, or lies within, the other.</summary>
    public static bool Overlap(string left, string right) =>
        left.Length <= right.Length ? Within(left, right) : Within(right, left);

    /// <summary>A name as part of a path (RFC 6901).</summary>
    internal static string Part(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool Within(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '/');

    private static void Compare(Branch before, Branch after, Position at, ImmutableArray<Difference>.Builder found)
    {
        foreach (var was in before.Fields)
        {
            var position = at.Below(was);
            switch (was, after.Find(was.Name))
            {
                case (_, null):
                    Note(was, null, position, found);
                    break;
                case (Branch left, Branch right):
                    Compare(left, right, position, found);
                    break;
                case (Leaf left, Leaf right) when left.Json == right.Json:
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

    private static void Note(Node? was, Node? now, Position at, ImmutableArray<Difference>.Builder found)
    {
        if ((was ?? now) is Branch { IsList: true, Fields: var fields })
        {
            foreach (var field in fields)
                Note(was is null ? null : field, now is null ? null : field, at.Below(field), found);
            return;
        }
        var kind = was is null ? DifferenceKind.Added : now is null ? DifferenceKind.Removed : DifferenceKind.Changed;
        found.Add(new(at.Path, kind, was?.Said, now?.Said, at.Area, at.Words));
    }

    private static IEnumerable<Difference> Erased(IReadOnlyList<OrderEvent> between)
    {
        var paths = between.SelectMany(PersonalPaths).Distinct().ToList();
        return (paths.Count > 0 ? paths : [("/consumer", "customer", Area.Customer)])
            .Select(p => new Difference(p.Item1, DifferenceKind.Changed, null, null, p.Item3, p.Item2) { IsErased = true });
    }

    private static IEnumerable<(string, string, Area)> PersonalPaths(OrderEvent happened) => happened switch
    {
        OrderEvent.ConsumerSet e => e.Members.Select(m => m is "customAttributes" ? "attributes" : m)
            .Select(m => ($"/consumer{Part(m)}", $"{m} of customer", Area.Customer)),
        OrderEvent.AttributesSet e => e.Names.Select(n => ($"/attributes{Part(n)}", $"attribute {n}", Area.Attributes)),
        OrderEvent.LineAttributesSet e =>
            e.Names.Select(n => ($"/lines{Part(e.Line.Value)}/attributes{Part(n)}", $"attribute {n} of a line", Area.Lines)),
        _ => [],
    };

    private readonly record struct Position(string Path, string Words, Area Area)
    {
        public Position Below(Node node) => new(Path + Part(node.Name), Named(node), Area);

        private string Named(Node node) =>
            node.Words.Length == 0 ? Words : Words.Length == 0 ? node.Words : $"{node.Words} of {Words}";
    }
}
