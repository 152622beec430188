using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>Counts the matches of a criterion.</summary>
internal sealed class SearchCountQuery : ICountQuery
{
    private readonly Database _database;
    private readonly int _few;
    private readonly SearchSqlBuilder _sqlBuilder;

    public SearchCountQuery(Database database, ScanLimits limits, TenantId tenant, SearchSource searchSource, Criterion where)
    {
        (this._database, _few) = (database, limits.MaxCounted);
        _sqlBuilder = new(database.Dialect, tenant, searchSource, new(where, new(searchSource.AnySorting, false), 0));
        var sqlPrefilter = new SqlPrefilter(database.Dialect, tenant, searchSource, new(tenant.Value));
        _ = sqlPrefilter.CreateCondition(where);
        IsExact = sqlPrefilter.IsExact;
        var all = _sqlBuilder.SelectCount(null, null);
        Key = $"{all.Sql}\n{string.Join('\n', all.Values.Select(ToText))}";
    }

    /// <summary>Whether columns and terms alone determine the count.</summary>
    public bool IsExact { get; }

    public string Key { get; }

    public async Task<long?> CountFew(CancellationToken ct)
    {
        // Tries rare terms first, then all rows of the time span, then all other terms.
        foreach (var requiredTerms in _sqlBuilder.Scope.TermSets.Cast<RequiredTerms?>().Append(null).OrderBy(
            c => c is null ? 1 : c.IsRare ? 0 : 2))
        {
            var (count, rows) = await Count(_sqlBuilder.SelectCount(requiredTerms, _few + 1), ct);
            if (rows <= _few)
            {
                return count;
            }
        }

        return null;
    }

    public async Task<long> CountAll(CancellationToken ct) => (await Count(_sqlBuilder.SelectCount(null, null), ct)).Count;

    private Task<(long Count, long Rows)> Count(Statement statement, CancellationToken ct) =>
        _database.First(statement, row => (row.Long(0), row.Long(1)), ct);

    private static string? ToText(object? value) => value switch
    {
        long[] numbers => string.Join(',', numbers),
        string[] texts => string.Join(',', texts),
        _ => value?.ToString(),
    };
}
