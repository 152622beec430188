using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Pricing;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>
/// The consequences of a decision: a pure function of the order and the decision. The result contains no new ids, times or versions, so
/// that the consequences of a preview and of the applied modification are equal.
/// </summary>
public sealed record Consequences
{
    /// <summary>The lines: existing lines first, then added lines.</summary>
    public required ImmutableArray<LineConsequence> Lines { get; init; }

    /// <summary>Routed units per facility before the decision; unroutable units have no facility.</summary>
    public required ImmutableArray<RoutedUnits> RoutedBefore { get; init; }

    /// <summary>Routed units per facility after the decision; unroutable units have no facility.</summary>
    public required ImmutableArray<RoutedUnits> RoutedAfter { get; init; }

    /// <summary>The reservations before the decision.</summary>
    public required ImmutableArray<ReservedUnits> ReservedBefore { get; init; }

    /// <summary>The reservations after the decision.</summary>
    public required ImmutableArray<ReservedUnits> ReservedAfter { get; init; }

    /// <summary>Routing plans, pick jobs, handover jobs and shipments that end.</summary>
    public required ImmutableArray<EntityId> EndedEntities { get; init; }

    /// <summary>Units of the created return tasks.</summary>
    public required ImmutableArray<ReservedUnits> UnitsToRestock { get; init; }

    /// <summary>Goods that left their facility. No decision takes them back; a cancellation covers only the rest.</summary>
    public required ImmutableArray<HandedOverGoods> HandedOver { get; init; }

    /// <summary>Parcels whose labels become obsolete.</summary>
    public required ImmutableArray<EntityId> ObsoleteLabels { get; init; }

    /// <summary>Names of the domain events, in order.</summary>
    public required ImmutableArray<string> Events { get; init; }

    /// <summary>Order total before the decision; null if a line has no price.</summary>
    public required Money? TotalBefore { get; init; }

    /// <summary>Order total after the decision; null if a line has no price.</summary>
    public required Money? TotalAfter { get; init; }

    /// <summary>The overridden rules with the accepted penalties.</summary>
    public required ImmutableArray<RuleOverride> Overrides { get; init; }

    /// <summary>
    /// Creates the consequences of an accepted decision, or of the result that a rejected decision would have without its violations.
    /// </summary>
    /// <param name="before">The order before the decision; null for a new order.</param>
    /// <param name="accepted">The decision.</param>
    public static Consequences From(Order? before, Decision.Accepted accepted) => new()
    {
        Lines = CompareLines(before, accepted.After),
        RoutedBefore = before is null ? [] : GetRoutedUnits(before, before),
        RoutedAfter = GetRoutedUnits(before, accepted.After),
        ReservedBefore = before is null ? [] : GetReservedUnits(before),
        ReservedAfter = GetReservedUnits(accepted.After),
        EndedEntities =
        [
            .. accepted.Effects.EndedEntities.Plans.Select(p => p.Id), .. accepted.Effects.EndedEntities.PickJobs.Select(j => j.Id),
            .. accepted.Effects.EndedEntities.HandoverJobs.Select(j => j.Id), .. accepted.Effects.EndedEntities.Shipments.Select(s => s.Id),
        ],
        UnitsToRestock =
        [
            .. accepted.Events.OfType<OrderEvent.ReturnTasksCreated>().SelectMany(e => e.Tasks)
                .SelectMany(t => t.Lines.Select(l => new ReservedUnits(t.Facility, l.Article, l.Quantity))),
        ],
        HandedOver = [.. accepted.After.HandoverJobs.Where(j => j.HasHandedOver).Select(j => HandedOverGoods.From(accepted.After, j))],
        ObsoleteLabels = [.. accepted.Events.OfType<OrderEvent.LabelsObsoleted>().SelectMany(e => e.Parcels)],
        Events = [.. accepted.Events.Select(e => e.GetType().Name)],
        TotalBefore = before is null ? null : OrderTotalCalculator.Calculate(before),
        TotalAfter = OrderTotalCalculator.Calculate(accepted.After),
        Overrides = accepted.Overrides,
    };

    /// <summary>Reserved units per facility and article, in ordinal order.</summary>
    internal static ImmutableArray<ReservedUnits> GetReservedUnits(Order order)
    {
        var sums = new Dictionary<(FacilityId, ArticleId), Quantity>();
        var position = 0;
        foreach (var plan in order.Plans)
        {
            foreach (var line in plan.Lines)
            {
                if (plan.Facility is { } facility && line.Reserved > Quantity.Zero
                    && order.FindArticle(line.Line, ref position) is { } article)
                {
                    sums[(facility, article)] = sums.GetValueOrDefault((facility, article)) + line.Reserved;
                }
            }
        }

        return
        [
            .. sums.Select(s => new ReservedUnits(s.Key.Item1, s.Key.Item2, s.Value))
                .OrderBy(s => s.Facility.Value, StringComparer.Ordinal).ThenBy(s => s.Article.Value, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<LineConsequence> CompareLines(Order? before, Order after)
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

    private static ImmutableArray<RoutedUnits> GetRoutedUnits(Order? before, Order order)
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

/// <summary>A line before and after the decision.</summary>
/// <param name="Line">Id of the line; null for an added line.</param>
/// <param name="Article">Article of the line.</param>
/// <param name="Before">Quantity before; null for an added line.</param>
/// <param name="After">Quantity after; null for a removed line.</param>
/// <param name="HasArticleChanged">Whether the article properties change.</param>
public readonly record struct LineConsequence(LineId? Line, ArticleId Article, Quantity? Before, Quantity? After, bool HasArticleChanged);

/// <summary>Units of a line and their facility.</summary>
/// <param name="Facility">The facility; null for unroutable units.</param>
/// <param name="Line">The line; null for an added line.</param>
/// <param name="Article">Article of the line.</param>
/// <param name="Quantity">Quantity.</param>
public readonly record struct RoutedUnits(FacilityId? Facility, LineId? Line, ArticleId Article, Quantity Quantity);

/// <summary>Reserved units of an article at a facility.</summary>
/// <param name="Facility">The facility.</param>
/// <param name="Article">The article.</param>
/// <param name="Quantity">Quantity.</param>
public readonly record struct ReservedUnits(FacilityId Facility, ArticleId Article, Quantity Quantity);
