using Emend.Client;
using Emend.IntegrationTests.BackgroundWork;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Messaging;
using Microsoft.Extensions.DependencyInjection;
using BulkOptions = Emend.Server.Application.BulkJobs.BulkJobOptions;

namespace Emend.IntegrationTests.Clients;

/// <summary>Jobs over many orders, and subscriptions, by the C# client of a running Emend.</summary>
public sealed class ClientBulkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly BulkJobAction Winter = new() { Modify = new(new Change.SetAttributes(new() { ["campaign"] = "winter" })) };

    [Fact]
    public async Task A_dry_run_tells_what_the_job_then_does_and_how_far_it_is_is_heard()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        using var end = new CancellationTokenSource(Patience);
        var orders = new[] { await emend.Place(), await emend.Place(), await emend.Place() };
        await emend.Orders.ActAsync(orders[1].Id, new CancelOrder());
        var newBulkJob = new NewBulkJob { Action = Winter, Orders = [.. orders.Select(o => new BulkJobOrder(o.Id))], DryRun = true };

        var trial = await Ended(emend, newBulkJob, end.Token);
        var bulkJobItemResults = await emend.Bulk.ResultsAsync(trial.Id).All();
        var job = await Ended(emend, newBulkJob with { DryRun = null }, end.Token);
        var done = await emend.Bulk.ResultsAsync(job.Id, [BulkJobItemState.Done]).All();
        var page = await emend.Bulk.ResultPageAsync(job.Id, after: 1, size: 1);

        Assert.Equal((true, BulkJobState.Done, 3L, 2L, 1L), (trial.DryRun, trial.State, trial.Total, trial.Succeeded, trial.Rejected));
        Assert.Equal([BulkJobItemState.Done, BulkJobItemState.Refused, BulkJobItemState.Done], bulkJobItemResults.Select(r => r.State));
        Assert.Equal("IN-1", bulkJobItemResults[1].Refusals[0].Rule);
        Assert.Equal([orders[0].Id, orders[2].Id], done.Select(r => r.Order));
        Assert.Equal((orders[1].Id, 2L), (page.Results.Single().Order, page.Next));
        Assert.Equal("winter", (string?)(await emend.Orders.GetAsync(orders[0].Id)).Attributes?["campaign"]);
        Assert.Equal([job.Id, trial.Id], (await emend.Bulk.ListAsync().All()).Select(j => j.Id));
        Assert.Equal(("Aart Agent", 0L), (job.RequestedBy!.Name, job.Remaining));
    }

    [Fact]
    public async Task A_job_is_paused_resumed_and_ended_and_what_cannot_be_is_thrown()
    {
        await using var app = await EmendApp.Start(services => services.AddSingleton(BulkOptions.Default with { Enabled = false }));
        using var emend = app.Client("admin");
        var newBulkJob = new NewBulkJob { Action = Winter, Orders = [new((await emend.Place()).Id)] };
        var job = await emend.Bulk.CreateAsync(newBulkJob, "once");

        Assert.Equal(job.Id, (await emend.Bulk.CreateAsync(newBulkJob, "once")).Id);
        Assert.Equal(BulkJobState.Paused, (await emend.Bulk.PauseAsync(job.Id)).State);
        Assert.Equal(BulkJobState.Running, (await emend.Bulk.ResumeAsync(job.Id)).State);
        Assert.Equal(BulkJobState.Cancelled, (await emend.Bulk.CancelAsync(job.Id)).State);
        Assert.Equal(BulkJobState.Cancelled, (await emend.Bulk.GetAsync(job.Id)).State);
        Assert.Equal(422, (await Assert.ThrowsAsync<InvalidStateException>(() => emend.Bulk.PauseAsync(job.Id))).Status);
        var nothing = new NewBulkJob { Action = new() { RerouteUnroutable = new() }, Unroutable = true };
        var invalidStateException = await Assert.ThrowsAsync<InvalidStateException>(() => emend.Bulk.CreateAsync(nothing));
        Assert.Equal("/unroutable", invalidStateException.Errors[0].Pointer);
        await Assert.ThrowsAsync<NotFoundException>(() => emend.Bulk.GetAsync("none"));
    }

    [Fact]
    public async Task Who_is_called_is_looked_after_by_a_program()
    {
        await using var app = await EmendApp.Start();
        await using var receiver = await WebhookTestReceiver.Start();
        using var client = await app.SignIn();
        using var emend = app.Client("admin");
        var made = await client.Post(
            "/api/subscriptions", $$"""{"name":"shop","event":"ORDER_CREATED","callbackUrl":"{{receiver.Url}}/hook"}""");
        var order = await emend.Place();
        var call = (await receiver.Until(calls => calls.Length == 1))[0];

        var subscription = Assert.Single(await emend.Subscriptions.ListAsync());
        List<EventDelivery> delivered = [];
        await WorkQueueTestExtensions.Until(
            async () => (delivered = await emend.Subscriptions.DeliveriesAsync(subscription.Id, [EventDeliveryState.Delivered]).All()).Count > 0,
            "it is kept that the receiver has it");
        var delivery = Assert.Single(delivered);
        await emend.Subscriptions.ReplayAsync(subscription.Id, delivery.Event);
        await receiver.Until(calls => calls.Length == 2);
        await emend.Subscriptions.ReplayAsync(subscription.Id, order.CreatedAt.AddMinutes(-1));
        await receiver.Until(calls => calls.Length == 3);
        var before = await emend.Subscriptions.SecretAsync(subscription.Id);
        var after = await emend.Subscriptions.RotateSecretAsync(subscription.Id, 5);

        Assert.Equal(((string)made["id"]!, "ORDER_CREATED"), (subscription.Id, subscription.Event));
        Assert.Equal((order.Id, order.Id), (call.OrderId, delivery.Order));
        Assert.StartsWith("whsec_", before, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        Assert.Equal(after, await emend.Subscriptions.SecretAsync(subscription.Id));
    }

    private static async Task<BulkJob> Ended(EmendClient emend, NewBulkJob newBulkJob, CancellationToken ct)
    {
        var job = await emend.Bulk.CreateAsync(newBulkJob, ct: ct);
        await foreach (var told in emend.Bulk.FollowAsync(job.Id, ct)) job = told;
        return job;
    }
}
