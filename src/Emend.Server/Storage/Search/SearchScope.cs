using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Where a search may begin: a span of time, and sets of terms of which whatever is found has at least one.</summary>
/// <param name="From">The earliest moment, in microseconds.</param>
/// <param name="Before">The moment from which on nothing is found.</param>
/// <param name="Covers">Each of them is enough.</param>
/// <param name="ByColumn">Whether a column of which few have the same value cuts it out.</param>
internal sealed record SearchScope(long From, long Before, ImmutableArray<RequiredTerms> Covers, bool ByColumn = false)
{
    private const int MaxCovers = 8;

    public bool IsSpan => From != long.MinValue || Before != long.MaxValue;

    public static SearchScope Create(TenantId tenant, SearchSource searchSource, Criterion criterion)
    {
        var reach = new SearchScope(long.MinValue, long.MaxValue, []);
        foreach (var needed in Needed(criterion))
        {
            if (needed is Criterion.FieldMatches { Test: FieldPredicate.OneOf } key && searchSource.Columns.ContainsKey(key.Field))
            {
                reach = reach with { ByColumn = reach.ByColumn || searchSource.Rare.Contains(key.Field) };
            }
            else if (needed is Criterion.FieldMatches { Test: FieldPredicate.InRange inRange } fieldMatches && searchSource.Date is { } date
                && searchSource.Columns.GetValueOrDefault(fieldMatches.Field) == date)
            {
                reach = reach with { From = Math.Max(reach.From, inRange.From), Before = Math.Min(reach.Before, inRange.Before) };
            }
            else if (searchSource.HasTerms && reach.Covers.Length < MaxCovers && CoverOf(tenant, searchSource, "", needed) is { } requiredTerms)
            {
                reach = reach with { Covers = reach.Covers.Add(requiredTerms) };
            }
        }

        return reach;
    }

    /// <summary>The values of which the field must have one; null where it need not.</summary>
    public static string[]? Wanted(Criterion criterion, string field) => Needed(criterion)
        .Select(c => c is Criterion.FieldMatches { Test: FieldPredicate.OneOf oneOf } fieldMatches && fieldMatches.Field == field ? oneOf : null)
        .FirstOrDefault(oneOf => oneOf is not null)?.Values.Select(fieldValue => fieldValue.Text).ToArray();

    private static IEnumerable<Criterion> Needed(Criterion criterion) => criterion switch
    {
        Criterion.All all => all.Of.SelectMany(Needed),
        Criterion.Any { Of: [var only] } => Needed(only),
        Criterion.AnyElement { Of: Criterion.All { Of.IsEmpty: false } all } anyElement =>
            all.Of.SelectMany(Needed).Select(c => new Criterion.AnyElement(anyElement.Part, c)),
        _ => [criterion],
    };

    private static RequiredTerms? CoverOf(TenantId tenant, SearchSource searchSource, string path, Criterion criterion) => criterion switch
    {
        Criterion.FieldMatches { Test: FieldPredicate.OneOf oneOf } fieldMatches when searchSource.HasTermsOf(path + fieldMatches.Field) => new(
            [.. oneOf.Values.Select(v => SearchTermHasher.Of(tenant, path + fieldMatches.Field, v))], searchSource.Rare.Contains(path + fieldMatches.Field)),
        Criterion.AnyElement { Of: Criterion.All { Of.IsEmpty: true } } anyElement => new([SearchTermHasher.Of(tenant, path + anyElement.Part)], false),
        Criterion.AnyElement anyElement => CoverOf(tenant, searchSource, $"{path}{anyElement.Part}.", anyElement.Of),
        Criterion.All all => all.Of.Select(c => CoverOf(tenant, searchSource, path, c)).FirstOrDefault(c => c is not null),
        Criterion.Any { Of.IsEmpty: false } any => Union([.. any.Of.Select(c => CoverOf(tenant, searchSource, path, c))]),
        _ => null,
    };

    private static RequiredTerms? Union(RequiredTerms?[] covers) => covers.Contains(null)
        ? null
        : new([.. covers.SelectMany(c => c!.Terms).Distinct()], covers.All(c => c!.Rare));
}

/// <summary>Terms of which whatever is found has at least one.</summary>
/// <param name="Rare">Whether few have them, as far as one can tell without looking.</param>
internal sealed record RequiredTerms(long[] Terms, bool Rare);
