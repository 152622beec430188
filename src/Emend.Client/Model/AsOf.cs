using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Emend.Client;

/// <summary>Selects a state of an order: a revision, a point in time, or the current state. Converts implicitly from both.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "AtRevision and AtTime are the named alternatives.")]
public readonly record struct AsOf
{
    private AsOf(long? revision, DateTimeOffset? time) => (Revision, Time) = (revision, time);

    /// <summary>The current state.</summary>
    public static AsOf Now { get; }

    /// <summary>The revision; null if none is set.</summary>
    public long? Revision { get; }

    /// <summary>The point in time; null if none is set.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>Selects the state at a revision.</summary>
    public static implicit operator AsOf(long revision) => AtRevision(revision);

    /// <summary>Selects the state at a point in time.</summary>
    public static implicit operator AsOf(DateTimeOffset time) => AtTime(time);

    /// <summary>Selects the state at a revision.</summary>
    public static AsOf AtRevision(long revision) => new(revision, null);

    /// <summary>Selects the state at a point in time.</summary>
    public static AsOf AtTime(DateTimeOffset time) => new(null, time);

    /// <inheritdoc/>
    public override string ToString() => (Revision, Time) switch
    {
        ({ } revision, _) => revision.ToString(CultureInfo.InvariantCulture),
        (_, { } time) => time.ToString("O", CultureInfo.InvariantCulture),
        _ => "now",
    };
}
