using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Looks at rows of tables and collects those that do not hold.</summary>
internal sealed class Checking
{
    private readonly ImmutableArray<Refusal>.Builder _refusals = ImmutableArray.CreateBuilder<Refusal>();
    private readonly HashSet<string> _told = [];

    public bool AnyFailed => _refusals.Count > 0;

    public ImmutableArray<Refusal> Refusals => _refusals.ToImmutable();

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

    /// <summary>Checks the rows that are not about permissions. Returns whether all hold.</summary>
    public bool Rows(Table table, Looks looks, Case about, int? change = null)
    {
        var before = _refusals.Count;
        foreach (var row in table.Rows)
            if (row.Kind is not RowKind.Permission && row.Looks == looks)
                Check(row, about, change);
        return _refusals.Count == before;
    }

    public void Check(Row row, Case about, int? change)
    {
        // What a row says of the order or the result, it says once, however many changes its table guards.
        var subject = row.Looks is Looks.AtChange ? change : null;
        if (row.Holds(about) || (subject is null && !_told.Add(row.Id)))
            return;
        _refusals.Add(new Refusal(row.Id, row.Kind, row.Condition, row.Remedy, subject, row.Field));
    }
}
