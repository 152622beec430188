using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Pricing;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>
/// What a decision does, told before and after alike: a pure function of the order and the decision. It names no id that is only made
/// when the decision is written, no time and no version, so that a preview and what was applied can be compared word for word.
/// </summary>
public sealed record Consequences
{
    /// <summary>The lines, those before first, then those that are added.</summary>
    public required ImmutableArray<LineConsequence> Lines { get; init; }

    /// <summary>Which units came from where; without a facility, those that had no place.</summary>
    public required ImmutableArray<RoutedUnits> RoutedBefore { get; init; }

    /// <summary>Which units come from where; without a facility, those that find no place.</summary>
    public required ImmutableArray<RoutedUnits> RoutedAfter { get; init; }

    /// <summary>What was reserved for it.</summary>
    public required ImmutableArray<ReservedUnits> ReservedBefore { get; init; }

    /// <summary>What is reserved for it.</summary>
    public required ImmutableArray<ReservedUnits> ReservedAfter { get; init; }

    /// <summary>The routing plans, pick jobs, handover jobs and shipments that end.</summary>
    public required ImmutableArray<EntityId> EndedEntities { get; init; }

    /// <summary>What is to be put back on the shelf.</summary>
    public required ImmutableArray<ReservedUnits> UnitsToRestock { get; init; }

    /// <summary>The parcels whose labels become obsolete.</summary>
    public required ImmutableArray<EntityId> ObsoleteLabels { get; init; }

    /// <summary>The events that are raised, by name and in order.</summary>
    public required ImmutableArray<string> Events { get; init; }

    /// <summary>What it cost; null where a line has no price.</summary>
    public required Money? TotalBefore { get; init; }

    /// <summary>What it costs; null where a line has no price.</summary>
    public required Money? TotalAfter { get; init; }

    /// <summary>The soft rows that were passed, with the penalties taken.</summary>
    public required ImmutableArray<RuleOverride> Overrides { get; init; }

    /// <summary>Tells what an accepted decision does; also of one that is accepted only otherwise.</summary>
    /// <param name="before">The order decided on; null where it is new.</param>
    /// <param name="accepted">The decision.</param>
    public static Consequences From(Order? before, Decision.Accepted accepted) => new()
    {
        Lines = LinesOf(before, accepted.After),
        RoutedBefore = before is null ? [] : RoutedOf(before, before),
        RoutedAfter = RoutedOf(before, accepted.After),
        ReservedBefore = before is null ? [] : ReservedOf(before),
        ReservedAfter = ReservedOf(accepted.After),
        EndedEntities =
        [
            .. accepted.Effects.Past.Plans.Select(p => p.Id), .. accepted.Effects.Past.PickJobs.Select(j => j.Id),
            .. accepted.Effects.Past.HandoverJobs.Select(j => j.Id), .. accepted.Effects.Past.Shipments.Select(s => s.Id),
        ],
        UnitsToRestock =
        [
            .. accepted.Events.OfType<OrderEvent.ReturnTasksCreated>().SelectMany(e => e.Tasks)
                .SelectMany(t => t.Lines.Select(l => new ReservedUnits(t.Facility, l.Article, l.Quantity))),
        ],
        ObsoleteLabels = [.. accepted.Events.OfType<OrderEvent.LabelsObsoleted>().SelectMany(e => e.Parcels)],
        Events = [.. accepted.Events.Select(e => e.GetType().Name)],
        TotalBefore = before is null ? null : OrderTotalCalculator.Of(before),
        TotalAfter = OrderTotalCalculator.Of(accepted.After),
        Overrides = accepted.Overrides,
    };

    /// <summary>What of an order is reserved where.</summary>
    internal static ImmutableArray<ReservedUnits> ReservedOf(Order order)
    {
        var sums = new Dictionary<(FacilityId, ArticleId), Quantity>();
        var place = 0;
        foreach (var plan in order.Plans)
            foreach (var line in plan.Lines)
                if (plan.Facility is { } facility && line.Reserved > Quantity.Zero && order.Article(line.Line, ref place) is { } article)
                    sums[(facility, article)] = sums.GetValueOrDefault((facility, article)) + line.Reserved;
        return
        [
            .. sums.Select(s => new ReservedUnits(s.Key.Item1, s.Key.Item2, s.Value))
                .OrderBy(s => s.Facility.Value, StringComparer.Ordinal).ThenBy(s => s.Article.Value, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<LineConsequence> LinesOf(Order? before, Order after)
    {
        var now = after.Lines.ToDictionary(l => l.Id);
        var were = before?.Lines ?? [];
        var known = were.Select(l => l.Id).ToHashSet();
        return
        [
            .. were.Select(l => now.TryGetValue(l.Id, out var line)
                ? new LineConsequence(l.Id, l.Article, l.Quantity, line.Quantity, line.Properties != l.Properties)
                : new LineConsequence(l.Id, l.Article, l.Quantity, null, false)),
            .. after.Lines.Where(l => !known.Contains(l.Id)).Select(l => new LineConsequence(null, l.Article, null, l.Quantity, false)),
        ];
    }

    private static ImmutableArray<RoutedUnits> RoutedOf(Order? before, Order order)
    {
        var articles = order.Lines.ToDictionary(l => l.Id, l => l.Article);
        var known = before?.Lines.Select(l => l.Id).ToHashSet() ?? [];
        return
        [
            .. from plan in order.Plans
               from line in plan.Lines
               where articles.ContainsKey(line.Line)
               select new RoutedUnits(plan.Facility, known.Contains(line.Line) ? line.Line : null, articles[line.Line], line.Quantity),
        ];
    }
}

/// <summary>A line before and after.</summary>
/// <param name="Line">Its id; null where it is added.</param>
/// <param name="Article">Its article.</param>
/// <param name="Before">How much of it was wanted; null where it is added.</param>
/// <param name="After">How much of it is wanted; null where it is removed.</param>
/// <param name="ArticleChanged">Whether what it says of its article changes.</param>
public readonly record struct LineConsequence(LineId? Line, ArticleId Article, Quantity? Before, Quantity? After, bool ArticleChanged);

/// <summary>Units of a line, and where they come from.</summary>
/// <param name="Facility">The facility; null where they have no place.</param>
/// <param name="Line">The line; null where it is added.</param>
/// <param name="Article">Its article.</param>
/// <param name="Quantity">How much.</param>
public readonly record struct RoutedUnits(FacilityId? Facility, LineId? Line, ArticleId Article, Quantity Quantity);

/// <summary>Units of an article in a facility.</summary>
/// <param name="Facility">Where.</param>
/// <param name="Article">Of what.</param>
/// <param name="Quantity">How much.</param>
public readonly record struct ReservedUnits(FacilityId Facility, ArticleId Article, Quantity Quantity);
