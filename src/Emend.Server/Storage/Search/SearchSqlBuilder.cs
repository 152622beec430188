using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Builds the SQL statements of one search.</summary>
internal sealed class SearchSqlBuilder(Dialect dialect, TenantId tenant, SearchSource searchSource, SearchRequest request)
{
    private readonly SearchScope _scope = SearchScope.Create(tenant, searchSource, request.Where);
    private readonly string[] _keys = searchSource.Sortings[request.Sort.By];

    private bool IsDescending => request.Sort.Descending != request.Backward;

    private bool IsBySpan => request.Sort.By == searchSource.SpanSorting;

    public SearchScope Scope => _scope;

    /// <summary>Whether the time span needs a separate lookup, because the sort order is another one.</summary>
    public bool NeedsTimeSpanLookup => _scope.HasTimeSpan && !IsBySpan;

    /// <summary>The first matches in a limited number of rows after a position.</summary>
    public Statement SelectFirst(SortPosition? from, int max, int wanted)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        var rows = Rows(sqlParameterList, from, max);
        // The inner query sorts the rows. A second ORDER BY would make SQLite read all rows before it returns the first.
        var sql = $"SELECT {Keys} FROM ({rows}) s{Where(sqlParameterList)} LIMIT {sqlParameterList.Add((long)wanted)}";
        return sqlParameterList.CreateStatement(sql);
    }

    /// <summary>Counts a limited number of rows, and how many of them have each set of required terms.</summary>
    public Statement SelectFrequencies(SortPosition? from, int max)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        var rows = Rows(sqlParameterList, from, max);
        var sums = _scope.TermSets.Select(
            requiredTerms =>
                $", coalesce(sum(CASE WHEN {dialect.HasAnyTerm(sqlParameterList.AddNumbered(requiredTerms.Terms))} THEN 1 ELSE 0 END), 0)");
        return sqlParameterList.CreateStatement($"SELECT count(*){string.Concat(sums)} FROM ({rows}) s");
    }

    /// <summary>The last row of a limited number of rows; no row if there are fewer.</summary>
    public Statement SelectLast(SortPosition? from, int max)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        return sqlParameterList.CreateStatement(
            $"SELECT {Keys} FROM {searchSource.Table} WHERE {Base(sqlParameterList, from)} ORDER BY {OrderBy} "
            + $"LIMIT 1 OFFSET {Number(max - 1)}");
    }

    /// <summary>
    /// All matches with the required terms or in the time span, sorted. Each row also has the number of matches, up to a limit.
    /// </summary>
    public Statement SelectByTerms(RequiredTerms? requiredTerms, SortPosition? from, int max, int wanted)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        var table = Table(requiredTerms, sqlParameterList);
        var condition = new SqlPrefilter(dialect, tenant, searchSource, sqlParameterList).CreateCondition(request.Where);
        var hits = $"SELECT {Keys} FROM {table} WHERE {Base(sqlParameterList, from)}{(condition is null ? "" : $" AND {condition}")} "
            + $"LIMIT {Number(max)}";
        return sqlParameterList.CreateStatement(
            $"WITH hits AS MATERIALIZED ({hits}) "
            + $"SELECT {Keys}, (SELECT count(*) FROM hits) FROM hits s ORDER BY {OrderBy} LIMIT {sqlParameterList.Add((long)wanted)}");
    }

    /// <summary>Counts the matches in a limited number of rows or in all rows with the required terms, and the scanned rows.</summary>
    public Statement SelectCount(RequiredTerms? requiredTerms, int? max)
    {
        var sqlParameterList = new SqlParameterList(tenant.Value);
        var table = Table(requiredTerms, sqlParameterList);
        var limit = max is { } bound ? $" LIMIT {Number(bound)}" : "";
        var rows = $"SELECT {Columns} FROM {table} WHERE {Base(sqlParameterList, null)}{limit}";
        var condition = new SqlPrefilter(dialect, tenant, searchSource, sqlParameterList).CreateCondition(request.Where);
        return sqlParameterList.CreateStatement(
            condition is null
                ? $"SELECT count(*), count(*) FROM ({rows}) s"
                : $"SELECT coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0), count(*) FROM ({rows}) s");
    }

    public SortPosition ReadPosition(QueryResultReader row) =>
        new([.. _keys.Select((key, at) => SearchSource.IsTime(key) ? (object)row.Long(at) : row.Text(at))]);

    private string Keys => string.Join(", ", _keys);

    private string OrderBy => string.Join(", ", _keys.Select(key => IsDescending ? key + " DESC" : key));

    // Only the columns that the condition reads.
    private string Columns => string.Join(
        ", ", _keys.Concat(searchSource.Columns.Values).Concat(searchSource.HasTerms ? [dialect.TermsColumn] : []).Distinct());

    private string Table(RequiredTerms? requiredTerms, SqlParameterList sqlParameterList) => requiredTerms is null
        ? searchSource.Table
        : searchSource.JoinRowsWithTerms(dialect.FromRowsWithTerms(
            sqlParameterList.AddNumbered(requiredTerms.Terms),
            [.. _scope.TermSets.Where(other => other != requiredTerms).Select(other => sqlParameterList.AddNumbered(other.Terms))]));

    private string Rows(SqlParameterList sqlParameterList, SortPosition? from, int max) =>
        $"SELECT {Columns} FROM {searchSource.Table} WHERE {Base(sqlParameterList, from)} ORDER BY {OrderBy} LIMIT {Number(max)}";

    private string Base(SqlParameterList sqlParameterList, SortPosition? from)
    {
        var conditions = new List<string> { searchSource.Where };
        if (_scope.From != long.MinValue)
        {
            conditions.Add($"{searchSource.DateColumn} >= {sqlParameterList.Add(_scope.From)}");
        }

        if (_scope.Before != long.MaxValue)
        {
            conditions.Add($"{searchSource.DateColumn} < {sqlParameterList.Add(_scope.Before)}");
        }

        if (from is not null)
        {
            conditions.Add($"({Keys}) {(IsDescending ? '<' : '>')} ({string.Join(", ", from.Values.Select(sqlParameterList.Add))})");
        }

        return string.Join(" AND ", conditions);
    }

    private string Where(SqlParameterList sqlParameterList) =>
        new SqlPrefilter(dialect, tenant, searchSource, sqlParameterList).CreateCondition(request.Where) is { } condition
            ? $" WHERE {condition}"
            : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
