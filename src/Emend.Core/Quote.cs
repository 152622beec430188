using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Pricing;

namespace Emend.Core;

/// <summary>
/// What a preview promises of an order afterwards: lines, total, and where units come from. Made of the order alone, so that whatever
/// led to it, two of them can be compared.
/// </summary>
/// <param name="Lines">How much of which article, in the order of the lines.</param>
/// <param name="Total">What it costs; null where a line has no price.</param>
/// <param name="Units">How much of which article comes from where, by facility and article; without a facility, what has no place.</param>
public sealed record Quote(ImmutableArray<QuotedLine> Lines, Money? Total, ImmutableArray<QuotedUnits> Units)
{
    /// <summary>What such an order would keep.</summary>
    public static Quote From(Order order)
    {
        var units = new Dictionary<(FacilityId? Facility, ArticleId Article), Quantity>();
        foreach (var plan in order.Plans)
            foreach (var line in plan.Lines)
                if (order.Article(line.Line) is { } article)
                    units[(plan.Facility, article)] = units.GetValueOrDefault((plan.Facility, article)) + line.Quantity;
        return new(
            [.. order.Lines.Select(l => new QuotedLine(l.Article, l.Quantity))],
            OrderTotalCalculator.Of(order),
            [
                .. units.Select(u => new QuotedUnits(u.Key.Facility, u.Key.Article, u.Value))
                    .OrderBy(u => u.Facility?.Value ?? "", StringComparer.Ordinal).ThenBy(u => u.Article.Value, StringComparer.Ordinal),
            ]);
    }

    /// <summary>What of it is not kept by how things are now, beyond what the caller tolerates; empty where all is.</summary>
    public ImmutableArray<QuoteDeviation> DeviationsOf(Quote now, QuoteTolerance quoteTolerance)
    {
        var breaks = ImmutableArray.CreateBuilder<QuoteDeviation>();
        if (!Lines.SequenceEqual(now.Lines))
            breaks.Add(QuoteDeviation.Lines);
        if (Total is { } total && now.Total is { } today && total.Currency == today.Currency
                ? Math.Abs(total.Amount - today.Amount) > quoteTolerance.Total
                : Total != now.Total)
            breaks.Add(QuoteDeviation.Total);
        if (!quoteTolerance.OtherFacilities && now.Units.Any(u => u.Facility is not null && u.Quantity > From(u)))
            breaks.Add(QuoteDeviation.Facilities);
        if (now.Unplaced - Unplaced > quoteTolerance.Unplaced)
            breaks.Add(QuoteDeviation.Unplaced);
        return breaks.ToImmutable();
    }

    private Quantity Unplaced =>
        Units.Where(u => u.Facility is null).Aggregate(Quantity.Zero, (sum, u) => sum + u.Quantity);

    private Quantity From(QuotedUnits same) =>
        Units.FirstOrDefault(u => u.Facility == same.Facility && u.Article == same.Article).Quantity;
}

/// <summary>How much of an article.</summary>
public readonly record struct QuotedLine(ArticleId Article, Quantity Quantity);

/// <summary>How much of an article comes from where; without a facility, what has no place.</summary>
public readonly record struct QuotedUnits(FacilityId? Facility, ArticleId Article, Quantity Quantity);

/// <summary>How far from the promise the caller lets things go. Nothing given: not at all.</summary>
/// <param name="Total">By how much the total may differ, either way.</param>
/// <param name="OtherFacilities">Whether units may come from other facilities.</param>
/// <param name="Unplaced">How many units more may be without a place.</param>
public readonly record struct QuoteTolerance(decimal Total, bool OtherFacilities, Quantity Unplaced);

/// <summary>What of a promise is not kept.</summary>
public enum QuoteDeviation
{
    /// <summary>Other lines, or other quantities.</summary>
    Lines,

    /// <summary>Another total.</summary>
    Total,

    /// <summary>Other facilities.</summary>
    Facilities,

    /// <summary>More units without a place.</summary>
    Unplaced,
}
