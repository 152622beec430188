using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;

namespace Emend.Server.Api.Native.Views;

/// <summary>The consequences of a modification.</summary>
internal readonly struct ConsequencesView(Consequences consequences)
{
    private const int MaxItems = ModificationResultView.MaxItems;

    [MaxLength(MaxItems)]
    public IEnumerable<LineConsequenceView> Lines => consequences.Lines.Select(line => new LineConsequenceView(line));

    public RoutingConsequenceView Routing => new(consequences);

    public ReservationConsequenceView Reservations => new(consequences);

    [MaxLength(MaxItems), Description("The ids of the routing plans and pick jobs that end.")]
    public IEnumerable<string> EndedEntities => consequences.EndedEntities.Select(entity => entity.Value);

    [MaxLength(MaxItems)]
    public IEnumerable<ReservedUnitsView> UnitsToRestock => consequences.UnitsToRestock.Select(units => new ReservedUnitsView(units));

    [MaxLength(MaxItems)]
    [Description("The goods that are with the carrier or the customer. A cancellation covers only the rest.")]
    public IEnumerable<HandedOverGoodsView> HandedOver => consequences.HandedOver.Select(goods => new HandedOverGoodsView(goods));

    [MaxLength(MaxItems), Description("The ids of the parcels with labels that become obsolete.")]
    public IEnumerable<string> ObsoleteLabels => consequences.ObsoleteLabels.Select(parcel => parcel.Value);

    [MaxLength(MaxItems), Description("The types of the raised events, in sequence.")]
    public IEnumerable<string> Events => consequences.Events;

    public TotalChangeView Total => new(consequences);

    [MaxLength(MaxItems)]
    public IEnumerable<RuleOverrideView> Overrides => consequences.Overrides.Select(item => new RuleOverrideView(item));
}

/// <summary>The consequence for one line.</summary>
internal readonly struct LineConsequenceView(LineConsequence line)
{
    [Description("Missing if the line is added.")]
    public LineId? Line => line.Line;

    public ArticleId Article => line.Article;

    public Quantity? Before => line.Before;

    public Quantity? After => line.After;

    public bool ArticleChanged => line.HasArticleChanged;
}

/// <summary>The routed units before and after.</summary>
internal readonly struct RoutingConsequenceView(Consequences consequences)
{
    [MaxLength(ModificationResultView.MaxItems)]
    public IEnumerable<RoutedUnitsView> Before => consequences.RoutedBefore.Select(units => new RoutedUnitsView(units));

    [MaxLength(ModificationResultView.MaxItems)]
    public IEnumerable<RoutedUnitsView> After => consequences.RoutedAfter.Select(units => new RoutedUnitsView(units));
}

/// <summary>Units of a line and their facility.</summary>
internal readonly struct RoutedUnitsView(RoutedUnits units)
{
    [Description("Missing if the units are unroutable.")]
    public FacilityId? Facility => units.Facility;

    [Description("Missing if the line is new.")]
    public LineId? Line => units.Line;

    public ArticleId Article => units.Article;

    public Quantity Quantity => units.Quantity;
}

/// <summary>The reserved units before and after.</summary>
internal readonly struct ReservationConsequenceView(Consequences consequences)
{
    [MaxLength(ModificationResultView.MaxItems)]
    public IEnumerable<ReservedUnitsView> Before => consequences.ReservedBefore.Select(units => new ReservedUnitsView(units));

    [MaxLength(ModificationResultView.MaxItems)]
    public IEnumerable<ReservedUnitsView> After => consequences.ReservedAfter.Select(units => new ReservedUnitsView(units));
}

/// <summary>Units of an article at a facility.</summary>
internal readonly struct ReservedUnitsView(ReservedUnits units)
{
    public FacilityId Facility => units.Facility;

    public ArticleId Article => units.Article;

    public Quantity Quantity => units.Quantity;
}

/// <summary>The goods that one handover job handed over.</summary>
internal readonly struct HandedOverGoodsView(HandedOverGoods goods)
{
    public EntityId HandoverJob => goods.HandoverJob;

    [Description("The facility that the goods left.")]
    public FacilityId Facility => goods.Facility;

    [Description("Missing if the customer collected the goods.")]
    public EntityId? Shipment => goods.Shipment;

    [Id]
    public string? Carrier => goods.Carrier;

    [MaxLength(ModificationResultView.MaxItems), Description("The tracking numbers of the parcels.")]
    public ImmutableArray<string> TrackingNumbers => goods.TrackingNumbers;

    [MaxLength(ModificationResultView.MaxItems)]
    public IEnumerable<HandedOverLineView> Lines => goods.Lines.Select(line => new HandedOverLineView(line));
}

/// <summary>The quantity of a line that was handed over.</summary>
internal readonly struct HandedOverLineView(LineQuantity units)
{
    public LineId Line => units.Line;

    public Quantity Quantity => units.Quantity;
}

/// <summary>The total before and after, and the difference if the currency is the same.</summary>
internal readonly struct TotalChangeView(Consequences consequences)
{
    public MoneyView? Before => MoneyView.From(consequences.TotalBefore);

    public MoneyView? After => MoneyView.From(consequences.TotalAfter);

    public decimal? Delta => consequences is { TotalBefore: { } before, TotalAfter: { } after } && before.Currency == after.Currency
        ? after.Amount - before.Amount
        : null;
}

/// <summary>A violated rule that was overridden.</summary>
internal readonly struct RuleOverrideView(RuleOverride ruleOverride)
{
    [Id, Description("The id of the rule.")]
    public string Rule => ruleOverride.RuleId;

    [Description("The permission that overrode the rule.")]
    public string? Permission => ruleOverride.Permission;

    [Description("The penalty that the caller accepted.")]
    public string? Penalty => ruleOverride.Penalty;
}
