using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>Why the routed units of an order are not released.</summary>
public abstract record ReleaseBlock
{
    private ReleaseBlock()
    {
    }

    /// <summary>When the block ends by itself; null if an actor must end it.</summary>
    public virtual DateTimeOffset? Ends => null;

    /// <summary>The order is canceled or deleted. It is never released.</summary>
    public sealed record Canceled : ReleaseBlock;

    /// <summary>The order is locked, until an actor unlocks it.</summary>
    public sealed record Locked : ReleaseBlock;

    /// <summary>The order is promised, until an actor confirms it.</summary>
    public sealed record Promised : ReleaseBlock;

    /// <summary>The release time of the order is in the future.</summary>
    /// <param name="At">The release time.</param>
    public sealed record Time(DateTimeOffset At) : ReleaseBlock
    {
        /// <inheritdoc />
        public override DateTimeOffset? Ends => At;
    }

    /// <summary>A hold is active.</summary>
    /// <param name="Hold">The hold.</param>
    public sealed record Held(Hold Hold) : ReleaseBlock
    {
        /// <inheritdoc />
        public override DateTimeOffset? Ends => Hold.Expires;
    }
}

/// <summary>
/// Decides when the routed units of an order are released: offered to their facility as a pick job. A release is never revoked.
/// </summary>
public static class OrderRelease
{
    /// <summary>Returns what blocks the release of the whole order; empty if nothing does.</summary>
    public static ImmutableArray<ReleaseBlock> GetBlocks(Order order, DateTimeOffset now)
    {
        var blocks = ImmutableArray.CreateBuilder<ReleaseBlock>();
        if (!order.IsActive)
        {
            blocks.Add(new ReleaseBlock.Canceled());
        }
        else
        {
            AddFacts(blocks, order);
        }

        if (order.ReleaseAt > now)
        {
            blocks.Add(new ReleaseBlock.Time(order.ReleaseAt));
        }

        foreach (var hold in order.Holds)
        {
            if (hold.IsActiveAt(now))
            {
                blocks.Add(new ReleaseBlock.Held(hold));
            }
        }

        return blocks.ToImmutable();
    }

    /// <summary>Whether nothing blocks the release of the whole order.</summary>
    public static bool IsUnblocked(Order order, DateTimeOffset now) =>
        order.IsOpen && order.ReleaseAt <= now && !order.Holds.Any(h => h.IsActiveAt(now));

    /// <summary>
    /// When a line can be released, if it is later than the order; else null. A backorder without a time is released when it is routed.
    /// </summary>
    public static DateTimeOffset? FindTime(Order order, LineId line) => order.FindLine(line)?.Release?.At;

    /// <summary>Whether the units of a routed plan can be released: no line has a later release time.</summary>
    public static bool IsDue(Order order, RoutingPlan plan, DateTimeOffset now) =>
        FindLaterTime(order, plan.Lines.Select(l => l.Line), now) is null;

    /// <summary>The latest release time of the lines, if it is later than now; else null.</summary>
    internal static DateTimeOffset? FindLaterTime(Order order, IEnumerable<LineId> lines, DateTimeOffset now) =>
        HasLineTimes(order) && lines.Max(l => FindTime(order, l)) is { } at && at > now ? at : null;

    private static bool HasLineTimes(Order order)
    {
        foreach (var line in order.Lines)
        {
            if (line.Release is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// When the next plan without a pick job can be released; null if there is none, or only an actor can end a block. A time that has
    /// passed is due now.
    /// </summary>
    public static DateTimeOffset? FindNextTime(Order order)
    {
        if (!order.IsOpen || order.Holds.Any(h => h.Expires is null))
        {
            return null;
        }

        DateTimeOffset? next = null;
        foreach (var plan in order.GetUnreleasedPlans())
        {
            var due = plan.Lines.Select(l => FindTime(order, l.Line)).Append(order.ReleaseAt).Concat(order.Holds.Select(h => h.Expires))
                .Max();
            next = next is null || due < next ? due : next;
        }

        return next;
    }

    private static void AddFacts(ImmutableArray<ReleaseBlock>.Builder blocks, Order order)
    {
        if (order.IsLocked)
        {
            blocks.Add(new ReleaseBlock.Locked());
        }

        if (order.IsPromised)
        {
            blocks.Add(new ReleaseBlock.Promised());
        }
    }
}
