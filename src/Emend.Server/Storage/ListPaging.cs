using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage;

internal static class ListPaging
{
    /// <summary>Reads a page and the total in one round trip. For lists that are never long.</summary>
    public static Task<Page<T>> Page<T>(
        this Database database, Statement count, Statement items, Func<QueryResultReader, T> row, CancellationToken ct) =>
        database.Read(
            [count, items],
            async (rows, token) =>
            {
                var total = await rows.First(counted => counted.Long(0), token);
                await rows.Next(token);
                return new Page<T>(await rows.List(row, token), total);
            },
            ct);

    /// <summary>Reads a page and the total. Needs one round trip if the total is small or cached.</summary>
    /// <param name="totals">Cache of large totals.</param>
    /// <param name="database">The database to read.</param>
    /// <param name="all">All matching rows.</param>
    /// <param name="items">The query of the page.</param>
    /// <param name="row">Reads one row of the page.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Page<T>> Page<T>(
        this Database database, TotalCountCache totals, ListQuery all, Statement items, Func<QueryResultReader, T> row,
        CancellationToken ct)
    {
        var counting = new ListCountQuery(database, all);
        if (totals.FindCached(all.Tenant, counting) is { } totalCount)
        {
            return new(await database.List(items, row, ct), totalCount.Count, totalCount.Age);
        }

        var page = await database.Page(all.Count(ListCountQuery.MaxCounted + 1), items, row, ct);
        if (page.Total <= ListCountQuery.MaxCounted)
        {
            return page;
        }

        var total = await totals.CountAndCache(all.Tenant, counting, ct);
        return new(page.Items, total.Count, total.Age);
    }

    private sealed class ListCountQuery(Database database, ListQuery all) : ICountQuery
    {
        /// <summary>Up to this many rows are counted within the request.</summary>
        public const int MaxCounted = 10_000;

        public string Key { get; } = all.Key;

        public async Task<long?> CountFew(CancellationToken ct) =>
            await Count(all.Count(MaxCounted + 1), ct) is var count && count > MaxCounted ? null : count;

        public Task<long> CountAll(CancellationToken ct) => Count(all.Count(), ct);

        private Task<long> Count(Statement statement, CancellationToken ct) => database.First(statement, row => row.Long(0), ct);
    }
}

/// <summary>The rows of a list: FROM and WHERE clauses with their values.</summary>
internal sealed record ListQuery(TenantId Tenant, string From, object?[] Values)
{
    /// <summary>Cache key of the total.</summary>
    public string Key => $"{From}\n{string.Join('\n', Values.Select(value => value is string[] texts ? string.Join(',', texts) : value))}";

    public Statement Count() => new($"SELECT count(*) {From}", Values);

    /// <summary>Counts up to a maximum.</summary>
    public Statement Count(int max) => new($"SELECT count(*) FROM (SELECT 1 {From} LIMIT {max}) few", Values);
}
