namespace Emend.Client;

/// <summary>The start position in the event feed.</summary>
public readonly record struct EventStartPosition
{
    private EventStartPosition(string? from, string? after) => (From, After) = (from, after);

    /// <summary>Starts with new events. Default for streams.</summary>
    public static EventStartPosition Now { get; } = new("now", null);

    /// <summary>Starts with the oldest available event. Default for pages.</summary>
    public static EventStartPosition Beginning { get; } = new("beginning", null);

    internal string? From { get; }

    internal string? After { get; }

    /// <summary>Starts after an event or after the cursor of a page.</summary>
    /// <param name="id">The event id or the cursor.</param>
    public static EventStartPosition AfterEvent(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new(null, id);
    }
}
