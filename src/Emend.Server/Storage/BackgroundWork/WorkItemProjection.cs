using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>An article that an order waits for.</summary>
internal readonly record struct UnroutableArticleRow(ArticleId Article, DateTimeOffset Since);

/// <summary>Something to be done about an order by itself.</summary>
internal readonly record struct OrderWorkItem(WorkItemKind Kind, DateTimeOffset Since, DateTimeOffset Due);

/// <summary>What an order waits for and what is to be done about it: a pure function of it.</summary>
internal static class WorkItemProjection
{
    /// <summary>
    /// How soon after it began to wait an order is looked at again for the first time: stock that came while it was being written may
    /// have passed it by.
    /// </summary>
    public static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(2);

    public static ImmutableArray<UnroutableArticleRow> Waiting(Order? order)
    {
        if (order is null || !IsLive(order) || !order.Plans.Any(Tries))
        {
            return [];
        }

        return
        [
            .. from plan in order.Plans
               where Tries(plan)
               from line in plan.Lines
               let article = order.Article(line.Line)
               where article is not null
               group plan.UnroutableSince ?? plan.CreatedAt by article.Value into since
               orderby since.Key.Value
               select new UnroutableArticleRow(since.Key, since.Min()),
        ];
    }

    public static ImmutableArray<OrderWorkItem> Work(Order? order)
    {
        if (order is null || !IsLive(order))
        {
            return [];
        }

        ImmutableArray<OrderWorkItem> work = [];
        if (order.Plans.Any(Tries))
        {
            var since = order.Plans.Where(Tries).Min(p => p.UnroutableSince ?? p.CreatedAt);
            work = [new(WorkItemKind.Route, since, since + FirstLook)];
        }

        if (LabelOf(order) is { } asked)
        {
            work = work.Add(new(WorkItemKind.Label, asked, asked));
        }

        if (order is { Status: OrderStatus.Promised, PromisePeriod.Until: var until })
        {
            work = work.Add(new(WorkItemKind.Expire, until, until));
        }

        return ReleaseOf(order) is { } at ? work.Add(new(WorkItemKind.Release, at, at)) : work;
    }

    private static DateTimeOffset? LabelOf(Order order) => order.Shipments.IsEmpty ? null : order.Shipments
        .SelectMany(s => s.Parcels).Where(p => p.Status is ParcelStatus.Processing).Max(p => p.LabelRequested);

    // Never while a hold stands of which nobody knows when it ends: lifting it writes the order anew.
    private static DateTimeOffset? ReleaseOf(Order order)
    {
        if (order.Status is not OrderStatus.Open || order.Holds.Any(h => h.Expires is null) || !order.UnreleasedPlans().Any())
        {
            return null;
        }

        return order.Holds.Aggregate(order.ReleaseAt, (at, hold) => hold.Expires > at ? hold.Expires.Value : at);
    }

    private static bool Tries(RoutingPlan plan) => plan is { IsUnroutable: true, AbandonedAt: null };

    private static bool IsLive(Order order) => order.Status is not (OrderStatus.Canceled or OrderStatus.Obsolete);
}
