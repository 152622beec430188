namespace Emend.Client;

/// <summary>Where in the feed to begin.</summary>
public readonly record struct EventStartPosition
{
    private EventStartPosition(string? from, string? after) => (From, After) = (from, after);

    /// <summary>With what happens from now on; what counts for a stream where nothing is said.</summary>
    public static EventStartPosition Now { get; } = new("now", null);

    /// <summary>With the first event there is; what counts for pages where nothing is said.</summary>
    public static EventStartPosition Beginning { get; } = new("beginning", null);

    internal string? From { get; }

    internal string? After { get; }

    /// <summary>After the event of this id, or after the cursor of a page.</summary>
    /// <param name="id">The id or cursor.</param>
    public static EventStartPosition AfterEvent(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new(null, id);
    }
}
