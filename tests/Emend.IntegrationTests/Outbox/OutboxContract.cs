using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Emend.IntegrationTests.Storage;
using Emend.Server.Shipping;

namespace Emend.IntegrationTests.Outbox;

public sealed class SqliteOutboxTests : OutboxContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlOutboxTests : OutboxContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Contract of the outbox on both databases.</summary>
public abstract partial class OutboxContract : IAsyncLifetime
{
    private OutboxFixture _fixture = null!;

    private protected abstract TestDatabase CreateDatabase();

    public async Task InitializeAsync() => _fixture = await OutboxFixture.Start(CreateDatabase());

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task A_label_request_is_written_with_its_order_and_removed_with_its_response()
    {
        var (order, parcels) = await _fixture.CreateOrder();
        await _fixture.RequestLabel(order, parcels[0]);
        var effect = Assert.Single(await _fixture.List(order))!;
        Assert.Equal(
            (order, "REQUEST_LABEL", "WAITING", parcels[0], 0),
            (
                (string?)effect["order"], (string?)effect["kind"], (string?)effect["state"], (string?)effect["parcel"],
                (int?)effect["attempts"]));

        await _fixture.Process();

        Assert.Empty(await _fixture.List(order));
        Assert.Equal(["done", "open"], await _fixture.ReadStates(order));
        Assert.Equal([$"demo/{effect["id"]}"], _fixture.Carrier.Keys);
        Assert.Equal(0, await _fixture.Number("SELECT count(*) FROM work_items WHERE kind = 'LABEL'"));
    }

