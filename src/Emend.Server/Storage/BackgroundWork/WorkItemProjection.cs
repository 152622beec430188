using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.WorkQueue;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>An article of which an order has unroutable units.</summary>
internal readonly record struct UnroutableArticleRow(ArticleId Article, DateTimeOffset Since, Quantity Quantity);

/// <summary>A work item of one order.</summary>
internal readonly record struct OrderWorkItem(WorkItemKind Kind, DateTimeOffset Since, DateTimeOffset Due);

/// <summary>Computes the unroutable articles and the work items of an order. Pure function.</summary>
internal static class WorkItemProjection
{
    /// <summary>
    /// Delay of the first retry after an order has unroutable units. The order may have missed stock that arrived while it was being
    /// written.
    /// </summary>
    public static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(2);

    public static ImmutableArray<UnroutableArticleRow> GetUnroutableArticles(Order? order)
    {
        if (order is not { IsActive: true } || !order.Plans.Any(IsRetried))
        {
            return [];
        }

        return
        [
            .. from plan in order.Plans
               where IsRetried(plan)
               from line in plan.Lines
               let article = order.FindArticle(line.Line)
               where article is not null
               group (Since: plan.UnroutableSince ?? plan.CreatedAt, line.Quantity) by article.Value into units
               orderby units.Key.Value
               select new UnroutableArticleRow(
                   units.Key, units.Min(u => u.Since), new(units.Sum(u => u.Quantity.Thousandths))),
        ];
    }

    public static ImmutableArray<OrderWorkItem> GetWorkItems(Order? order)
    {
        if (order is not { IsActive: true })
        {
            return [];
        }

        ImmutableArray<OrderWorkItem> items = [];
        if (order.Plans.Any(IsRetried))
        {
            var since = order.Plans.Where(IsRetried).Min(p => p.UnroutableSince ?? p.CreatedAt);
            items = [new(WorkItemKind.Route, since, since + FirstRetryDelay)];
        }

        if (order is { PromisePeriod.Until: var until })
        {
            items = items.Add(new(WorkItemKind.Expire, until, until));
        }

        return OrderRelease.FindNextTime(order) is { } at ? items.Add(new(WorkItemKind.Release, at, at)) : items;
    }

    private static bool IsRetried(RoutingPlan plan) => plan is { IsUnroutable: true, AbandonedAt: null };
}
