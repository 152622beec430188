using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Compares states of an order, field by field.</summary>
public static class OrderDiff
{
    /// <summary>
    /// Returns the differences of two states, in the order of the areas. Revision, version, change times and counters are not compared,
    /// because they follow from the rest. A new order has no differences.
    /// </summary>
    /// <param name="before">The earlier state; null for a new order.</param>
    /// <param name="after">The later state.</param>
    /// <param name="between">The domain events in between, if available. They name the fields of erased personal data.</param>
    public static ImmutableArray<FieldDifference> Between(Order? before, Order after, IReadOnlyList<OrderEvent>? between = null)
    {
        if (before is null)
        {
            return [];
        }

        var erased = before.PersonalData.IsErased || after.PersonalData.IsErased;
        var (left, right) = erased ? (before with { PersonalData = PersonalData.None }, after with { PersonalData = PersonalData.None })
            : (before, after);
        var found = ImmutableArray.CreateBuilder<FieldDifference>();
        foreach (var section in OrderFields.Sections)
        {
            if (section.Area is DifferenceArea.Order && left.Facts != right.Facts)
            {
                found.Add(new FactsDifference(left.Facts, right.Facts));
            }

            if (!section.IsSame(left, right))
            {
                Compare(section.ToDiff(left), section.ToDiff(right), new("", "", section.Area), found);
            }
        }

        if (erased && before.PersonalRevision != after.PersonalRevision)
        {
            found.AddRange(GetErasedFields(between ?? []));
        }

        return found.ToImmutable();
    }

    /// <summary>Whether one path equals or contains the other.</summary>
    public static bool PathsOverlap(string left, string expected) =>
        left.Length <= expected.Length ? IsWithin(left, expected) : IsWithin(expected, left);

    /// <summary>Converts a name to a path segment (RFC 6901).</summary>
    internal static string ToPathSegment(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool IsWithin(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '/');

    private static void Compare(DiffObject before, DiffObject after, FieldPosition at, ImmutableArray<FieldDifference>.Builder found)
    {
        foreach (var was in before.Fields)
        {
            var position = at.Append(was);
            switch (was, after.Find(was.Name))
            {
                case (_, null):
                    AddDifference(was, null, position, found);
                    break;
                case (DiffObject left, DiffObject right):
                    Compare(left, right, position, found);
                    break;
                case (DiffValue left, DiffValue right) when left.Json == right.Json:
                    break;
                case (_, var now):
                    AddDifference(was, now, position, found);
                    break;
            }
        }
        foreach (var now in after.Fields)
        {
            if (before.Find(now.Name) is null)
            {
                AddDifference(null, now, at.Append(now), found);
            }
        }
    }

    private static void AddDifference(DiffNode? was, DiffNode? now, FieldPosition at, ImmutableArray<FieldDifference>.Builder found)
    {
        if ((was ?? now) is DiffObject { IsList: true, Fields: var fields })
        {
            foreach (var field in fields)
            {
                AddDifference(was is null ? null : field, now is null ? null : field, at.Append(field), found);
            }

            return;
        }
        var kind = was is null ? DifferenceKind.Added : now is null ? DifferenceKind.Removed : DifferenceKind.Changed;
        found.Add(new(at.Path, kind, was?.AsJson, now?.AsJson, at.Area, at.Description));
    }

    private static IEnumerable<FieldDifference> GetErasedFields(IReadOnlyList<OrderEvent> between)
    {
        var paths = between.SelectMany(GetPersonalPaths).Distinct().ToList();
        return (paths.Count > 0 ? paths : [("/consumer", "customer", DifferenceArea.Customer)])
            .Select(p => new FieldDifference(p.Item1, DifferenceKind.Changed, null, null, p.Item3, p.Item2) { IsErased = true });
    }

    private static IEnumerable<(string, string, DifferenceArea)> GetPersonalPaths(OrderEvent orderEvent) => orderEvent switch
    {
        OrderEvent.ConsumerChanged e => e.Members.Select(m => m is "customAttributes" ? "attributes" : m)
            .Select(m => ($"/consumer{ToPathSegment(m)}", $"{m} of customer", DifferenceArea.Customer)),
        OrderEvent.AttributesChanged e =>
            e.Names.Select(n => ($"/attributes{ToPathSegment(n)}", $"attribute {n}", DifferenceArea.Attributes)),
        OrderEvent.LineAttributesChanged e =>
            e.Names.Select(n =>
                ($"/lines{ToPathSegment(e.Line.Value)}/attributes{ToPathSegment(n)}", $"attribute {n} of a line", DifferenceArea.Lines)),
        _ => [],
    };

    private readonly record struct FieldPosition(string Path, string Description, DifferenceArea Area)
    {
        public FieldPosition Append(DiffNode node) => new(Path + ToPathSegment(node.Name), Describe(node), Area);

        private string Describe(DiffNode node) =>
            node.Description.Length == 0 ? Description : Description.Length == 0
                ? node.Description : $"{node.Description} of {Description}";
    }
}
