using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>An action on a pick job.</summary>
public abstract record PickJobAction
{
    private PickJobAction()
    {
    }

    /// <summary>Starts the pick job.</summary>
    public sealed record Start : PickJobAction;

    /// <summary>Total picked quantities of lines or parts. A repeated report has no effect.</summary>
    public sealed record Pick(ImmutableArray<LineQuantity> Lines) : PickJobAction;

    /// <summary>Splits lines or parts into the given parts. The remainder becomes one more part.</summary>
    public sealed record Split(ImmutableArray<PickLineSplitPart> Parts) : PickJobAction;

    /// <summary>Merges parts of one line. The line has no parts if all parts are merged.</summary>
    public sealed record Merge(ImmutableArray<LineId> Parts) : PickJobAction;

    /// <summary>Pauses the pick job.</summary>
    public sealed record Pause : PickJobAction;

    /// <summary>Closes the pick job, even if fewer units were found.</summary>
    public sealed record Close : PickJobAction;

    /// <summary>Aborts the pick job; its units are rerouted.</summary>
    public sealed record Abort : PickJobAction;

    /// <summary>Resets the pick job; the picked goods are restocked.</summary>
    public sealed record Reset : PickJobAction;

    /// <summary>Resets and starts the pick job.</summary>
    public sealed record Restart : PickJobAction;

    /// <summary>Cancels the pick job and creates a return task for the picked goods; the units are not rerouted.</summary>
    /// <param name="Obsolete">Whether the job becomes obsolete instead of canceled.</param>
    public sealed record Cancel(bool Obsolete) : PickJobAction;
}
