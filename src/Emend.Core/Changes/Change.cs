using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>One edit in a modification. A change sets a target value, so that a repeated change has no effect.</summary>
public abstract record Change
{
    private protected Change()
    {
    }

    /// <summary>Name of the action, as in <see cref="ActionNames"/>, whose rule set applies unless the policy decides otherwise.</summary>
    public string ActionName => Action;

    /// <summary>Name of the action whose rule set applies unless the policy decides otherwise.</summary>
    internal abstract string Action { get; }

    /// <summary>Whether the fulfillment follows the change: the policy decides how.</summary>
    internal abstract bool CausesReroute { get; }

    /// <summary>Whether the change can require other facilities, so that the order is rerouted under every policy.</summary>
    internal virtual bool MovesDelivery => false;

    /// <summary>The line that the change names; null if it names none.</summary>
    internal virtual LineId? TargetLine => null;

    /// <summary>Returns the same change of another line. Only a change that names a line has one.</summary>
    internal virtual Change WithLine(LineId line) => throw new InvalidOperationException($"{GetType().Name} names no line.");

    /// <summary>The quantity that the change sets; null if it sets none.</summary>
    internal virtual Quantity? TargetQuantity => null;

    /// <summary>Whether the change sets the field at this path (see <see cref="FieldDifference.Path"/>).</summary>
    internal abstract bool Sets(string path);

    /// <summary>Whether the order already has the requested value.</summary>
    internal abstract bool IsAlreadyApplied(Order order);

    /// <summary>Whether the order has what the change names, and the values are complete.</summary>
    internal virtual bool CanApply(Order order) => TargetLine is not { } line || order.FindLine(line) is not null;

    /// <summary>
    /// Applies the change to an order that satisfies the rules. Called only if <see cref="CanApply"/> and not
    /// <see cref="IsAlreadyApplied"/>.
    /// </summary>
    internal abstract ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids);

    /// <summary>
    /// Rebases the change from the order that the caller saw to the current order. Returns the remaining change and the conflicts.
    /// </summary>
    internal abstract RebaseResult RebaseOnto(Order baseOrder, Order currentOrder);
}

/// <summary>Result of one change.</summary>
/// <param name="Events">The domain events.</param>
/// <param name="PersonalData">Personal data after the change; null if unchanged.</param>
internal readonly record struct ChangeResult(IReadOnlyList<OrderEvent> Events, PersonalData? PersonalData = null);

/// <summary>A value that a request specifies or omits.</summary>
/// <param name="IsSpecified">Whether the request specifies the value.</param>
/// <param name="Value">The specified value.</param>
public readonly record struct Optional<T>(bool IsSpecified, T Value)
{
    /// <summary>The specified value, or the current value if omitted.</summary>
    public T ValueOr(T present) => IsSpecified ? Value : present;

    /// <summary>Creates a specified value.</summary>
    public static implicit operator Optional<T>(T value) => new(true, value);
}
