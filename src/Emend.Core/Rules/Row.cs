using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>
/// One row of a condition table: what must hold, in the words of the page under docs/rules that carries it.
/// </summary>
/// <param name="Id">The row's id on that page; never reused, never renumbered.</param>
/// <param name="Kind">What the row is about, which decides how a face tells it.</param>
/// <param name="Looks">At what it looks, which decides when.</param>
/// <param name="Condition">What must hold, in words.</param>
/// <param name="Holds">The same as a predicate. Holds vacuously where an earlier row already fails for lack of its subject.</param>
/// <param name="Remedy">What the caller can do about it.</param>
/// <param name="Field">The member of the change it speaks of; null where it speaks of the order.</param>
public sealed record Row(
    string Id, RowKind Kind, Looks Looks, string Condition, Func<Case, bool> Holds, string Remedy, string? Field = null);

/// <summary>At what a row looks.</summary>
public enum Looks
{
    /// <summary>At the order and the facts only: can be told before anybody asks for a change.</summary>
    AtOrder,

    /// <summary>At one change, against the order as the earlier changes left it.</summary>
    AtChange,

    /// <summary>At the order as all changes leave it.</summary>
    AtResult,
}

/// <summary>What a row is about.</summary>
public enum RowKind
{
    /// <summary>Who asks. Looked at first; where one fails, nothing else is told. Part of every policy.</summary>
    Permission,

    /// <summary>What can never be switched off.</summary>
    Invariant,

    /// <summary>A switch of the tenant.</summary>
    Setting,

    /// <summary>Where the order and its operational entities stand.</summary>
    State,

    /// <summary>What is asked for.</summary>
    Request,

    /// <summary>Whether units find a place.</summary>
    Stock,
}

/// <summary>The condition table of one action: docs/rules/&lt;policy&gt;/&lt;action&gt;.md, row for row.</summary>
/// <param name="Action">The action, as in the page's name.</param>
/// <param name="Rows">Its rows, in the page's order.</param>
public sealed record Table(string Action, ImmutableArray<Row> Rows);

/// <summary>A row that does not hold.</summary>
/// <param name="Row">The row's id.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Condition">What should hold.</param>
/// <param name="Remedy">What the caller can do about it.</param>
/// <param name="Change">The index of the change it speaks of; null where it speaks of the order or the whole request.</param>
/// <param name="Field">The member of that change; null where it is about the change as a whole.</param>
public sealed record Refusal(string Row, RowKind Kind, string Condition, string Remedy, int? Change, string? Field);

/// <summary>A complete set of condition tables.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Steps whenever a row of it changes; recorded with each modification.</param>
/// <param name="Tables">Its tables.</param>
public sealed record Policy(string Name, int Version, ImmutableArray<Table> Tables)
{
    /// <summary>The table of an action.</summary>
    public Table this[string action]
    {
        get
        {
            foreach (var table in Tables)
                if (table.Action == action)
                    return table;
            throw new KeyNotFoundException($"{Name} has no table {action}.");
        }
    }
}
