using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>The statements of one search over one source.</summary>
internal sealed class SearchSqlBuilder(Dialect dialect, TenantId tenant, SearchSource searchSource, SearchRequest searchRequest)
{
    private readonly SearchScope reach = SearchScope.Create(tenant, searchSource, searchRequest.Where);
    private readonly string[] keys = searchSource.Sortings[searchRequest.Sort.By];

    private bool Down => searchRequest.Sort.Descending != searchRequest.Backward;

    private bool ByDate => searchRequest.Sort.By == SortOrder.Date;

    public SearchScope Reach => reach;

    /// <summary>Whether a span of time has to be cut out first, since the sorting does not follow it.</summary>
    public bool SpanApart => reach.IsSpan && !ByDate;

    /// <summary>The first that meet the condition, of so many rows from a place on.</summary>
    public Statement First(SortPosition? from, int max, int wanted)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        var rows = Rows(sqlParameterList, from, max);
        // The rows come as the inner query sorts them; to sort them again would make SQLite look at all before it gives one.
        var sql = $"SELECT {Keys} FROM ({rows}) s{Where(sqlParameterList)} LIMIT {sqlParameterList.Add((long)wanted)}";
        return sqlParameterList.Of(sql);
    }

    /// <summary>How many rows there are among so many, and how many of them have each cover.</summary>
    public Statement Sample(SortPosition? from, int max)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        var rows = Rows(sqlParameterList, from, max);
        var sums = reach.Covers.Select(
            requiredTerms => $", coalesce(sum(CASE WHEN {dialect.HasTerm(sqlParameterList.Place(requiredTerms.Terms))} THEN 1 ELSE 0 END), 0)");
        return sqlParameterList.Of($"SELECT count(*){string.Concat(sums)} FROM ({rows}) s");
    }

    /// <summary>The last of so many rows; none where there are fewer.</summary>
    public Statement Last(SortPosition? from, int max)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        return sqlParameterList.Of(
            $"SELECT {Keys} FROM {searchSource.Table} WHERE {Base(sqlParameterList, from)} ORDER BY {Sorted} LIMIT 1 OFFSET {Number(max - 1)}");
    }

    /// <summary>All that meet the condition and have a cover, or lie in the span, sorted; beside each how many, up to a bound.</summary>
    public Statement Driven(RequiredTerms? requiredTerms, SortPosition? from, int max, int wanted)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        var table = Table(requiredTerms, sqlParameterList);
        var condition = new SqlPrefilter(dialect, tenant, searchSource, sqlParameterList).Of(searchRequest.Where);
        var hits = $"SELECT {Keys} FROM {table} WHERE {Base(sqlParameterList, from)}{(condition is null ? "" : $" AND {condition}")} "
            + $"LIMIT {Number(max)}";
        return sqlParameterList.Of(
            $"WITH hits AS MATERIALIZED ({hits}) "
            + $"SELECT {Keys}, (SELECT count(*) FROM hits) FROM hits s ORDER BY {Sorted} LIMIT {sqlParameterList.Add((long)wanted)}");
    }

    /// <summary>How many meet the condition among so many rows, or among all that have a cover; and how many were looked at.</summary>
    public Statement Count(RequiredTerms? requiredTerms, int? max)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        var table = Table(requiredTerms, sqlParameterList);
        var limit = max is { } bound ? $" LIMIT {Number(bound)}" : "";
        var rows = $"SELECT {Columns} FROM {table} WHERE {Base(sqlParameterList, null)}{limit}";
        var condition = new SqlPrefilter(dialect, tenant, searchSource, sqlParameterList).Of(searchRequest.Where);
        return sqlParameterList.Of(
            condition is null
                ? $"SELECT count(*), count(*) FROM ({rows}) s"
                : $"SELECT coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0), count(*) FROM ({rows}) s");
    }

    public SortPosition PositionOf(QueryResultReader row) => new([.. keys.Select((key, at) => SearchSource.IsMoment(key) ? (object)row.Long(at) : row.Text(at))]);

    private string Keys => string.Join(", ", keys);

    private string Sorted => string.Join(", ", keys.Select(key => Down ? key + " DESC" : key));

    // What the condition looks at, and nothing wider.
    private string Columns => string.Join(
        ", ", keys.Concat(searchSource.Columns.Values).Concat(searchSource.HasTerms ? [dialect.TermsColumn] : []).Distinct());

    private string Table(RequiredTerms? requiredTerms, SqlParameterList sqlParameterList) => requiredTerms is null
        ? searchSource.Table
        : dialect.FromTerms(
            sqlParameterList.Place(requiredTerms.Terms),
            [.. reach.Covers.Where(other => other != requiredTerms).Select(other => sqlParameterList.Place(other.Terms))]);

    private string Rows(SqlParameterList sqlParameterList, SortPosition? from, int max) =>
        $"SELECT {Columns} FROM {searchSource.Table} WHERE {Base(sqlParameterList, from)} ORDER BY {Sorted} LIMIT {Number(max)}";

    private string Base(SqlParameterList sqlParameterList, SortPosition? from)
    {
        var conditions = new List<string> { searchSource.Where };
        if (reach.From != long.MinValue) conditions.Add($"{searchSource.Date} >= {sqlParameterList.Add(reach.From)}");
        if (reach.Before != long.MaxValue) conditions.Add($"{searchSource.Date} < {sqlParameterList.Add(reach.Before)}");
        if (from is not null)
            conditions.Add($"({Keys}) {(Down ? '<' : '>')} ({string.Join(", ", from.Values.Select(sqlParameterList.Add))})");
        return string.Join(" AND ", conditions);
    }

    private string Where(SqlParameterList sqlParameterList) =>
        new SqlPrefilter(dialect, tenant, searchSource, sqlParameterList).Of(searchRequest.Where) is { } condition ? $" WHERE {condition}" : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
