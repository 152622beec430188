using System.Net.Sockets;
using System.Security.Cryptography;
using Emend.Core.Orders;
using Emend.Server.Application.Tenants;
using Emend.Server.Common;
using Emend.Server.Storage.Identity;
using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>
/// Moves a suspended tenant: the source rejects its rows, they are copied and compared, one transaction of the main database switches the
/// directory, and the rows of the source are deleted. Before the switch only the source is valid, after it only the target; whatever else a
/// server has of the tenant is deleted by the next move.
/// </summary>
internal sealed class TenantMover(TenantDirectory directory, ITenantStore store, TimeProvider clock) : ITenantMover
{
    /// <summary>The transaction waits for other servers, longer than the limit for the role allows.</summary>
    public const string StayIdle = "SET LOCAL idle_in_transaction_session_timeout = 0";

    private DatabaseServers Servers => directory.Servers;

    /// <summary>Time after the switch for which the source keeps its rows. Nodes use no older copy of the directory.</summary>
    public TimeSpan NoticePeriod { get; init; } = TenantDirectory.MaxAge + TimeSpan.FromSeconds(1);

    /// <summary>Called after each step. A test interrupts the move there.</summary>
    public Func<TenantMoveStep, Task> AfterStep { get; init; } = _ => Task.CompletedTask;

    public async Task<TenantMove> Move(TenantId tenant, string database, CancellationToken ct)
    {
        try
        {
            return await MoveUnderLock(tenant, database, ct);
        }
        catch (Exception failure) when (
            failure is TenantMoveException or NpgsqlException or DatabaseUnavailableException or SocketException)
        {
            return new TenantMove.Stopped(
                $"{failure.Message} Repeat the move of {tenant}, or give up by moving it to the database that has it.");
        }
    }

    private async Task<TenantMove> MoveUnderLock(TenantId tenant, string database, CancellationToken ct)
    {
        if (Servers.Main is not PostgreSqlDatabase main)
        {
            return await store.Find(tenant, ct) is { } only ? new TenantMove.Moved(only) : new TenantMove.NotFound();
        }

        await using var directorySource = main.CreateCopySource();
        await using var connection = await directorySource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await TenantMoveStatements.Lock(connection, ct);
        switch (await store.Find(tenant, ct))
        {
            case null:
                return new TenantMove.NotFound();
            case { State: not (TenantState.Suspended or TenantState.Moving), State: var current }:
                return new TenantMove.NotAllowed(current);
            case { Database: var home } when home == database:
                break;
            case { Database: var home }:
                var (source, target) = (Require(home), Require(database));
                await Copy(tenant, source, target, ct);
                await TenantMoveStatements.Switch(connection, tenant, target, await Arrive(tenant, source, target, ct), ct);
                await transaction.CommitAsync(ct);
                await AfterStep(TenantMoveStep.Switched);
                await directory.Refresh(ct);
                await Task.Delay(NoticePeriod, clock, ct);
                break;
        }

        await CleanUp(tenant, Require(database), ct);
        return new TenantMove.Moved((await store.Find(tenant, ct))!);
    }

    private async Task Copy(TenantId tenant, PostgreSqlDatabase source, PostgreSqlDatabase target, CancellationToken ct)
    {
        await source.Commit([TenantStore.ChangeState(tenant, [TenantState.Suspended, TenantState.Moving], TenantState.Moving)], ct);
        await AfterStep(TenantMoveStep.Marked);
        await TenantFence.Add(source, tenant, ct);
        await AfterStep(TenantMoveStep.Fenced);
        await Leave(target, tenant, ct);

        // The deletion of an earlier move that still runs somewhere stops at the new state.
        await target.Commit([Statement.From("UPDATE tenants SET state = 'MOVING' WHERE tenant_id = $1", tenant.Value)], ct);
        await AfterStep(TenantMoveStep.Cleared);
        await using var from = source.CreateCopySource();
        await using var to = target.CreateCopySource();
        await new TenantCopy(from, to, tenant).Run(ct);
        await AfterStep(TenantMoveStep.Copied);
    }

    /// <summary>Reads the row of the tenant for the target, and writes it there unless the switch does.</summary>
    private async Task<TenantRow> Arrive(TenantId tenant, PostgreSqlDatabase source, PostgreSqlDatabase target, CancellationToken ct)
    {
        var head = await target.First(Statement.From(target.Dialect.StorageHead), row => row.Long(0), ct);
        await using var from = source.CreateCopySource();
        await using var reading = await from.OpenConnectionAsync(ct);
        var row = (await TenantMoveStatements.ReadRow(reading, tenant, ct)).With(
            BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))), head);
        if (target != Servers.Main)
        {
            await using var to = target.CreateCopySource();
            await using var writing = await to.OpenConnectionAsync(ct);
            await TenantMoveStatements.WriteRow(writing, row, ct);
        }

        await AfterStep(TenantMoveStep.Arrived);
        await TenantFence.Remove(target, tenant, ct);
        await AfterStep(TenantMoveStep.Opened);
        return row;
    }

    /// <summary>Deletes what the other servers have of the tenant. Ends an interrupted move, too.</summary>
    private async Task CleanUp(TenantId tenant, PostgreSqlDatabase home, CancellationToken ct)
    {
        await TenantFence.Remove(home, tenant, ct);
        await home.Commit([TenantStore.ChangeState(tenant, [TenantState.Moving], TenantState.Suspended)], ct);
        foreach (var other in Servers.All.Where(server => server != home))
        {
            await Leave(Require(other.Name), tenant, ct);
            await AfterStep(TenantMoveStep.Left);
        }
    }

    // The row in tenants remains: it tells why the server rejects the tenant.
    private static async Task Leave(PostgreSqlDatabase server, TenantId tenant, CancellationToken ct)
    {
        await server.Commit([Statement.From("UPDATE tenants SET state = 'MOVED' WHERE tenant_id = $1", tenant.Value)], ct);
        await TenantDeletion.DeleteRows(server, tenant, "MOVED", ct);
    }

    private PostgreSqlDatabase Require(string name) => (PostgreSqlDatabase)TenantDirectory.Require(Servers.Find(name), name);
}

/// <summary>The steps of a move, in their order.</summary>
internal enum TenantMoveStep
{
    /// <summary>The tenant cannot be resumed.</summary>
    Marked,

    /// <summary>The source rejects rows of the tenant.</summary>
    Fenced,

    /// <summary>The target has no rows of the tenant.</summary>
    Cleared,

    /// <summary>The target has the same rows as the source.</summary>
    Copied,

    /// <summary>The target has the tenant itself.</summary>
    Arrived,

    /// <summary>The target accepts rows of the tenant.</summary>
    Opened,

    /// <summary>The directory names the target.</summary>
    Switched,

    /// <summary>The source has no rows of the tenant.</summary>
    Left,
}
