using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Emend.Client;

/// <summary>A point in the life of an order: a revision, a moment, or now. A number or a time converts by itself.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "Revision and Moment are the other way.")]
public readonly record struct AsOf
{
    private AsOf(long? revision, DateTimeOffset? moment) => (OfRevision, OfMoment) = (revision, moment);

    /// <summary>As it is now.</summary>
    public static AsOf Now { get; }

    /// <summary>The revision, where one is named.</summary>
    public long? OfRevision { get; }

    /// <summary>The moment, where one is named.</summary>
    public DateTimeOffset? OfMoment { get; }

    /// <summary>As of a revision.</summary>
    public static implicit operator AsOf(long revision) => Revision(revision);

    /// <summary>As of a moment.</summary>
    public static implicit operator AsOf(DateTimeOffset moment) => Moment(moment);

    /// <summary>As of a revision.</summary>
    public static AsOf Revision(long revision) => new(revision, null);

    /// <summary>As of a moment.</summary>
    public static AsOf Moment(DateTimeOffset moment) => new(null, moment);

    /// <inheritdoc/>
    public override string ToString() => (OfRevision, OfMoment) switch
    {
        ({ } revision, _) => revision.ToString(CultureInfo.InvariantCulture),
        (_, { } moment) => moment.ToString("O", CultureInfo.InvariantCulture),
        _ => "now",
    };
}
