using Emend.Core.Differences;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>The smallest step of a modification. Changes name targets, not differences: asking twice changes nothing more.</summary>
public abstract record Change
{
    private protected Change()
    {
    }

    /// <summary>The action whose condition table guards it, as in <see cref="Rules.Actions"/>.</summary>
    public string GuardedBy => Action;

    /// <summary>The action whose condition table guards it.</summary>
    internal abstract string Action { get; }

    /// <summary>Whether the order's open units are routed again after it.</summary>
    internal abstract bool Reroutes { get; }

    /// <summary>Whether the order is so already.</summary>
    internal abstract bool IsSo(Order order);

    /// <summary>What it does to an order that passed the table. Not called where <see cref="IsSo"/>.</summary>
    internal abstract ChangeEffect Apply(Order order, Facts facts, IdSequence ids);

    /// <summary>
    /// What is left of it where the caller saw the order as it was then, and what others changed since of what it asks for.
    /// </summary>
    internal abstract OnTop OnTopOf(Order then, Order now);
}

/// <summary>What one change does.</summary>
/// <param name="Events">What happened.</param>
/// <param name="Personal">Personal data afterwards; null where it stays.</param>
internal readonly record struct ChangeEffect(IReadOnlyList<OrderEvent> Events, Personal? Personal = null);

/// <summary>A value that a request gives, or does not speak of.</summary>
/// <param name="IsGiven">Whether the request speaks of it.</param>
/// <param name="Value">The value given.</param>
public readonly record struct Given<T>(bool IsGiven, T Value)
{
    /// <summary>The value given, or the present one.</summary>
    public T Or(T present) => IsGiven ? Value : present;

    /// <summary>A value given.</summary>
    public static implicit operator Given<T>(T value) => new(true, value);
}
