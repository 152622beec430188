using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Pricing;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>
/// The quoted result of a preview: lines, total, and units per facility. A quote depends on the resulting order only, so that two
/// quotes can be compared.
/// </summary>
/// <param name="Lines">Article and quantity per line, in the order of the lines.</param>
/// <param name="Total">Order total; null if a line has no price.</param>
/// <param name="Units">Units per facility and article; unroutable units have no facility.</param>
public sealed record Quote(ImmutableArray<QuotedLine> Lines, Money? Total, ImmutableArray<QuotedUnits> Units)
{
    /// <summary>Name of the policy that decided; null if unknown.</summary>
    public string? Policy { get; init; }

    /// <summary>The accepted penalties, by rule id.</summary>
    public ImmutableSortedDictionary<string, string> Penalties { get; init; } = NoPenalties;

    private static ImmutableSortedDictionary<string, string> NoPenalties { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Creates the quote of a result with the policy and the penalties of its decision.</summary>
    public static Quote From(Order order, Policy policy, ImmutableArray<RuleOverride> overrides) => From(order) with
    {
        Policy = policy.Name,
        Penalties = NoPenalties.AddRange(
            overrides.Where(o => o.Penalty is not null).Select(o => KeyValuePair.Create(o.RuleId, o.Penalty!)).DistinctBy(p => p.Key)),
    };

    /// <summary>Creates the quote of an order.</summary>
    public static Quote From(Order order)
    {
        var units = new Dictionary<(FacilityId? Facility, ArticleId Article), Quantity>();
        foreach (var plan in order.Plans)
        {
            foreach (var line in plan.Lines)
            {
                if (order.FindArticle(line.Line) is { } article)
                {
                    units[(plan.Facility, article)] = units.GetValueOrDefault((plan.Facility, article)) + line.Quantity;
                }
            }
        }

        return new(
            [.. order.Lines.Select(l => new QuotedLine(l.Article, l.Quantity))],
            OrderTotalCalculator.Calculate(order),
            [
                .. units.Select(u => new QuotedUnits(u.Key.Facility, u.Key.Article, u.Value))
                    .OrderBy(u => u.Facility?.Value ?? "", StringComparer.Ordinal).ThenBy(u => u.Article.Value, StringComparer.Ordinal),
            ]);
    }

    /// <summary>Returns the deviations of the actual result beyond the tolerance; empty if there are none.</summary>
    public ImmutableArray<QuoteDeviation> GetDeviations(Quote now, QuoteTolerance quoteTolerance)
    {
        var breaks = ImmutableArray.CreateBuilder<QuoteDeviation>();
        if (!Lines.SequenceEqual(now.Lines))
        {
            breaks.Add(QuoteDeviation.Lines);
        }

        if (Total is { } total && now.Total is { } today && total.Currency == today.Currency
                ? Math.Abs(total.Amount - today.Amount) > quoteTolerance.Total
                : Total != now.Total)
        {
            breaks.Add(QuoteDeviation.Total);
        }

        if (!quoteTolerance.OtherFacilities && now.Units.Any(u => u.Facility is not null && u.Quantity > From(u)))
        {
            breaks.Add(QuoteDeviation.Facilities);
        }

        if (now.UnroutableQuantity - UnroutableQuantity > quoteTolerance.Unroutable)
        {
            breaks.Add(QuoteDeviation.Unroutable);
        }

        if (Policy is not null && now.Policy is not null && Policy != now.Policy)
        {
            breaks.Add(QuoteDeviation.Policy);
        }

        if (now.Penalties.Any(p => Penalties.GetValueOrDefault(p.Key) != p.Value))
        {
            breaks.Add(QuoteDeviation.Penalties);
        }

        return breaks.ToImmutable();
    }

    private Quantity UnroutableQuantity =>
        Units.Where(u => u.Facility is null).Aggregate(Quantity.Zero, (sum, u) => sum + u.Quantity);

    private Quantity From(QuotedUnits same) =>
        Units.FirstOrDefault(u => u.Facility == same.Facility && u.Article == same.Article).Quantity;
}

/// <summary>Article and quantity of a line.</summary>
public readonly record struct QuotedLine(ArticleId Article, Quantity Quantity);

/// <summary>Units of an article at a facility; unroutable units have no facility.</summary>
public readonly record struct QuotedUnits(FacilityId? Facility, ArticleId Article, Quantity Quantity);

/// <summary>Accepted deviations from the quote. The default accepts none.</summary>
/// <param name="Total">Maximum difference of the total, in both directions.</param>
/// <param name="OtherFacilities">Whether units can come from other facilities.</param>
/// <param name="Unroutable">Maximum number of additional unroutable units.</param>
public readonly record struct QuoteTolerance(decimal Total, bool OtherFacilities, Quantity Unroutable);

/// <summary>Kind of deviation from a quote.</summary>
public enum QuoteDeviation
{
    /// <summary>Different lines or quantities.</summary>
    Lines,

    /// <summary>Different total.</summary>
    Total,

    /// <summary>Different facilities.</summary>
    Facilities,

    /// <summary>More unroutable units.</summary>
    Unroutable,

    /// <summary>Another policy decides.</summary>
    Policy,

    /// <summary>A penalty that the quote does not contain.</summary>
    Penalties,
}
