using System.Text;
using Emend.Core.Orders;

namespace Emend.Server.Storage;

/// <summary>Builds the WHERE clause of a list within one tenant from optional conditions.</summary>
internal sealed class WhereClauseBuilder(Dialect dialect, TenantId tenant, string table = "")
{
    private readonly StringBuilder _conditions = new($" WHERE {table}tenant_id = $1");
    private readonly List<object?> _values = [tenant.Value];

    /// <summary>Adds <c>column operator value</c>; no effect if the value is null.</summary>
    public WhereClauseBuilder And(string condition, string? value)
    {
        if (value is not null)
        {
            _values.Add(value);
            _conditions.Append($" AND {condition} ${_values.Count}");
        }

        return this;
    }

    /// <summary>Adds a condition that the columns sort after the values; no effect without values.</summary>
    public WhereClauseBuilder After(string columns, object[] values)
    {
        if (values.Length > 0)
        {
            var first = _values.Count + 1;
            _values.AddRange(values);
            _conditions.Append($" AND ({columns}) > ({string.Join(", ", values.Select((_, at) => $"${first + at}"))})");
        }

        return this;
    }

    /// <summary>Adds a condition that the column equals one of the values; no effect without values.</summary>
    public WhereClauseBuilder AnyOf(string column, string[] texts)
    {
        if (texts.Length > 0)
        {
            _values.Add(texts);
            _conditions.Append($" AND {dialect.AnyOf(column, _values.Count)}");
        }

        return this;
    }

    public Statement Count(string from) => new($"SELECT count(*) {from}{_conditions}", [.. _values]);

    /// <summary>All matching rows, for counting of lists that may be long.</summary>
    public ListQuery CreateQuery(string from) => new(tenant, from + _conditions, [.. _values]);

    /// <summary>All distinct values of a column, for counting.</summary>
    public ListQuery CreateDistinctQuery(string column, string from) =>
        new(tenant, $"FROM (SELECT DISTINCT {column} {from}{_conditions}) counted", [.. _values]);

    /// <summary>All matching rows without a limit.</summary>
    public Statement All(string statement, string? orderBy = null) =>
        new($"{statement}{_conditions}{(orderBy is null ? "" : $" ORDER BY {orderBy}")}", [.. _values]);

    public Statement Select(string selectFrom, string orderBy, int size) =>
        new($"{selectFrom}{_conditions} ORDER BY {orderBy} LIMIT ${_values.Count + 1}", [.. _values, (long)size]);
}
