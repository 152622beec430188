using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Looks at rows of tables and collects those that do not hold.</summary>
/// <param name="accept">The soft rows whose penalty the caller takes.</param>
internal sealed class Checking(ImmutableArray<string> accept = default)
{
    private List<Refusal>? _refusals;
    private List<Passed>? _passed;
    private HashSet<string>? _told;

    public bool AnyFailed => _refusals is not null;

    /// <summary>Whether a row failed that nobody could pass.</summary>
    public bool Stopped { get; private set; }

    public ImmutableArray<Refusal> Refusals => _refusals is null ? [] : [.. _refusals];

    /// <summary>The soft rows that did not hold and were passed.</summary>
    public ImmutableArray<Passed> Passed => _passed is null ? [] : [.. _passed];

    /// <summary>What does not hold of a table whose rows all look at the order; of permissions alone where one is missing.</summary>
    public static ImmutableArray<Refusal> AtOrder(Table table, Case about)
    {
        var checking = new Checking();
        checking.Permissions(table, about);
        if (!checking.AnyFailed)
            checking.Rows(table, Looks.AtOrder, about);
        return checking.Refusals;
    }

    public void Permissions(Table table, Case about, int? change = null)
    {
        foreach (var row in table.Rows)
            if (row.Kind is RowKind.Permission)
                Check(row, about, change);
    }

    /// <summary>Checks the rows that are not about permissions. Returns whether none stops what is asked.</summary>
    public bool Rows(Table table, Looks looks, Case about, int? change = null)
    {
        var goesOn = true;
        foreach (var row in table.Rows)
            if (row.Kind is not RowKind.Permission && row.Looks == looks)
                goesOn &= Check(row, about, change);
        return goesOn;
    }

    /// <summary>Whether it holds, or is soft.</summary>
    public bool Check(Row row, Case about, int? change)
    {
        if (row.Holds(about))
            return true;

        // What a row says of the order or the result, it says once, however many changes its table guards.
        var subject = row.Looks is Looks.AtChange ? change : null;
        if (subject is null && !(_told ??= []).Add(row.Id))
            return row.Soft is not null;
        if (row.Soft is { } soft && Pass(row.Id, soft, about) is { } passed)
            (_passed ??= []).Add(passed);
        else
            (_refusals ??= []).Add(new Refusal(row.Id, row.Kind, row.Condition, row.Remedy, subject, row.Field)
            {
                AnyOf = row.AnyOf?.Invoke(about) ?? [],
                Soft = row.Soft,
            });
        Stopped |= row.Soft is null;
        return row.Soft is not null;
    }

    private Passed? Pass(string row, Softness soft, Case about)
    {
        if (soft.Permission is { } permission && about.May(permission))
            return new(row, permission, null);
        return soft.Penalty is { } penalty && !accept.IsDefaultOrEmpty && accept.Contains(row) ? new(row, null, penalty) : null;
    }
}
