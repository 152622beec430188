namespace Emend.Server.BackgroundWork;

/// <summary>How a node does what is due without anybody asking.</summary>
/// <param name="Enabled">Whether this node does; some node must.</param>
/// <param name="PollInterval">How often it looks for what other nodes have written; what it wrote itself it sees at once.</param>
/// <param name="MaxRetryDelay">How long an order that waits is left alone at most.</param>
/// <param name="LeaseDuration">For how long it takes a piece of work; if it dies, another node takes it then.</param>
internal sealed record BackgroundWorkOptions(bool Enabled, TimeSpan PollInterval, TimeSpan MaxRetryDelay, TimeSpan LeaseDuration)
{
    public static readonly BackgroundWorkOptions Default =
        new(true, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));

    /// <summary>How many pieces of work it does at once.</summary>
    public int MaxConcurrency { get; init; } = 4;
}
