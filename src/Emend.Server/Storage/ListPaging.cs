using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage;

internal static class ListPaging
{
    /// <summary>A page and the number of all that match, of which there are never very many, in one round trip.</summary>
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

    /// <summary>A page and the number of all that match, in one round trip where they are few or were counted before.</summary>
    /// <param name="totals">Where great numbers are kept.</param>
    /// <param name="database">Where to look.</param>
    /// <param name="all">What matches.</param>
    /// <param name="items">The page.</param>
    /// <param name="row">Reads a row of it.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<Page<T>> Page<T>(
        this Database database, TotalCountCache totals, ListQuery all, Statement items, Func<QueryResultReader, T> row, CancellationToken ct)
    {
        var counting = new ListCountQuery(database, all);
        if (totals.Known(all.Tenant, counting) is { } totalCount) return new(await database.List(items, row, ct), totalCount.Count, totalCount.Age);
        var page = await database.Page(all.Count(ListCountQuery.Few + 1), items, row, ct);
        if (page.Total <= ListCountQuery.Few) return page;
        var total = await totals.Many(all.Tenant, counting, ct);
        return new(page.Items, total.Count, total.Age);
    }

    private sealed class ListCountQuery(Database database, ListQuery all) : ICountQuery
    {
        /// <summary>So many are counted while somebody waits.</summary>
        public const int Few = 10_000;

        public string Key { get; } = all.Key;

        public async Task<long?> CountFew(CancellationToken ct) =>
            await Count(all.Count(Few + 1), ct) is var count && count > Few ? null : count;

        public Task<long> CountAll(CancellationToken ct) => Count(all.Count(), ct);

        private Task<long> Count(Statement statement, CancellationToken ct) => database.First(statement, row => row.Long(0), ct);
    }
}

/// <summary>What a list is of: a table, and the conditions.</summary>
internal sealed record ListQuery(TenantId Tenant, string From, object?[] Values)
{
    /// <summary>What is counted, as a key.</summary>
    public string Key => $"{From}\n{string.Join('\n', Values.Select(value => value is string[] texts ? string.Join(',', texts) : value))}";

    public Statement Count() => new($"SELECT count(*) {From}", Values);

    /// <summary>Up to a bound.</summary>
    public Statement Count(int max) => new($"SELECT count(*) FROM (SELECT 1 {From} LIMIT {max}) few", Values);
}
