using Emend.Client;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Messaging;
using Microsoft.Extensions.DependencyInjection;
using BulkOptions = Emend.Server.Application.BulkJobs.BulkJobOptions;

namespace Emend.IntegrationTests.Clients;

/// <summary>Bulk jobs and subscriptions of the C# client against a running server.</summary>
public sealed class ClientBulkTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static readonly BulkJobAction SetCampaign = new() { Modify = new(new Change.SetAttributes(new() { ["campaign"] = "winter" })) };

    [Fact]
    public async Task Dry_run_returns_the_results_of_the_job_and_progress_is_streamed()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        using var timeout = new CancellationTokenSource(Timeout);
        var orders = new[] { await emend.PlaceOrder(), await emend.PlaceOrder(), await emend.PlaceOrder() };
        await emend.Orders.ExecuteAsync(orders[1].Id, new CancelOrder());
        var newBulkJob = new NewBulkJob { Action = SetCampaign, Orders = [.. orders.Select(o => new BulkJobOrder(o.Id))], DryRun = true };

        var dryRun = await RunToEnd(emend, newBulkJob, timeout.Token);
        var results = await emend.BulkJobs.ListResultsAsync(dryRun.Id).Collect();
        var job = await RunToEnd(emend, newBulkJob with { DryRun = null }, timeout.Token);
        var succeeded = await emend.BulkJobs.ListResultsAsync(job.Id, [BulkJobItemState.Succeeded]).Collect();
        var page = await emend.BulkJobs.ListResultPageAsync(job.Id, after: 1, size: 1);

        Assert.Equal(
            (true, BulkJobState.Completed, 3L, 2L, 1L), (dryRun.DryRun, dryRun.State, dryRun.Total, dryRun.Succeeded, dryRun.Rejected));
        Assert.Equal([BulkJobItemState.Succeeded, BulkJobItemState.Rejected, BulkJobItemState.Succeeded], results.Select(r => r.State));
        Assert.Equal("IN-1", results[1].Violations[0].Rule);
        Assert.Equal([orders[0].Id, orders[2].Id], succeeded.Select(r => r.Order));
        Assert.Equal((orders[1].Id, 2L), (page.Results.Single().Order, page.Next));
        Assert.Equal("winter", (string?)(await emend.Orders.GetAsync(orders[0].Id)).Attributes?["campaign"]);
        Assert.Equal([job.Id, dryRun.Id], (await emend.BulkJobs.ListAsync().Collect()).Select(j => j.Id));
        Assert.Equal(("Aart Agent", 0L), (job.RequestedBy!.Name, job.Remaining));
    }

    [Fact]
    public async Task Job_is_paused_resumed_and_canceled_and_invalid_transitions_throw()
    {
        await using var app = await EmendApp.Start(services => services.AddSingleton(BulkOptions.Default with { Enabled = false }));
        using var emend = app.CreateClient("admin");
        var newBulkJob = new NewBulkJob { Action = SetCampaign, Orders = [new((await emend.PlaceOrder()).Id)] };
        var job = await emend.BulkJobs.CreateAsync(newBulkJob, "once");

        Assert.Equal(job.Id, (await emend.BulkJobs.CreateAsync(newBulkJob, "once")).Id);
        Assert.Equal(BulkJobState.Paused, (await emend.BulkJobs.PauseAsync(job.Id)).State);
        Assert.Equal(BulkJobState.Running, (await emend.BulkJobs.ResumeAsync(job.Id)).State);
        Assert.Equal(BulkJobState.Canceled, (await emend.BulkJobs.CancelAsync(job.Id)).State);
        Assert.Equal(BulkJobState.Canceled, (await emend.BulkJobs.GetAsync(job.Id)).State);
        Assert.Equal(422, (await Assert.ThrowsAsync<InvalidStateException>(() => emend.BulkJobs.PauseAsync(job.Id))).Status);
        var withoutOrders = new NewBulkJob { Action = new() { RerouteUnroutable = new() }, Unroutable = true };
        var exception = await Assert.ThrowsAsync<InvalidStateException>(() => emend.BulkJobs.CreateAsync(withoutOrders));
        Assert.Equal("/unroutable", exception.Errors[0].Pointer);
        await Assert.ThrowsAsync<NotFoundException>(() => emend.BulkJobs.GetAsync("none"));
    }

    [Fact]
    public async Task Subscriptions_deliveries_replays_and_secrets_are_managed()
    {
        await using var app = await EmendApp.Start();
        await using var receiver = await WebhookTestReceiver.Start();
        using var client = await app.SignIn();
        using var emend = app.CreateClient("admin");
        var created = await client.Post(
            "/api/subscriptions", $$"""{"name":"shop","event":"ORDER_CREATED","callbackUrl":"{{receiver.Url}}/hook"}""");
        var order = await emend.PlaceOrder();
        var call = (await receiver.Until(calls => calls.Length == 1))[0];

        var subscription = Assert.Single(await emend.Subscriptions.ListAsync());
        List<EventDelivery> delivered = [];
        await Wait.Until(
            async () =>
            {
                delivered = await emend.Subscriptions.ListDeliveriesAsync(subscription.Id, [EventDeliveryState.Delivered]).Collect();
                return delivered.Count > 0;
            },
            "the delivery is recorded");
        var delivery = Assert.Single(delivered);
        await emend.Subscriptions.ReplayAsync(subscription.Id, delivery.Event);
        await receiver.Until(calls => calls.Length == 2);
        await emend.Subscriptions.ReplayAsync(subscription.Id, order.CreatedAt.AddMinutes(-1));
        await receiver.Until(calls => calls.Length == 3);
        var before = await emend.Subscriptions.GetSigningSecretAsync(subscription.Id);
        var after = await emend.Subscriptions.RotateSigningSecretAsync(subscription.Id, 5);

        Assert.Equal(((string)created["id"]!, "ORDER_CREATED"), (subscription.Id, subscription.Event));
        Assert.Equal((order.Id, order.Id), (call.OrderId, delivery.Order));
        Assert.StartsWith("whsec_", before, StringComparison.Ordinal);
        Assert.NotEqual(before, after);
        Assert.Equal(after, await emend.Subscriptions.GetSigningSecretAsync(subscription.Id));
    }

    private static async Task<BulkJob> RunToEnd(EmendClient emend, NewBulkJob newBulkJob, CancellationToken ct)
    {
        var job = await emend.BulkJobs.CreateAsync(newBulkJob, ct: ct);
        await foreach (var update in emend.BulkJobs.WatchAsync(job.Id, ct))
        {
            job = update;
        }

        return job;
    }
}
