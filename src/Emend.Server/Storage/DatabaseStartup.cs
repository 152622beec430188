using System.Data.Common;
using System.Net.Sockets;
using Emend.Server.Common;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage;

/// <summary>
/// Opens the database at the start of the process, waits for a PostgreSQL server that does not respond yet, and migrates the schema. Throws
/// <see cref="StartupException"/> if this fails.
/// </summary>
internal sealed class DatabaseStartup(
    IServiceProvider services, StorageOptions options, TimeProvider clock, ILogger<DatabaseStartup> log)
{
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    public Task Run(CancellationToken ct) => Explain(async database =>
    {
        var isFirstUse = database.ClaimExclusiveUse();
        await WaitFor(database, ct);
        await database.Migrate(ct);
        await services.GetRequiredService<FeedEpochStore>().BeginIfRestored(isFirstUse || options.IsRestored, ct);
    });

    /// <summary>
    /// Opens the database for a command. A server may use it at the same time; on SQLite the server has then migrated it, and must be of
    /// this version.
    /// </summary>
    public Task RunBesideServer(CancellationToken ct) => Explain(async database =>
    {
        if (TryClaim(database))
        {
            await WaitFor(database, ct);
            await database.Migrate(ct);
        }
        else if (await database.First(Statement.From(Migration.Last), row => row.Long(0), ct) != Migration.All(database.Dialect)[^1].Number)
        {
            throw new StartupException(
                ExitCode.DataFolderInUse, "A server of another version uses the data folder. Use the command of its version, or stop it.");
        }
    });

    private static bool TryClaim(Database database)
    {
        try
        {
            database.ClaimExclusiveUse();
            return true;
        }
        catch (StartupException inUse) when (inUse.ExitCode is ExitCode.DataFolderInUse)
        {
            return false;
        }
    }

    private async Task Explain(Func<Database, Task> start)
    {
        try
        {
            await start(services.GetRequiredService<Database>());
        }
        catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException or SocketException)
        {
            var cause = failure is DatabaseUnavailableException ? failure.InnerException! : failure;
            throw new StartupException(ExitCode.DatabaseUnavailable, Describe(cause), failure);
        }
    }

    private async Task WaitFor(Database database, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        for (var pause = MinPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            try
            {
                await database.First(Statement.From("SELECT 1"), _ => 1, ct);
                return;
            }
            catch (DatabaseUnavailableException failure) when (
                database.MayStartLater(failure.InnerException!) && clock.GetElapsedTime(started) + pause < options.StartupTimeout)
            {
                log.LogWarning(
                    "{Database} does not respond: {Reason}. Emend waits for it, at most {Timeout}.",
                    options.DisplayName, GetReason(failure.InnerException!), options.StartupTimeout);
            }

            await Task.Delay(pause, clock, ct);
        }
    }

    private string Describe(Exception cause) => options.Kind switch
    {
        StorageKind.Sqlite => $"The database file {options.DisplayName} cannot be used: {GetReason(cause)}. "
            + "Choose a writable folder with --data (Emend:DataDirectory).",
        _ when cause is Npgsql.PostgresException => $"{options.DisplayName} refused: {GetReason(cause)}. "
            + "Check ConnectionStrings:Emend and the permissions of its user.",
        _ => $"{options.DisplayName} cannot be reached: {GetReason(cause)}. Start PostgreSQL, or check ConnectionStrings:Emend.",
    };

    private static string GetReason(Exception cause) => cause switch
    {
        Npgsql.PostgresException refused => refused.MessageText.TrimEnd('.'),
        { InnerException: SocketException socket } => socket.Message.TrimEnd('.'),
        _ => cause.Message.TrimEnd('.'),
    };
}
