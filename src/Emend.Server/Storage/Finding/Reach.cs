using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Storage.Finding;

/// <summary>Where a search may begin: a span of time, and sets of terms of which whatever is found has at least one.</summary>
/// <param name="From">The earliest moment, in microseconds.</param>
/// <param name="Before">The moment from which on nothing is found.</param>
/// <param name="Covers">Each of them is enough.</param>
/// <param name="ByColumn">Whether a column of which few have the same value cuts it out.</param>
internal sealed record Reach(long From, long Before, ImmutableArray<Cover> Covers, bool ByColumn = false)
{
    private const int MostCovers = 8;

    public bool IsSpan => From != long.MinValue || Before != long.MaxValue;

    public static Reach Of(TenantId tenant, Source source, Criterion criterion)
    {
        var reach = new Reach(long.MinValue, long.MaxValue, []);
        foreach (var needed in Needed(criterion))
        {
            if (needed is Criterion.Has { Test: Test.Among } key && source.Columns.ContainsKey(key.Field))
            {
                reach = reach with { ByColumn = reach.ByColumn || source.Rare.Contains(key.Field) };
            }
            else if (needed is Criterion.Has { Test: Test.Within within } has && source.Date is { } date
                && source.Columns.GetValueOrDefault(has.Field) == date)
            {
                reach = reach with { From = Math.Max(reach.From, within.From), Before = Math.Min(reach.Before, within.Before) };
            }
            else if (source.HasTerms && reach.Covers.Length < MostCovers && CoverOf(tenant, source, "", needed) is { } cover)
            {
                reach = reach with { Covers = reach.Covers.Add(cover) };
            }
        }

        return reach;
    }

    /// <summary>The values of which the field must have one; null where it need not.</summary>
    public static string[]? Wanted(Criterion criterion, string field) => Needed(criterion)
        .Select(c => c is Criterion.Has { Test: Test.Among among } has && has.Field == field ? among : null)
        .FirstOrDefault(among => among is not null)?.Values.Select(value => value.Text).ToArray();

    private static IEnumerable<Criterion> Needed(Criterion criterion) => criterion switch
    {
        Criterion.All all => all.Of.SelectMany(Needed),
        Criterion.Any { Of: [var only] } => Needed(only),
        Criterion.Some { Of: Criterion.All { Of.IsEmpty: false } all } some =>
            all.Of.SelectMany(Needed).Select(c => new Criterion.Some(some.Part, c)),
        _ => [criterion],
    };

    private static Cover? CoverOf(TenantId tenant, Source source, string path, Criterion criterion) => criterion switch
    {
        Criterion.Has { Test: Test.Among among } has when source.HasTermsOf(path + has.Field) => new(
            [.. among.Values.Select(v => Terms.Of(tenant, path + has.Field, v))], source.Rare.Contains(path + has.Field)),
        Criterion.Some { Of: Criterion.All { Of.IsEmpty: true } } some => new([Terms.Of(tenant, path + some.Part)], false),
        Criterion.Some some => CoverOf(tenant, source, $"{path}{some.Part}.", some.Of),
        Criterion.All all => all.Of.Select(c => CoverOf(tenant, source, path, c)).FirstOrDefault(c => c is not null),
        Criterion.Any { Of.IsEmpty: false } any => Union([.. any.Of.Select(c => CoverOf(tenant, source, path, c))]),
        _ => null,
    };

    private static Cover? Union(Cover?[] covers) => covers.Contains(null)
        ? null
        : new([.. covers.SelectMany(c => c!.Terms).Distinct()], covers.All(c => c!.Rare));
}

/// <summary>Terms of which whatever is found has at least one.</summary>
/// <param name="Rare">Whether few have them, as far as one can tell without looking.</param>
internal sealed record Cover(long[] Terms, bool Rare);
