using System.Collections.Concurrent;
using System.Security.Cryptography;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Common;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Reads the epochs of the event feed, and begins a new one when the database may have been restored. On SQLite that is every start of the
/// process; on PostgreSQL it is a change of the storage: another cluster, database, table or timeline.
/// </summary>
internal sealed class FeedEpochStore(TenantDirectory directory, TimeProvider clock) : IFeedEpochs
{
    private const string InsufficientPrivilege = "42501";
    private const string OfServer = "SELECT epoch, xid, seq FROM event_epochs ORDER BY number";

    /// <summary>The tenants that came from another server. Most installations have none.</summary>
    public const string OfArrivedTenants = "SELECT tenant_id, feed_epoch, feed_xid FROM tenants WHERE feed_epoch IS NOT NULL";

    // Nodes learn of the epoch of a node that started later.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Database, CachedEpochs> _cached = new();

    public async ValueTask<IReadOnlyList<FeedEpoch>> Read(TenantId tenant, CancellationToken ct)
    {
        var server = await directory.Find(tenant, ct);
        var revision = directory.Revision;
        if (!_cached.TryGetValue(server, out var cached) || clock.GetElapsedTime(cached.ReadAt) >= MaxAge || cached.Revision != revision)
        {
            _cached[server] = cached = await Read(server, new([], [], clock.GetTimestamp(), revision), ct);
        }

        return cached.Arrived.GetValueOrDefault(tenant) ?? cached.All;
    }

    private static Task<CachedEpochs> Read(Database server, CachedEpochs empty, CancellationToken ct) => server.Read(
        [Statement.From(OfServer), Statement.From(OfArrivedTenants)],
        async (rows, token) =>
        {
            var stored = await rows.List(
                row => new FeedEpoch(row.Long(0), EventPosition.AfterEntry(row.Long(1), row.Long(2))), token);
            await rows.Next(token);
            var arrived = await rows.List(
                row => (Tenant: new TenantId(row.Text(0)), Epoch: row.Long(1), At: EventPosition.AfterEntry(row.Long(2), long.MaxValue)),
                token);
            return empty with
            {
                All = [FeedEpoch.First, .. stored],
                Arrived = arrived.ToDictionary(
                    one => one.Tenant,
                    one => (IReadOnlyList<FeedEpoch>)
                        [new(one.Epoch, EventPosition.Beginning), .. stored.Where(epoch => epoch.After >= one.At)]),
            };
        },
        ct);

    /// <summary>Begins an epoch if the database may have been restored. Called at the start, before any event is written or read.</summary>
    /// <param name="database">The database server.</param>
    /// <param name="mayBeRestored">Whether to begin an epoch although the storage is the same.</param>
    public async Task BeginIfRestored(Database database, bool mayBeRestored, CancellationToken ct)
    {
        var storage = await ReadStorage(database, ct);
        var last = await database.First(
            Statement.From("SELECT number, storage FROM event_epochs ORDER BY number DESC LIMIT 1"),
            row => (Number: row.Long(0), Storage: row.Text(1)), ct);
        if (!mayBeRestored && last.Storage == storage)
        {
            return;
        }

        // A new feed begins at the head. A restored feed continues after its last entry: later positions were lost.
        var (start, isAhead) = await database.Read(
            [
                Statement.From(last.Number == 0 ? database.Dialect.StorageHead : database.Dialect.LastJournalEntry),
                Statement.From(database.Dialect.JournalIsAhead),
            ],
            async (row, token) =>
            {
                var at = await row.First(r => (Transaction: r.Long(0), Sequence: r.Long(1)), token);
                await row.Next(token);
                return (at, await row.First(r => r.Flag(0), token));
            },
            ct);
        var insert = Statement.One(
            "INSERT INTO event_epochs (number, epoch, xid, seq, storage, started_at) VALUES ($1, $2, $3, $4, $5, $6)",
            last.Number + 1, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))), start.Transaction, start.Sequence, storage,
            clock.NowMicroseconds());

        var shift = isAhead ? database.Dialect.ShiftJournal(start.Transaction).Select(sql => Statement.From(sql)) : [];

        // Another node that starts at the same time may insert the row first.
        await database.Write([.. shift, insert], ct);
        _cached.TryRemove(database, out _);
    }

    private static async Task<string> ReadStorage(Database database, CancellationToken ct)
    {
        try
        {
            return await database.First(Statement.From(database.Dialect.StorageIdentity), row => row.Text(0), ct) ?? "";
        }
        catch (System.Data.Common.DbException refused) when (refused.SqlState == InsufficientPrivilege)
        {
            return await database.First(Statement.From(database.Dialect.TableIdentity), row => row.Text(0), ct) ?? "";
        }
    }

    private sealed record CachedEpochs(
        IReadOnlyList<FeedEpoch> All, Dictionary<TenantId, IReadOnlyList<FeedEpoch>> Arrived, long ReadAt, object Revision);
}
