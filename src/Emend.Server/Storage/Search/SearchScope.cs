using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Scope of a search: a time span, and sets of required terms. Every match has at least one term of each set.</summary>
/// <param name="From">Start of the time span, inclusive, in microseconds since 1970.</param>
/// <param name="Before">End of the time span, exclusive.</param>
/// <param name="TermSets">Sets of required terms. Each set alone contains all matches.</param>
/// <param name="HasSelectiveColumn">Whether a condition on a selective column limits the search.</param>
internal sealed record SearchScope(long From, long Before, ImmutableArray<RequiredTerms> TermSets, bool HasSelectiveColumn = false)
{
    private const int MaxTermSets = 8;

    public bool HasTimeSpan => From != long.MinValue || Before != long.MaxValue;

    public static SearchScope Create(TenantId tenant, SearchSource searchSource, Criterion criterion)
    {
        var scope = new SearchScope(long.MinValue, long.MaxValue, []);
        foreach (var needed in GetRequiredCriteria(criterion))
        {
            if (needed is Criterion.FieldMatches { Test: FieldPredicate.OneOf } key && searchSource.Columns.ContainsKey(key.Field))
            {
                scope = scope with { HasSelectiveColumn = scope.HasSelectiveColumn || searchSource.Selective.Contains(key.Field) };
            }
            else if (
                needed is Criterion.FieldMatches { Test: FieldPredicate.InRange inRange } fieldMatches
                    && searchSource.DateColumn is { } date
                && searchSource.Columns.GetValueOrDefault(fieldMatches.Field) == date)
            {
                scope = scope with { From = Math.Max(scope.From, inRange.From), Before = Math.Min(scope.Before, inRange.Before) };
            }
            else if (
                searchSource.HasTerms && scope.TermSets.Length < MaxTermSets
                    && GetRequiredTerms(tenant, searchSource, "", needed) is { } requiredTerms)
            {
                scope = scope with { TermSets = scope.TermSets.Add(requiredTerms) };
            }
        }

        return scope;
    }

    /// <summary>Whether every match has a value of the field in a range.</summary>
    public static bool HasRange(Criterion criterion, string field) => GetRequiredCriteria(criterion)
        .Any(c => c is Criterion.FieldMatches { Test: FieldPredicate.InRange } fieldMatches && fieldMatches.Field == field);

    /// <summary>The allowed values of the field; null if the criterion does not restrict it.</summary>
    public static string[]? GetAllowedValues(Criterion criterion, string field) => GetRequiredCriteria(criterion)
        .Select(
            c =>
                c is Criterion.FieldMatches { Test: FieldPredicate.OneOf oneOf } fieldMatches && fieldMatches.Field == field ? oneOf : null)
        .FirstOrDefault(oneOf => oneOf is not null)?.Values.Select(value => value.Text).ToArray();

    private static IEnumerable<Criterion> GetRequiredCriteria(Criterion criterion) => criterion switch
    {
        Criterion.All all => all.Of.SelectMany(GetRequiredCriteria),
        Criterion.Any { Of: [var only] } => GetRequiredCriteria(only),
        Criterion.AnyElement { Of: Criterion.All { Of.IsEmpty: false } all } anyElement =>
            all.Of.SelectMany(GetRequiredCriteria).Select(c => new Criterion.AnyElement(anyElement.Part, c)),
        _ => [criterion],
    };

    private static RequiredTerms? GetRequiredTerms(
        TenantId tenant, SearchSource searchSource, string path, Criterion criterion) => criterion switch
    {
        Criterion.FieldMatches { Test: FieldPredicate.OneOf oneOf } fieldMatches when searchSource
            .HasTermsFor(path + fieldMatches.Field) => new(
            [.. oneOf.Values.Select(v => SearchTermHasher.Compute(tenant, path + fieldMatches.Field, v))], searchSource.Selective
                .Contains(path + fieldMatches.Field)),
        Criterion.AnyElement { Of: Criterion.All { Of.IsEmpty: true } } anyElement =>
            new([SearchTermHasher.Compute(tenant, path + anyElement.Part)], false),
        Criterion.AnyElement anyElement => GetRequiredTerms(tenant, searchSource, $"{path}{anyElement.Part}.", anyElement.Of),
        Criterion.All all => all.Of.Select(c => GetRequiredTerms(tenant, searchSource, path, c)).FirstOrDefault(c => c is not null),
        Criterion.Any { Of.IsEmpty: false } any => Union([.. any.Of.Select(c => GetRequiredTerms(tenant, searchSource, path, c))]),
        _ => null,
    };

    private static RequiredTerms? Union(RequiredTerms?[] covers) => covers.Contains(null)
        ? null
        : new([.. covers.SelectMany(c => c!.Terms).Distinct()], covers.All(c => c!.IsRare));
}

/// <summary>A set of terms. Every match has at least one of them.</summary>
/// <param name="IsRare">Whether the terms are of selective fields. The data is not checked.</param>
internal sealed record RequiredTerms(long[] Terms, bool IsRare);
