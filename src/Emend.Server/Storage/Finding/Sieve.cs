using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Storage.Finding;

/// <summary>
/// A criterion as a condition of SQL that lets through everything that meets it, and as little else as rows and terms can tell. What it
/// lets through is looked at once more.
/// </summary>
internal sealed class Sieve(Dialect dialect, TenantId tenant, Source source, Parameters parameters)
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
        Criterion.Has has => Has(has, negated),
        Criterion.Some some when !source.HasTerms => Unknown(),
        Criterion.Some some => negated ? NoPart(some) : Part(some.Part, some.Of),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string? Both(ImmutableArray<Criterion> of, bool negated) => And(of.Select(c => Of(c, negated)));

    private string? Either(ImmutableArray<Criterion> of, bool negated) => Or(of.Select(c => Of(c, negated)));

    private string? Has(Criterion.Has has, bool negated)
    {
        if (source.Columns.TryGetValue(has.Field, out var column)) return Column(column, has.Test, negated);
        return has.Test is Test.Among among && source.HasTermsOf(has.Field) ? Term(has.Field, among, negated) : Unknown();
    }

    private string? Column(string column, Test test, bool negated)
    {
        var condition = test switch
        {
            Test.Within within when Source.IsMoment(column) =>
                $"({column} >= {parameters.Add(within.From)} AND {column} < {parameters.Add(within.Before)})",
            Test.Among among when !Source.IsMoment(column) =>
                dialect.Among(column, parameters.Place(among.Values.Select(v => v.Text).ToArray())),
            _ => null,
        };
        // A column may be empty, and what is empty is not equal to anything.
        return condition is null ? Unknown() : negated ? $"({condition}) IS NOT TRUE" : condition;
    }

    private string Term(string field, Test.Among among, bool negated)
    {
        var has = dialect.HasTerm(parameters.Place(among.Values.Select(v => Terms.Of(tenant, field, v)).ToArray()));
        return negated ? $"NOT ({has})" : has;
    }

    // An element that meets all: the order has a term for each of it, of this element or another.
    private string? Part(string part, Criterion of) => of switch
    {
        Criterion.All { Of.IsEmpty: true } => dialect.HasTerm(parameters.Place(new[] { Terms.Of(tenant, part) })),
        Criterion.All { Of: [var only] } => Part(part, only),
        Criterion.All all => Loose(And(all.Of.Select(c => Part(part, c)))),
        Criterion.Any { Of.IsEmpty: false } any => Or(any.Of.Select(c => Part(part, c))),
        Criterion.Has { Test: Test.Among among } has => Term($"{part}.{has.Field}", among, negated: false),
        Criterion.Some some => Part($"{part}.{some.Part}", some.Of),
        _ => Loose(dialect.HasTerm(parameters.Place(new[] { Terms.Of(tenant, part) }))),
    };

    private string? NoPart(Criterion.Some some) => some.Of switch
    {
        Criterion.All { Of.IsEmpty: true } => $"NOT ({Part(some.Part, some.Of)})",
        Criterion.All { Of: [var only] } => NoPart(new(some.Part, only)),
        Criterion.Has { Test: Test.Among among } has => Term($"{some.Part}.{has.Field}", among, negated: true),
        _ => Unknown(),
    };

    private string? Loose(string? condition)
    {
        Exact = false;
        return condition;
    }

    private string? Unknown() => Loose(null);

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
