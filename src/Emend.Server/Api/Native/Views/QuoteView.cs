using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;

namespace Emend.Server.Api.Native.Views;

/// <summary>What a preview promises.</summary>
internal readonly struct QuoteView(Quote quote)
{
    private const int MaxItems = ModificationResultView.MaxItems;

    [MaxLength(MaxItems)]
    public IEnumerable<QuotedLineView> Lines => quote.Lines.Select(line => new QuotedLineView(line));

    public MoneyView? Total => MoneyView.From(quote.Total);

    [MaxLength(MaxItems)]
    public IEnumerable<QuotedUnitsView> Units => quote.Units.Select(units => new QuotedUnitsView(units));

    [Id, Description("The policy that decided.")]
    public string? Policy => quote.Policy;

    [MaxLength(MaxItems), Description("The accepted penalties.")]
    public IEnumerable<QuotedPenaltyView> Penalties => quote.Penalties.Select(item => new QuotedPenaltyView(item.Key, item.Value));
}

/// <summary>An article and its quantity in a quote.</summary>
internal readonly struct QuotedLineView(QuotedLine line)
{
    public ArticleId Article => line.Article;

    public Quantity Quantity => line.Quantity;
}

/// <summary>Units of a quote and their facility.</summary>
internal readonly struct QuotedUnitsView(QuotedUnits units)
{
    [Description("Missing if the units are unroutable.")]
    public FacilityId? Facility => units.Facility;

    public ArticleId Article => units.Article;

    public Quantity Quantity => units.Quantity;
}

/// <summary>The accepted penalty of a rule.</summary>
internal readonly struct QuotedPenaltyView(string rule, string penalty)
{
    public string Rule => rule;

    public string Penalty => penalty;
}
