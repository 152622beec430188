using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Outbox;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Shipping;

namespace Emend.IntegrationTests.Outbox;

public sealed class SqliteOutboxCrashTests : OutboxCrashContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlOutboxCrashTests : OutboxCrashContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>
/// The process ends, or loses its lease to another node, at every point of the processing of an effect: before and after every call of the
/// database and of the carrier. Each effect reaches the carrier at least once and exactly once by its key. The label is stored once and
/// the order is updated once.
/// </summary>
public abstract class OutboxCrashContract : IAsyncLifetime
{
    private static readonly (string Port, string Method)[] CallsOfSuccess =
    [
        (nameof(IOrderStore), nameof(IOrderStore.Load)),
        (nameof(IOutboxStore), nameof(IOutboxStore.ReadOrder)),
        (nameof(ICarrierGateway), nameof(ICarrierGateway.RequestLabel)),
        (nameof(ILabelStore), nameof(ILabelStore.Add)),
        (nameof(IOrderStore), nameof(IOrderStore.Write)),
        (nameof(IWorkQueue), nameof(IWorkQueue.Complete)),
    ];

    private static readonly (string Port, string Method)[] CallsOfFailure =
    [
        (nameof(ICarrierGateway), nameof(ICarrierGateway.RequestLabel)),
        (nameof(IOutboxStore), nameof(IOutboxStore.RecordFailure)),
        (nameof(IWorkQueue), nameof(IWorkQueue.Reschedule)),
    ];

    private static readonly (string Port, string Method)[] CallsOfGivingUp =
    [
        (nameof(ICarrierGateway), nameof(ICarrierGateway.RequestLabel)),
        (nameof(IOrderStore), nameof(IOrderStore.Write)),
        (nameof(IWorkQueue), nameof(IWorkQueue.Complete)),
    ];

    private OutboxFixture _fixture = null!;

    public static TheoryData<string, string, bool> Success => Points(CallsOfSuccess);

    public static TheoryData<string, string, bool> Failure => Points(CallsOfFailure);

    public static TheoryData<string, string, bool> GivingUp => Points(CallsOfGivingUp);

    private protected abstract TestDatabase CreateDatabase();

    public async Task InitializeAsync() => _fixture = await OutboxFixture.Start(CreateDatabase());

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Theory, MemberData(nameof(Success))]
    public async Task A_process_that_ends_at_any_point_requests_and_stores_each_label_once(string port, string method, bool isAfter)
    {
        var (order, parcels) = await _fixture.CreateRequestedOrder();
        var revision = await ReadRevision();

        await Kill(new(port, method, isAfter));
        await _fixture.Process();

        await AssertCompleted(order, parcels, revision);
    }

    [Theory, MemberData(nameof(Success))]
    public async Task A_node_that_loses_its_lease_at_any_point_changes_nothing_more(string port, string method, bool isAfter)
    {
        var (order, parcels) = await _fixture.CreateRequestedOrder();
        var revision = await ReadRevision();

        await LoseLease(new(port, method, isAfter));

        await AssertCompleted(order, parcels, revision);
    }

    [Theory, MemberData(nameof(Failure))]
    public async Task A_process_that_ends_while_the_carrier_is_unavailable_repeats_the_request(string port, string method, bool isAfter)
    {
        var (order, parcels) = await _fixture.CreateRequestedOrder();
        var revision = await ReadRevision();
        _fixture.Carrier.IsReachable = _ => false;

        await Kill(new(port, method, isAfter));
        Assert.Equal(["processing", "processing"], await _fixture.ReadStates(order));
        _fixture.Carrier.IsReachable = _ => true;
        await _fixture.Process();

        await AssertCompleted(order, parcels, revision);
    }

    [Theory, MemberData(nameof(GivingUp))]
    public async Task A_process_that_ends_while_it_gives_up_tells_the_order_once(string port, string method, bool isAfter)
    {
        var (order, parcels) = await _fixture.CreateOrder();
        await _fixture.RequestLabel(order, parcels[0]);
        var revision = await ReadRevision();
        _fixture.Carrier.IsReachable = _ => false;
        await _fixture.FailAttempts();
        _fixture.Clock.Advance(TimeSpan.FromHours(1));

        await Kill(new(port, method, isAfter));
        await _fixture.Process();

        Assert.Equal(["failed carrierNotReached", "open"], await _fixture.ReadStates(order));
        Assert.Equal("DEAD_LETTERED", (string?)Assert.Single(await _fixture.List(order))!["state"]);
        Assert.Single(_fixture.Carrier.Keys.Distinct());
        Assert.Equal(revision + 1, await ReadRevision());
    }

    /// <summary>Ends the process at the call. Its lease expires.</summary>
    private async Task Kill(InterruptedCall call)
    {
        using var process = new CancellationTokenSource();
        _fixture.Interruption.At(call, async () =>
        {
            await process.CancelAsync();
            process.Token.ThrowIfCancellationRequested();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.Process(process.Token));
        Assert.True(_fixture.Interruption.IsDone);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(31));
    }

    /// <summary>Stops the node at the call for longer than its lease. Another node does the work before it continues.</summary>
    private async Task LoseLease(InterruptedCall call)
    {
        _fixture.Interruption.At(call, async () =>
        {
            _fixture.Clock.Advance(TimeSpan.FromSeconds(31));
            await _fixture.Process();
        });
        try
        {
            await _fixture.Process();
        }
        catch (ClaimLostException)
        {
            // Expected, unless only the completion of the work item was left.
        }

        Assert.True(_fixture.Interruption.IsDone);
    }

    private async Task AssertCompleted(string order, string[] parcels, long revision)
    {
        Assert.Equal(["done", "done"], await _fixture.ReadStates(order));
        Assert.Equal(parcels, _fixture.Carrier.Keys.Select(key => key.Split('/')[1]).Distinct());
        Assert.Equal(2, _fixture.Carrier.Keys.Distinct().Count());
        Assert.Equal(2, await _fixture.Number("SELECT count(*) FROM personal_data WHERE kind = 'LABEL'"));
        Assert.Equal(revision + 2, await ReadRevision());
        Assert.Equal(0, await _fixture.Number("SELECT count(*) FROM outbox"));
        await _fixture.Process();
        Assert.Equal(0, await _fixture.Number("SELECT count(*) FROM work_items WHERE kind = 'LABEL'"));
    }

    private Task<long> ReadRevision() => _fixture.Number("SELECT max(revision) FROM orders");

    private static TheoryData<string, string, bool> Points((string Port, string Method)[] calls)
    {
        var points = new TheoryData<string, string, bool>();
        foreach (var (port, method) in calls)
        {
            points.Add(port, method, false);
            points.Add(port, method, true);
        }

        return points;
    }
}
