using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>
/// A criterion as a condition of SQL that lets through everything that meets it, and as little else as rows and terms can tell. What it
/// lets through is looked at once more.
/// </summary>
internal sealed class SqlPrefilter(Dialect dialect, TenantId tenant, SearchSource searchSource, SqlParameterList sqlParameterList)
{
    private const string Never = "1 = 0";

    /// <summary>Whether it lets nothing else through, since it was made.</summary>
    public bool Exact { get; private set; } = true;

    /// <summary>The condition; null where it could only let everything through.</summary>
    public string? Of(Criterion criterion, bool negated = false) => criterion switch
    {
        Criterion.All all => negated ? Either(all.Of, true) : Both(all.Of, false),
        Criterion.Any any => negated ? Both(any.Of, true) : Either(any.Of, false),
        Criterion.Not not => Of(not.Of, !negated),
        Criterion.FieldMatches fieldMatches => Has(fieldMatches, negated),
        Criterion.AnyElement anyElement when !searchSource.HasTerms => Unknown(),
        Criterion.AnyElement anyElement => negated ? NoPart(anyElement) : Part(anyElement.Part, anyElement.Of),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string? Both(ImmutableArray<Criterion> of, bool negated) => And(of.Select(c => Of(c, negated)));

    private string? Either(ImmutableArray<Criterion> of, bool negated) => Or(of.Select(c => Of(c, negated)));

    private string? Has(Criterion.FieldMatches fieldMatches, bool negated)
    {
        if (searchSource.Columns.TryGetValue(fieldMatches.Field, out var column)) return Column(column, fieldMatches.Test, negated);
        return fieldMatches.Test is FieldPredicate.OneOf oneOf && searchSource.HasTermsOf(fieldMatches.Field) ? Term(fieldMatches.Field, oneOf, negated) : Unknown();
    }

    private string? Column(string column, FieldPredicate fieldPredicate, bool negated)
    {
        var condition = fieldPredicate switch
        {
            FieldPredicate.InRange inRange when SearchSource.IsMoment(column) =>
                $"({column} >= {sqlParameterList.Add(inRange.From)} AND {column} < {sqlParameterList.Add(inRange.Before)})",
            FieldPredicate.OneOf oneOf when !SearchSource.IsMoment(column) =>
                dialect.Among(column, sqlParameterList.Place(oneOf.Values.Select(v => v.Text).ToArray())),
            _ => null,
        };
        // A column may be empty, and what is empty is not equal to anything.
        return condition is null ? Unknown() : negated ? $"({condition}) IS NOT TRUE" : condition;
    }

    private string Term(string field, FieldPredicate.OneOf oneOf, bool negated)
    {
        var has = dialect.HasTerm(sqlParameterList.Place(oneOf.Values.Select(v => SearchTermHasher.Of(tenant, field, v)).ToArray()));
        return negated ? $"NOT ({has})" : has;
    }

    // An element that meets all: the order has a term for each of it, of this element or another.
    private string? Part(string part, Criterion of) => of switch
    {
        Criterion.All { Of.IsEmpty: true } => dialect.HasTerm(sqlParameterList.Place(new[] { SearchTermHasher.Of(tenant, part) })),
        Criterion.All { Of: [var only] } => Part(part, only),
        Criterion.All all => Approximate(And(all.Of.Select(c => Part(part, c)))),
        Criterion.Any { Of.IsEmpty: false } any => Or(any.Of.Select(c => Part(part, c))),
        Criterion.FieldMatches { Test: FieldPredicate.OneOf oneOf } fieldMatches => Term($"{part}.{fieldMatches.Field}", oneOf, negated: false),
        Criterion.AnyElement anyElement => Part($"{part}.{anyElement.Part}", anyElement.Of),
        _ => Approximate(dialect.HasTerm(sqlParameterList.Place(new[] { SearchTermHasher.Of(tenant, part) }))),
    };

    private string? NoPart(Criterion.AnyElement anyElement) => anyElement.Of switch
    {
        Criterion.All { Of.IsEmpty: true } => $"NOT ({Part(anyElement.Part, anyElement.Of)})",
        Criterion.All { Of: [var only] } => NoPart(new(anyElement.Part, only)),
        Criterion.FieldMatches { Test: FieldPredicate.OneOf oneOf } fieldMatches => Term($"{anyElement.Part}.{fieldMatches.Field}", oneOf, negated: true),
        _ => Unknown(),
    };

    private string? Approximate(string? condition)
    {
        Exact = false;
        return condition;
    }

    private string? Unknown() => Approximate(null);

    private static string? And(IEnumerable<string?> conditions)
    {
        var known = conditions.OfType<string>().ToList();
        return known.Count == 0 ? null : $"({string.Join(" AND ", known)})";
    }

    private static string? Or(IEnumerable<string?> conditions)
    {
        var all = conditions.ToList();
        return all.Count == 0 ? Never : all.Contains(null) ? null : $"({string.Join(" OR ", all)})";
    }
}
