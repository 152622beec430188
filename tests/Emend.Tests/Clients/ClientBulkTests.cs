using Emend.Client;
using Emend.Tests.Fixtures;
using Emend.Tests.Relay;
using Emend.Tests.Waiting;
using Microsoft.Extensions.DependencyInjection;
using BulkOptions = Emend.Server.Desk.Bulk.BulkOptions;

namespace Emend.Tests.Clients;

/// <summary>Jobs over many orders, and subscriptions, by the C# client of a running Emend.</summary>
public sealed class ClientBulkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly BulkDo Winter = new() { Modify = new(new Change.SetAttributes(new() { ["campaign"] = "winter" })) };

    [Fact]
    public async Task A_dry_run_tells_what_the_job_then_does_and_how_far_it_is_is_heard()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        using var end = new CancellationTokenSource(Patience);
        var orders = new[] { await emend.Place(), await emend.Place(), await emend.Place() };
        await emend.Orders.Act(orders[1].Id, new CancelOrder());
        var wanted = new BulkWanted { Do = Winter, Orders = [.. orders.Select(o => new BulkOrder(o.Id))], DryRun = true };

        var trial = await Ended(emend, wanted, end.Token);
        var told = await emend.Bulk.Results(trial.Id).All();
        var job = await Ended(emend, wanted with { DryRun = null }, end.Token);
        var done = await emend.Bulk.Results(job.Id, [BulkResultState.Done]).All();
        var page = await emend.Bulk.ResultPage(job.Id, after: 1, size: 1);

        Assert.Equal((true, BulkState.Done, 3L, 2L, 1L), (trial.DryRun, trial.State, trial.Total, trial.Done, trial.Refused));
        Assert.Equal([BulkResultState.Done, BulkResultState.Refused, BulkResultState.Done], told.Select(r => r.State));
        Assert.Equal("IN-1", told[1].Refusals[0].Row);
        Assert.Equal([orders[0].Id, orders[2].Id], done.Select(r => r.Order));
        Assert.Equal((orders[1].Id, 2L), (page.Results.Single().Order, page.Next));
        Assert.Equal("winter", (string?)(await emend.Orders.Get(orders[0].Id)).Attributes?["campaign"]);
        Assert.Equal([job.Id, trial.Id], (await emend.Bulk.List().All()).Select(j => j.Id));
        Assert.Equal(("Aart Agent", 0L), (job.By!.Name, job.Remaining));
    }

    [Fact]
    public async Task A_job_is_paused_resumed_and_ended_and_what_cannot_be_is_thrown()
    {
        await using var app = await EmendApp.Start(services => services.AddSingleton(BulkOptions.Default with { On = false }));
        using var emend = app.Client("admin");
        var wanted = new BulkWanted { Do = Winter, Orders = [new((await emend.Place()).Id)] };
        var job = await emend.Bulk.Make(wanted, "once");

        Assert.Equal(job.Id, (await emend.Bulk.Make(wanted, "once")).Id);
        Assert.Equal(BulkState.Paused, (await emend.Bulk.Pause(job.Id)).State);
        Assert.Equal(BulkState.Running, (await emend.Bulk.Resume(job.Id)).State);
        Assert.Equal(BulkState.Cancelled, (await emend.Bulk.Cancel(job.Id)).State);
        Assert.Equal(BulkState.Cancelled, (await emend.Bulk.Get(job.Id)).State);
        Assert.Equal(422, (await Assert.ThrowsAsync<ImpossibleException>(() => emend.Bulk.Pause(job.Id))).Status);
        var nothing = new BulkWanted { Do = new() { RerouteUnroutable = new() }, Unroutable = true };
        var refused = await Assert.ThrowsAsync<ImpossibleException>(() => emend.Bulk.Make(nothing));
        Assert.Equal("/unroutable", refused.Errors[0].Pointer);
        await Assert.ThrowsAsync<NotFoundException>(() => emend.Bulk.Get("none"));
    }

    [Fact]
    public async Task Who_is_called_is_looked_after_by_a_program()
    {
        await using var app = await EmendApp.Start();
        await using var receiver = await Receiver.Start();
        using var admin = await app.SignIn();
        using var emend = app.Client("admin");
        var made = await admin.Post(
            "/api/subscriptions", $$"""{"name":"shop","event":"ORDER_CREATED","callbackUrl":"{{receiver.Url}}/hook"}""");
        var order = await emend.Place();
        var call = (await receiver.Until(calls => calls.Length == 1))[0];

        var subscription = Assert.Single(await emend.Subscriptions.List());
        List<EventDelivery> delivered = [];
        await Waits.Until(
            async () => (delivered = await emend.Subscriptions.Deliveries(subscription.Id, [DeliveryState.Delivered]).All()).Count > 0,
            "it is kept that the receiver has it");
        var delivery = Assert.Single(delivered);
        await emend.Subscriptions.Replay(subscription.Id, delivery.Event);
        await receiver.Until(calls => calls.Length == 2);
        await emend.Subscriptions.Replay(subscription.Id, order.CreatedAt.AddMinutes(-1));
        await receiver.Until(calls => calls.Length == 3);
        var before = await emend.Subscriptions.Secret(subscription.Id);
        var after = await emend.Subscriptions.RotateSecret(subscription.Id, 5);

        Assert.Equal(((string)made["id"]!, "ORDER_CREATED"), (subscription.Id, subscription.Event));
        Assert.Equal((order.Id, order.Id), (call.OrderId, delivery.Order));
        Assert.StartsWith("whsec_", before, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        Assert.Equal(after, await emend.Subscriptions.Secret(subscription.Id));
    }

    private static async Task<BulkJob> Ended(EmendClient emend, BulkWanted wanted, CancellationToken ct)
    {
        var job = await emend.Bulk.Make(wanted, ct: ct);
        await foreach (var told in emend.Bulk.Follow(job.Id, ct)) job = told;
        return job;
    }
}
