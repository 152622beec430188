using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>How many meet a criterion.</summary>
internal sealed class SearchCountQuery : ICountQuery
{
    private readonly Database database;
    private readonly int few;
    private readonly SearchSqlBuilder walk;

    public SearchCountQuery(Database database, ScanLimits bounds, TenantId tenant, SearchSource searchSource, Criterion where)
    {
        (this.database, few) = (database, bounds.Counted);
        walk = new(database.Dialect, tenant, searchSource, new(where, new(searchSource.AnySorting, false), 0));
        var sqlPrefilter = new SqlPrefilter(database.Dialect, tenant, searchSource, new(tenant.Value));
        _ = sqlPrefilter.Of(where);
        Exact = sqlPrefilter.Exact;
        var all = walk.Count(null, null);
        Key = $"{all.Sql}\n{string.Join('\n', all.Values.Select(Shown))}";
    }

    /// <summary>Whether rows and terms alone tell it.</summary>
    public bool Exact { get; }

    public string Key { get; }

    public async Task<long?> CountFew(CancellationToken ct)
    {
        // What is rare first, then all rows of the span, then what could be rare.
        foreach (var requiredTerms in walk.Reach.Covers.Cast<RequiredTerms?>().Append(null).OrderBy(c => c is null ? 1 : c.Rare ? 0 : 2))
        {
            var (count, rows) = await Count(walk.Count(requiredTerms, few + 1), ct);
            if (rows <= few) return count;
        }

        return null;
    }

    public async Task<long> CountAll(CancellationToken ct) => (await Count(walk.Count(null, null), ct)).Count;

    private Task<(long Count, long Rows)> Count(Statement statement, CancellationToken ct) =>
        database.First(statement, row => (row.Long(0), row.Long(1)), ct);

    private static string? Shown(object? value) => value switch
    {
        long[] numbers => string.Join(',', numbers),
        string[] texts => string.Join(',', texts),
        _ => value?.ToString(),
    };
}
