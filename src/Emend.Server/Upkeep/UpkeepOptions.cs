namespace Emend.Server.Upkeep;

/// <summary>How long is kept what need not be kept for ever.</summary>
/// <param name="Keys">For how long a write is known by its idempotency key.</param>
internal sealed record UpkeepOptions(TimeSpan Keys)
{
    /// <summary>What the native face promises.</summary>
    public static readonly TimeSpan LeastForKeys = TimeSpan.FromHours(24);

    /// <summary>For how long a job over many orders is told after it ended; what it asked for may be personal.</summary>
    public static readonly TimeSpan Jobs = TimeSpan.FromDays(30);

    public static readonly UpkeepOptions Default = new(TimeSpan.FromHours(48));
}
