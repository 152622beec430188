using System.Text;
using Emend.Core.Orders;

namespace Emend.Server.Storage;

/// <summary>The conditions of a list, of those that the caller named; always within one tenant.</summary>
internal sealed class WhereClauseBuilder(Dialect dialect, TenantId tenant, string table = "")
{
    private readonly StringBuilder conditions = new($" WHERE {table}tenant_id = $1");
    private readonly List<object?> values = [tenant.Value];

    /// <summary>Where <c>column operator value</c>; nothing where the value is null.</summary>
    public WhereClauseBuilder And(string condition, string? value)
    {
        if (value is not null)
        {
            values.Add(value);
            conditions.Append($" AND {condition} ${values.Count}");
        }

        return this;
    }

    /// <summary>Where a row of columns comes after a row of values; nothing where there are none.</summary>
    public WhereClauseBuilder After(string columns, string[] texts)
    {
        if (texts.Length > 0)
        {
            var first = values.Count + 1;
            values.AddRange(texts);
            conditions.Append($" AND ({columns}) > ({string.Join(", ", texts.Select((_, at) => $"${first + at}"))})");
        }

        return this;
    }

    /// <summary>Where the column is one of them; nothing where there are none.</summary>
    public WhereClauseBuilder Among(string column, string[] texts)
    {
        if (texts.Length > 0)
        {
            values.Add(texts);
            conditions.Append($" AND {dialect.Among(column, values.Count)}");
        }

        return this;
    }

    public Statement Count(string from) => new($"SELECT count(*) {from}{conditions}", [.. values]);

    /// <summary>All that match, to be counted where they may be many.</summary>
    public ListQuery Of(string from) => new(tenant, from + conditions, [.. values]);

    /// <summary>All values that a column has, to be counted.</summary>
    public ListQuery Distinct(string column, string from) =>
        new(tenant, $"FROM (SELECT DISTINCT {column} {from}{conditions}) counted", [.. values]);

    /// <summary>Every row that matches.</summary>
    public Statement All(string statement, string? orderBy = null) =>
        new($"{statement}{conditions}{(orderBy is null ? "" : $" ORDER BY {orderBy}")}", [.. values]);

    public Statement Select(string selectFrom, string orderBy, int size) =>
        new($"{selectFrom}{conditions} ORDER BY {orderBy} LIMIT ${values.Count + 1}", [.. values, (long)size]);
}
