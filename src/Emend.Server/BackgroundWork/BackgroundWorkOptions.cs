namespace Emend.Server.BackgroundWork;

/// <summary>Options of background work.</summary>
/// <param name="Enabled">Whether this node processes work items. At least one node must.</param>
/// <param name="PollInterval">Interval of checks for work items of other nodes. The node processes its own work items immediately.</param>
/// <param name="MaxRetryDelay">Maximum delay between two routing attempts of an order with unroutable units.</param>
/// <param name="LeaseDuration">Duration of the lease of a work item. If a node dies, another node takes over after this time.</param>
internal sealed record BackgroundWorkOptions(bool Enabled, TimeSpan PollInterval, TimeSpan MaxRetryDelay, TimeSpan LeaseDuration)
{
    public static readonly BackgroundWorkOptions Default =
        new(true, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));

    /// <summary>Maximum number of work items that the node processes at the same time.</summary>
    public int MaxConcurrency { get; init; } = 4;
}
