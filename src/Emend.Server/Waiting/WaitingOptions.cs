namespace Emend.Server.Waiting;

/// <summary>How a node does what is due without anybody asking.</summary>
/// <param name="On">Whether this node does; some node must.</param>
/// <param name="Poll">How often it looks for what other nodes have written; what it wrote itself it sees at once.</param>
/// <param name="RetryAtMost">How long an order that waits is left alone at most.</param>
/// <param name="Lease">For how long it takes a piece of work; if it dies, another node takes it then.</param>
internal sealed record WaitingOptions(bool On, TimeSpan Poll, TimeSpan RetryAtMost, TimeSpan Lease)
{
    public static readonly WaitingOptions Default =
        new(true, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));

    /// <summary>How many pieces of work it does at once.</summary>
    public int AtOnce { get; init; } = 4;
}
