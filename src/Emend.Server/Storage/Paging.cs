using Emend.Server.Desk;

namespace Emend.Server.Storage;

internal static class Paging
{
    /// <summary>A page and the number of all that match, in one round trip.</summary>
    public static Task<Page<T>> Page<T>(
        this Database database, Statement count, Statement items, Func<Rows, T> row, CancellationToken ct) =>
        database.Read(
            [count, items],
            async (rows, token) =>
            {
                var total = await rows.First(counted => counted.Long(0), token);
                await rows.Next(token);
                return new Page<T>(await rows.List(row, token), total);
            },
            ct);
}
