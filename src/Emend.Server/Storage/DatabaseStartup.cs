using System.Data.Common;
using System.Net.Sockets;
using Emend.Server.Common;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage;

/// <summary>
/// Opens the databases at the start of the process, waits for a main PostgreSQL server that does not respond yet, and migrates the schemas.
/// Throws <see cref="StartupException"/> if this fails. The process starts without a further server that does not respond.
/// </summary>
internal sealed class DatabaseStartup(
    IServiceProvider services, StorageOptions options, TimeProvider clock, ILogger<DatabaseStartup> log)
{
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(5);

    public async Task Run(CancellationToken ct)
    {
        await Explain(options, async database =>
        {
            var isFirstUse = database.ClaimExclusiveUse();
            await WaitFor(database, ct);
            await Prepare(database, isFirstUse, ct);
        });
        await PrepareFurther(ct);
        await RequireDatabases(ct);
    }

    /// <summary>Prepares the further servers that respond and are not prepared yet. Returns whether all are prepared now.</summary>
    public async Task<bool> PrepareFurther(CancellationToken ct)
    {
        foreach (var server in options.Further)
        {
            await Explain(server, database => database.IsPrepared ? Task.CompletedTask : TryPrepare(database, server, ct));
        }

        return Servers.Further.All(server => server.IsPrepared);
    }

    private DatabaseServers Servers => services.GetRequiredService<DatabaseServers>();

    private async Task TryPrepare(Database database, StorageOptions server, CancellationToken ct)
    {
        try
        {
            await Prepare(database, false, ct);
            database.IsPrepared = true;
        }
        catch (DatabaseUnavailableException outage) when (database.MayStartLater(outage.InnerException!))
        {
            log.LogWarning("{Database} does not respond: {Reason}. Its tenants have to wait.", server.DisplayName, outage.Message);
        }
        catch (DbException outage) when (database.MayStartLater(outage))
        {
            log.LogWarning("{Database} does not respond: {Reason}. Its tenants have to wait.", server.DisplayName, outage.Message);
        }
    }

    private async Task Prepare(Database database, bool isFirstUse, CancellationToken ct)
    {
        await database.Migrate(ct);
        await services.GetRequiredService<FeedEpochStore>().BeginIfRestored(database, isFirstUse || options.IsRestored, ct);
        await new SearchTermBackfill(database).Run(ct);
    }

    /// <summary>Throws <see cref="StartupException"/> if the configuration lacks the database of a tenant.</summary>
    private async Task RequireDatabases(CancellationToken ct)
    {
        var used = await Servers.Main.List(
            Statement.From("SELECT database_name, min(tenant_id) FROM tenants WHERE database_name <> '' GROUP BY database_name"),
            row => (Name: row.Text(0), Tenant: row.Text(1)), ct);
        if (used.FirstOrDefault(entry => Servers.Find(entry.Name) is null) is { Name: { } missing, Tenant: var tenant })
        {
            throw new StartupException(
                ExitCode.InvalidConfiguration,
                $"The tenant {tenant} is in the database {missing}, which the configuration lacks. "
                + $"Specify {StorageOptions.FurtherSection}:{missing}.");
        }
    }

    /// <summary>
    /// Opens the databases for a command. Servers may use them at the same time; they must be of this version. Only an empty database is
    /// migrated, and on SQLite also one that no server uses.
    /// </summary>
    public async Task RunBesideServer(CancellationToken ct)
    {
        await Explain(options, async database =>
        {
            var isInUse = !TryClaim(database);
            await WaitFor(database, ct);
            if (isInUse || options.Kind is StorageKind.PostgreSql)
            {
                await RequireCurrentSchema(database, ct);
            }

            if (!isInUse)
            {
                await database.Migrate(ct);
            }
        });
        foreach (var server in options.Further)
        {
            await Explain(server, database => PrepareBesideServer(database, ct));
        }

        await RequireDatabases(ct);
    }

    // A command needs only the servers that it reaches.
    private async Task PrepareBesideServer(Database database, CancellationToken ct)
    {
        try
        {
            await RequireCurrentSchema(database, ct);
            await database.Migrate(ct);
            database.IsPrepared = true;
        }
        catch (DatabaseUnavailableException)
        {
            // The statements of the command report it.
        }
    }

    // Migrations would stop servers of an earlier version that run.
    private async Task RequireCurrentSchema(Database database, CancellationToken ct)
    {
        var current = Migration.All(database.Dialect)[^1].Number;
        var last = await database.First(Statement.From(database.Dialect.HasTable("migrations")), row => row.Flag(0), ct)
            ? await database.First(Statement.From(Migration.Last), row => row.Long(0), ct)
            : 0;
        if (last != current && options.Kind is StorageKind.Sqlite)
        {
            throw new StartupException(
                ExitCode.DataFolderInUse, "A server of another version uses the data folder. Use the command of its version, or stop it.");
        }

        if (last > 0 && last < current)
        {
            throw new StartupException(
                ExitCode.CommandRejected,
                FormattableString.Invariant($"The database {database.Name} is at migration {last}, and this command needs {current}. ")
                + "Servers of an earlier version may run on it. Start a server of this version first, or use the command of the version "
                + "that runs.");
        }
    }

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

    private async Task Explain(StorageOptions server, Func<Database, Task> start)
    {
        try
        {
            await start(Servers.Find(server.Name)!);
        }
        catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException or SocketException)
        {
            var cause = failure is DatabaseUnavailableException ? failure.InnerException! : failure;
            throw new StartupException(ExitCode.DatabaseUnavailable, Describe(server, cause), failure);
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

    private static string Describe(StorageOptions server, Exception cause) => server.Kind switch
    {
        StorageKind.Sqlite => $"The database file {server.DisplayName} cannot be used: {GetReason(cause)}. "
            + "Choose a writable folder with --data (Emend:DataDirectory).",
        _ when cause is Npgsql.PostgresException => $"{server.DisplayName} refused: {GetReason(cause)}. "
            + $"Check {server.Key} and the permissions of its user.",
        _ => $"{server.DisplayName} cannot be reached: {GetReason(cause)}. Start PostgreSQL, or check {server.Key}.",
    };

    private static string GetReason(Exception cause) => cause switch
    {
        Npgsql.PostgresException refused => refused.MessageText.TrimEnd('.'),
        { InnerException: SocketException socket } => socket.Message.TrimEnd('.'),
        _ => cause.Message.TrimEnd('.'),
    };
}
