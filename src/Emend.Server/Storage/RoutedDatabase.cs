using Emend.Core.Orders;

namespace Emend.Server.Storage;

/// <summary>
/// Sends every batch of statements to the database of its tenant. The tenant is the first parameter of the first statement; all statements
/// of a batch are of one tenant. A batch whose first statement has no parameters concerns the installation, so the main database gets it.
/// </summary>
internal sealed class RoutedDatabase : Database
{
    private readonly TenantDirectory _directory;

    public RoutedDatabase(TenantDirectory directory, TimeProvider clock)
        : base(directory.Servers.Main.Dialect, clock)
    {
        _directory = directory;
        WorkSignal = directory.Servers.Main.WorkSignal;
    }

    public override async Task<T> ExecuteLocked<T>(TenantId tenant, Func<LockedSession, Task<T>> work, CancellationToken ct) =>
        await (await _directory.Find(tenant, ct)).ExecuteLocked(work, ct);

    public override bool ClaimExclusiveUse() => throw OfOneServer();

    public override bool MayStartLater(Exception failure) => throw OfOneServer();

    public override Task Migrate(IReadOnlyList<Migration> all, CancellationToken ct) => throw OfOneServer();

    // The servers belong to their list, which disposes them.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // The servers have already converted outages.
    protected override bool IsOutage(Exception failure) => false;

    protected override async Task<TransactionResult> WriteBatch(IReadOnlyList<Statement> statements, CancellationToken ct) =>
        await (await Find(statements, ct)).Write(statements, ct);

    protected override async Task<T> ReadBatch<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct) =>
        await (await Find(batch, ct)).Read(batch, read, ct);

    protected override Task<T> ExecuteTransaction<T>(Func<LockedSession, Task<T>> work, CancellationToken ct) => throw OfOneServer();

    // An empty batch has no effect on any server.
    private ValueTask<Database> Find(IReadOnlyList<Statement> statements, CancellationToken ct) =>
        statements.Count == 0 ? new(_directory.Servers.Main) : Find(statements[0], ct);

    private ValueTask<Database> Find(Statement first, CancellationToken ct) => first.Values switch
    {
        [] => new(_directory.Servers.Main),
        [string tenant, ..] => _directory.Find(new(tenant), ct),
        _ => throw new InvalidOperationException($"The first parameter is not a tenant: {first.Sql}"),
    };

    private static InvalidOperationException OfOneServer() => new("This needs one database server, not the servers of all tenants.");
}
