using System.Security.Cryptography;
using Emend.Server.Common;

namespace Emend.Server.Storage;

/// <summary>
/// Whether the databases accept writes. A node is ready if the main database does: a further server that is down concerns only its tenants.
/// </summary>
internal sealed class DatabaseHealth(DatabaseServers servers, TimeProvider clock)
{
    // A load balancer waits for the answer.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    private readonly DatabaseWriteCheck _main = new(servers.Main, clock);

    private readonly (string Name, DatabaseWriteCheck Check)[] _further =
        [.. servers.Further.Select(server => (server.Name, new DatabaseWriteCheck(server, clock)))];

    /// <summary>Whether the main database accepts writes.</summary>
    public Task<bool> IsWritable() => _main.IsWritable();

    /// <summary>The further servers, each with whether it accepts writes within a second.</summary>
    public async Task<IReadOnlyList<(string Name, bool IsWritable)>> CheckFurther() => await Task.WhenAll(_further.Select(async one =>
    {
        var check = one.Check.IsWritable();
        await Task.WhenAny(check, Task.Delay(MaxWait, clock));
        return (one.Name, check.IsCompletedSuccessfully && await check);
    }));
}

/// <summary>
/// Whether a database accepts writes. Each check writes one row. At most one check per second accesses the database, because
/// /health/ready is public.
/// </summary>
internal sealed class DatabaseWriteCheck(Database database, TimeProvider clock)
{
    private const int SmallPayload = 16;

    // Needs new pages. On a full disk, small updates can succeed while orders cannot be written.
    private const int LargePayload = 64 * 1024;

    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task<bool>? _last;
    private long _startedAt;

    /// <summary>Whether a write succeeds. After a failed write of any request, only a write of new pages counts.</summary>
    public Task<bool> IsWritable()
    {
        lock (_gate)
        {
            if (_last is null || (_last.IsCompleted && clock.GetElapsedTime(_startedAt) >= MinInterval))
            {
                _startedAt = clock.GetTimestamp();
                _last = Check();
            }

            return _last;
        }
    }

    private async Task<bool> Check()
    {
        var isFailing = database.IsWriteFailing;
        using var timeout = new CancellationTokenSource(Timeout, clock);
        try
        {
            TenantDirectory.Require(database, database.Name);
            var payload = RandomNumberGenerator.GetBytes(isFailing ? LargePayload : SmallPayload);
            var write = database.Write([Statement.One("UPDATE health_checks SET payload = $1 WHERE id = 1", payload)], timeout.Token);
            await write.WaitAsync(timeout.Token);
            database.IsWriteFailing = false;
            return true;
        }
        catch (Exception failure) when (failure is DatabaseUnavailableException or OperationCanceledException)
        {
            return false;
        }
    }
}