    [Fact]
    public async Task A_failed_effect_is_repeated_with_its_key_and_blocks_the_later_effects_of_its_order()
    {
        var (order, parcels) = await _fixture.CreateRequestedOrder();
        var (otherOrder, _) = await _fixture.CreateRequestedOrder();
        _fixture.Carrier.IsReachable = request => !request.Key.Contains(parcels[0], StringComparison.Ordinal);

        await _fixture.Process();
        _fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await _fixture.Process();

        Assert.Equal(["processing", "processing"], await _fixture.ReadStates(order));
        Assert.Equal(["done", "done"], await _fixture.ReadStates(otherOrder));
        var effects = await _fixture.List(order);
        Assert.Equal(
            [(2, "carrierNotReached"), (0, null)], effects.Select(e => ((int)e!["attempts"]!, (string?)e["failure"])));

        _fixture.Carrier.IsReachable = _ => true;
        _fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await _fixture.Process();

        Assert.Equal(["done", "done"], await _fixture.ReadStates(order));
        var ids = effects.Select(e => $"demo/{e!["id"]}").ToArray();
        Assert.Equal(
            [ids[0], ids[0], ids[0], ids[1]], _fixture.Carrier.Keys.Where(k => parcels.Any(p => k.Contains(p, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task The_pause_between_attempts_grows_up_to_a_minute()
    {
        var (order, parcels) = await _fixture.CreateOrder();
        await _fixture.RequestLabel(order, parcels[0]);
        _fixture.Carrier.IsReachable = _ => false;
        var pauses = new List<int>();
        for (var i = 0; i < 10; i++)
        {
            await _fixture.Process();
            var pause = (DateTimeOffset)Assert.Single(await _fixture.List(order))!["nextAttemptAt"]! - _fixture.Clock.GetUtcNow();
            pauses.Add((int)pause.TotalSeconds);
            _fixture.Clock.Advance(pause - TimeSpan.FromMilliseconds(1));
            await _fixture.Process();
            _fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal([1, 1, 2, 4, 8, 16, 32, 60, 60, 60], pauses);
        Assert.Equal(10, _fixture.Carrier.Keys.Length);
        Assert.Single(_fixture.Carrier.Keys.Distinct());
    }

    [Fact]
    public async Task An_effect_is_dead_lettered_after_an_hour_and_the_next_one_is_sent()
    {
        var (order, parcels) = await _fixture.CreateRequestedOrder();
        _fixture.Carrier.IsReachable = request => !request.Key.Contains(parcels[0], StringComparison.Ordinal);
        await _fixture.FailAttempts();
        _fixture.Clock.Advance(TimeSpan.FromHours(1));

        await _fixture.Process();

        Assert.Equal(["failed carrierNotReached", "done"], await _fixture.ReadStates(order));
        var dead = Assert.Single(await _fixture.List(order))!;
        Assert.Equal(
            ("DEAD_LETTERED", 5, "carrierNotReached", null),
            ((string?)dead["state"], (int)dead["attempts"]!, (string?)dead["failure"], (string?)dead["nextAttemptAt"]));
        await _fixture.Process();
        Assert.Equal(6, _fixture.Carrier.Keys.Length);
    }

    [Fact]
    public async Task An_effect_that_waited_for_an_hour_has_several_attempts()
    {
        var (order, parcels) = await _fixture.CreateOrder();
        await _fixture.RequestLabel(order, parcels[0]);
        _fixture.Carrier.IsReachable = _ => false;
        _fixture.Clock.Advance(TimeSpan.FromHours(2));

        await _fixture.FailAttempts();

        var waiting = Assert.Single(await _fixture.List(order))!;
        Assert.Equal(("WAITING", 4), ((string?)waiting["state"], (int)waiting["attempts"]!));
        await _fixture.Process();
        Assert.Equal("DEAD_LETTERED", (string?)Assert.Single(await _fixture.List(order))!["state"]);
        Assert.Equal(["failed carrierNotReached", "open"], await _fixture.ReadStates(order));
    }

    [Fact]
    public async Task A_replayed_effect_is_sent_with_its_key_and_its_response_is_recorded()
    {
        var (order, parcel, path) = await CreateDeadLetter();
        Assert.Equal(202, (await _fixture.Client.Post($"{path}/replay", "")).Status);
        Assert.Equal(202, (await _fixture.Client.Post($"{path}/replay", "")).Status);
        var waiting = await _fixture.Client.Get(path);
        Assert.Equal(("WAITING", 0), ((string?)waiting["state"], (int)waiting["attempts"]));

        _fixture.Carrier.IsReachable = _ => true;
        await _fixture.Process();

        Assert.Equal(["done", "open"], await _fixture.ReadStates(order));
        Assert.Single(_fixture.Carrier.Keys.Distinct());
        Assert.Equal(404, (await _fixture.Client.Get(path)).Status);
        Assert.Equal(200, (await _fixture.Client.Download($"/emend/v1/parcels/{parcel}/label")).Status);
    }

    [Fact]
    public async Task A_replayed_effect_has_another_hour()
    {
        var (order, _, path) = await CreateDeadLetter();
        await _fixture.Client.Post($"{path}/replay", "");
        await _fixture.FailAttempts();
        Assert.Equal("WAITING", (string?)(await _fixture.Client.Get(path))["state"]);

        _fixture.Clock.Advance(TimeSpan.FromHours(1));
        await _fixture.Process();

        Assert.Equal("DEAD_LETTERED", (string?)(await _fixture.Client.Get(path))["state"]);
        Assert.Equal(["failed carrierNotReached", "open"], await _fixture.ReadStates(order));
    }

    [Fact]
    public async Task A_replay_of_a_request_that_the_order_no_longer_waits_for_removes_it_without_a_call()
    {
        var (order, parcel, path) = await CreateDeadLetter();
        await _fixture.VoidLabel(order, parcel);
        var (revision, calls) = (await ReadRevision(order), _fixture.Carrier.Keys.Length);

        Assert.Equal(202, (await _fixture.Client.Post($"{path}/replay", "")).Status);
        await _fixture.Process();

        Assert.Equal((revision, calls), (await ReadRevision(order), _fixture.Carrier.Keys.Length));
        Assert.Empty(await _fixture.List(order));
    }

    [Fact]
    public async Task A_label_that_is_canceled_before_its_turn_is_not_requested()
    {
        var (order, parcels) = await _fixture.CreateRequestedOrder();
        await _fixture.VoidLabel(order, parcels[0]);

        await _fixture.Process();

        Assert.Equal(["obsolete", "done"], await _fixture.ReadStates(order));
        Assert.Contains(parcels[1], Assert.Single(_fixture.Carrier.Keys), StringComparison.Ordinal);
        Assert.Empty(await _fixture.List(order));
    }

    [Fact]
    public async Task A_response_that_arrives_after_the_label_was_canceled_is_discarded()
    {
        var (order, parcels) = await _fixture.CreateOrder();
        await _fixture.RequestLabel(order, parcels[0]);
        _fixture.Carrier.BeforeResponse = _ => _fixture.VoidLabel(order, parcels[0]);

        await _fixture.Process();

        Assert.Equal(["obsolete", "open"], await _fixture.ReadStates(order));
        Assert.Empty(await _fixture.List(order));
    }

    [Fact]
    public async Task Effects_of_different_orders_are_sent_in_parallel()
    {
        await _fixture.CreateRequestedOrder();
        await _fixture.CreateRequestedOrder();
        var (waiting, both) = (0, new TaskCompletionSource());
        _fixture.Carrier.BeforeResponse = _ =>
        {
            if (Interlocked.Increment(ref waiting) == 2)
            {
                both.SetResult();
            }

            return both.Task.WaitAsync(TimeSpan.FromSeconds(30));
        };

        var node = _fixture.Node();
        await Task.WhenAll((await _fixture.Claim()).Select(claim => Task.Run(() => node.Process(claim, default))));

        Assert.Equal(4, _fixture.Carrier.Keys.Distinct().Count());
        Assert.Equal(0, await _fixture.Number("SELECT count(*) FROM outbox"));
    }

    [Fact]
    public async Task A_failure_of_the_handler_is_counted_and_the_effect_is_repeated()
    {
        var (order, parcels) = await _fixture.CreateOrder();
        await _fixture.RequestLabel(order, parcels[0]);
        _fixture.Interruption.At(
            new(nameof(ILabelStore), nameof(ILabelStore.Add), false),
            () => throw new InvalidOperationException("The label is unreadable."));

        await _fixture.Process();

        var failed = Assert.Single(await _fixture.List(order))!;
        Assert.Equal(("WAITING", 1, "handlerFailed"), ((string?)failed["state"], (int)failed["attempts"]!, (string?)failed["failure"]));
        _fixture.Clock.Advance(TimeSpan.FromSeconds(2));
        await _fixture.Process();
        Assert.Equal(["done", "open"], await _fixture.ReadStates(order));
        Assert.Single(_fixture.Carrier.Keys.Distinct());
    }

    [Fact]
    public async Task The_results_of_effects_are_counted()
    {
        var results = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "emend.outbox.effects")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => results.Enqueue((string)tags[0].Value!));
        listener.Start();
        var (order, _) = await _fixture.CreateRequestedOrder();
        _fixture.Carrier.IsReachable = _ => false;
        await _fixture.Process();
        _fixture.Carrier.IsReachable = _ => true;
        _fixture.Clock.Advance(TimeSpan.FromSeconds(2));
        await _fixture.Process();

        // Other tests count at the same time.
        Assert.Equal(["done", "done"], await _fixture.ReadStates(order));
        Assert.Contains("failed", results);
        Assert.True(results.Count(result => result == "completed") >= 2);
    }

    private async Task<(string Order, string Parcel, string Path)> CreateDeadLetter()
    {
        var (order, parcels) = await _fixture.CreateOrder();
        await _fixture.RequestLabel(order, parcels[0]);
        _fixture.Carrier.IsReachable = _ => false;
        await _fixture.FailAttempts();
        _fixture.Clock.Advance(TimeSpan.FromHours(1));
        await _fixture.Process();
        var dead = Assert.Single(await _fixture.List(order))!;
        Assert.Equal("DEAD_LETTERED", (string?)dead["state"]);
        return (order, parcels[0], $"/emend/v1/orders/{order}/outbox/{dead["position"]}");
    }

    private async Task<long> ReadRevision(string order) =>
        (long)(await _fixture.Client.Get($"/emend/v1/orders/{order}"))["revision"];
}
