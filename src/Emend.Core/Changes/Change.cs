using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>The smallest step of a modification. Changes name targets, not differences: asking twice changes nothing more.</summary>
public abstract record Change
{
    private protected Change()
    {
    }

    /// <summary>The action whose condition table guards it, as in <see cref="Rules.ActionNames"/>.</summary>
    public string ActionName => Action;

    /// <summary>The action whose condition table guards it.</summary>
    internal abstract string Action { get; }

    /// <summary>Whether the order's open units are routed again after it.</summary>
    internal abstract bool CausesReroute { get; }

    /// <summary>Whether the order is so already.</summary>
    internal abstract bool IsAlreadyApplied(Order order);

    /// <summary>What it does to an order that passed the table. Not called where <see cref="IsAlreadyApplied"/>.</summary>
    internal abstract ChangeResult Apply(Order order, DecisionContext context, IdSequence ids);

    /// <summary>
    /// What is left of it where the caller saw the order as it was then, and what others changed since of what it asks for.
    /// </summary>
    internal abstract RebaseResult RebaseOnto(Order then, Order now);
}

/// <summary>What one change does.</summary>
/// <param name="Events">What happened.</param>
/// <param name="Personal">Personal data afterwards; null where it stays.</param>
internal readonly record struct ChangeResult(IReadOnlyList<OrderEvent> Events, PersonalData? Personal = null);

/// <summary>A value that a request gives, or does not speak of.</summary>
/// <param name="IsGiven">Whether the request speaks of it.</param>
/// <param name="Value">The value given.</param>
public readonly record struct Optional<T>(bool IsGiven, T Value)
{
    /// <summary>The value given, or the present one.</summary>
    public T Or(T present) => IsGiven ? Value : present;

    /// <summary>A value given.</summary>
    public static implicit operator Optional<T>(T value) => new(true, value);
}
