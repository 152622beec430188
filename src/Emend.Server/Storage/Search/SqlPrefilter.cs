using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>
/// Converts a criterion to an SQL condition. The condition accepts every match and as few other rows as columns and terms allow. The search
/// checks the accepted rows again.
/// </summary>
internal sealed class SqlPrefilter(Dialect dialect, TenantId tenant, SearchSource searchSource, SqlParameterList sqlParameterList)
{
    private const string Never = "1 = 0";

    /// <summary>Whether all conditions so far accept only matches.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>The condition; null if it would accept every row.</summary>
    public string? CreateCondition(Criterion criterion, bool negated = false) => criterion switch
    {
        Criterion.All all => negated ? AnyOf(all.Of, true) : AllOf(all.Of, false),
        Criterion.Any any => negated ? AllOf(any.Of, true) : AnyOf(any.Of, false),
        Criterion.Not not => CreateCondition(not.Of, !negated),
        Criterion.FieldMatches fieldMatches => FieldCondition(fieldMatches, negated),
        Criterion.AnyElement anyElement when !searchSource.HasTerms => Unknown(),
        Criterion.AnyElement anyElement => negated ? NegatedPartCondition(anyElement) : PartCondition(anyElement.Part, anyElement.Of),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string? AllOf(ImmutableArray<Criterion> of, bool negated) => And(of.Select(c => CreateCondition(c, negated)));

    private string? AnyOf(ImmutableArray<Criterion> of, bool negated) => Or(of.Select(c => CreateCondition(c, negated)));

    private string? FieldCondition(Criterion.FieldMatches fieldMatches, bool negated)
    {
        if (searchSource.Columns.TryGetValue(fieldMatches.Field, out var column))
        {
            return ColumnCondition(column, fieldMatches.Test, negated);
        }

        return fieldMatches.Test is FieldPredicate.OneOf oneOf && searchSource.HasTermsFor(fieldMatches.Field)
            ? TermCondition(fieldMatches.Field, oneOf, negated)
            : Unknown();
    }

    private string? ColumnCondition(string column, FieldPredicate fieldPredicate, bool negated)
    {
        var condition = fieldPredicate switch
        {
            FieldPredicate.InRange inRange when SearchSource.IsTime(column) =>
                $"({column} >= {sqlParameterList.Add(inRange.From)} AND {column} < {sqlParameterList.Add(inRange.Before)})",
            FieldPredicate.OneOf oneOf when !SearchSource.IsTime(column) =>
                dialect.AnyOf(column, sqlParameterList.AddNumbered(oneOf.Values.Select(v => v.Text).ToArray())),
            _ => null,
        };
        // A column may be null, and null equals nothing.
        return condition is null ? Unknown() : negated ? $"({condition}) IS NOT TRUE" : condition;
    }

    private string TermCondition(string field, FieldPredicate.OneOf oneOf, bool negated)
    {
        var has = dialect.HasAnyTerm(
            sqlParameterList.AddNumbered(oneOf.Values.Select(v => SearchTermHasher.Compute(tenant, field, v)).ToArray()));
        return negated ? $"NOT ({has})" : has;
    }

    // For an element that meets all conditions, the order has a term of each condition, from this element or another.
    private string? PartCondition(string part, Criterion of) => of switch
    {
        Criterion.All { Of.IsEmpty: true } =>
            dialect.HasAnyTerm(sqlParameterList.AddNumbered(new[] { SearchTermHasher.Compute(tenant, part) })),
        Criterion.All { Of: [var only] } => PartCondition(part, only),
        Criterion.All all => Approximate(And(all.Of.Select(c => PartCondition(part, c)))),
        Criterion.Any { Of.IsEmpty: false } any => Or(any.Of.Select(c => PartCondition(part, c))),
        Criterion.FieldMatches { Test: FieldPredicate.OneOf oneOf } fieldMatches =>
            TermCondition($"{part}.{fieldMatches.Field}", oneOf, negated: false),
        Criterion.AnyElement anyElement => PartCondition($"{part}.{anyElement.Part}", anyElement.Of),
        _ => Approximate(dialect.HasAnyTerm(sqlParameterList.AddNumbered(new[] { SearchTermHasher.Compute(tenant, part) }))),
    };

    private string? NegatedPartCondition(Criterion.AnyElement anyElement) => anyElement.Of switch
    {
        Criterion.All { Of.IsEmpty: true } => $"NOT ({PartCondition(anyElement.Part, anyElement.Of)})",
        Criterion.All { Of: [var only] } => NegatedPartCondition(new(anyElement.Part, only)),
        Criterion.FieldMatches { Test: FieldPredicate.OneOf oneOf } fieldMatches =>
            TermCondition($"{anyElement.Part}.{fieldMatches.Field}", oneOf, negated: true),
        _ => Unknown(),
    };

    private string? Approximate(string? condition)
    {
        IsExact = false;
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
