using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Identity;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>
/// Several clients execute all kinds of commands in random sequence while stock changes. Stock and reservations stay consistent, and no
/// picked unit is lost. Runs on both databases.
/// </summary>
public abstract class FulfillmentModelContract
{
    private const int Clients = 6;
    private const int Steps = 60;
    private const int Units = 40;
    private const string Kept = "MODEL-KEPT";
    private const string Changing = "MODEL-CHANGING";

    private static readonly string[] Facilities = ["NL-UTR-DC", "DE-BER-DC", "NL-AMS-01"];

    private protected abstract TestDatabase CreateDatabase();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Random_commands_keep_stock_consistent_and_lose_no_picked_units(int seed)
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var facilities = await AddStock(client);
        var orders = new List<OrderId>();
        for (var i = 0; i < 16; i++)
        {
            orders.Add(await Placed(client, i));
        }

        var (orderService, caller) = await TestCallers.Get(app);
        var done = new Dictionary<string, int>(StringComparer.Ordinal);

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(worker => Task.Run(async () =>
        {
            var random = new Random((seed * 1_000) + worker);
            for (var i = 0; i < Steps; i++)
            {
                if (random.Next(12) == 0)
                {
                    await CountStock(client, facilities, random);
                }

                var key = new OrderKey.ById(orders[random.Next(orders.Count)]);
                var order = (await orderService.Read(caller, key, CancellationToken.None)).Order!;
                var command = Any(order, facilities, random);
                var result = await orderService.Execute(
                    new(caller, key, command, "fulfillmenttools"), CancellationToken.None);
                if (result is OrderCommandResult.Decided { Decision: Decision.Accepted })
                {
                    lock (done)
                    {
                        done[Name(command)] = done.GetValueOrDefault(Name(command)) + 1;
                    }
                }
            }
        })));

        Assert.True(done.Count >= 11, string.Join(", ", done));
        Assert.Contains(nameof(PickJobAction.Split), done.Keys);
        await ConsistencyAssertions.AssertReservationsMatch(app.Services.GetRequiredService<Database>());
        foreach (var order in orders)
        {
            await AssertAllPickedUnitsRestocked(app, caller.Tenant, order);
        }

        await AssertUnitsConserved(app, caller, orders, facilities);
    }

    private static string Name(OrderCommand command) => command switch
    {
        OrderCommand.ChangeFulfillment changeFulfillment => changeFulfillment.Action.GetType().Name,
        OrderCommand.UpdatePickJob pick => pick.Action.GetType().Name,
        OrderCommand.UpdateHandoverJob updateHandoverJob => "Hand" + updateHandoverJob.Action.GetType().Name,
        OrderCommand.UpdateReturnTask returning => "Return" + returning.Action.GetType().Name,
        _ => command.GetType().Name,
    };

    private static OrderCommand Any(Order order, ImmutableArray<(FacilityId Id, string Stock)> facilities, Random random)
    {
        var job = order.PickJobs.IsEmpty ? null : order.PickJobs[random.Next(order.PickJobs.Length)];
        var task = order.ReturnTasks.IsEmpty ? null : order.ReturnTasks[random.Next(order.ReturnTasks.Length)];
        var handover = order.HandoverJobs.IsEmpty ? null : order.HandoverJobs[random.Next(order.HandoverJobs.Length)];
        return random.Next(26) switch
        {
            _ when order is { IsActive: true, IsLocked: true } && random.Next(4) == 0 => Process(new FulfillmentAction.Unlock(null)),
            _ when order is { IsActive: true, IsPromised: true } && random.Next(4) == 0 =>
                Process(random.Next(2) == 0 ? new FulfillmentAction.ConfirmPromise(null) : new FulfillmentAction.ExtendPromise(null)),
            24 or 25 when handover is not null => new OrderCommand.UpdateHandoverJob(handover.Id, HandOver(handover, random), null),
            0 when random.Next(4) == 0 => Process(new FulfillmentAction.Cancel(null)),
            1 when random.Next(4) == 0 => Process(new FulfillmentAction.ForceCancel(null)),
            2 or 3 => Process(new FulfillmentAction.Reroute()),
            4 or 5 when job is not null => Process(new FulfillmentAction.ReroutePickJob(job.Id)),
            6 or 7 => Process(new FulfillmentAction.Assign(facilities[random.Next(facilities.Length)].Id)),
            8 => new OrderCommand.RerouteUnroutable(true),
            9 or 10 => new OrderCommand.Modify(
                [new SetLineQuantity(order.Lines[random.Next(order.Lines.Length)].Id, Quantity.From(random.Next(1, 5)))],
                null,
                null,
                UnroutableBehavior.Accept),
            11 or 12 or 13 or 14 when task is not null => new OrderCommand.UpdateReturnTask(task.Id, RestockAll(task, random), null),
            _ when job is not null => new OrderCommand.UpdatePickJob(job.Id, Work(job, random), null),
            _ => new OrderCommand.RerouteUnroutable(true),
        };

        static OrderCommand Process(FulfillmentAction action) =>
            new OrderCommand.ChangeFulfillment(action, null, UnroutableBehavior.Accept);
    }

    private static PickJobAction Work(PickJob job, Random random) => random.Next(12) switch
    {
        8 or 9 or 10 => Split(PartsOf(job).MaxBy(p => p.Quantity), random),
        11 when job.Lines.FirstOrDefault(l => !l.Parts.IsEmpty) is { Parts: [var one, var other, ..] } =>
            new PickJobAction.Merge([one.Id, other.Id]),
        _ when job.Status is PickJobStatus.Open => new PickJobAction.Start(),
        0 => new PickJobAction.Close(),
        1 => new PickJobAction.Abort(),
        2 => new PickJobAction.Reset(),
        3 => new PickJobAction.Restart(),
        4 => new PickJobAction.Cancel(random.Next(2) == 0),
        _ => new PickJobAction.Pick(
            [.. PartsOf(job).Take(1 + random.Next(3)).Select(p => new LineQuantity(p.Id, RandomUpTo(p.Quantity, random)))]),
    };

    private static PickJobAction.Split Split(PickLinePart part, Random random) =>
        new([new(part.Id, Quantity.From(1), part.Picked == part.Quantity ? Quantity.From(1) : RandomUpTo(Quantity.From(1), random))]);

    private static List<PickLinePart> PartsOf(PickJob job) =>
        [.. job.Lines.SelectMany(l => l.Parts.IsEmpty ? [new(l.Line, l.Quantity, l.Picked)] : l.Parts)];

    private static HandoverJobAction HandOver(HandoverJob job, Random random) => random.Next(5) switch
    {
        0 => new HandoverJobAction.HandOverAll(),
        1 => new HandoverJobAction.Wait(),
        2 => new HandoverJobAction.HandOverLine(job.Lines[0].Line),
        3 => new HandoverJobAction.Revert(),
        _ => new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow),
    };

    private static async Task<OrderId> Placed(FulfillmenttoolsTestClient client, int number)
    {
        var until = DateTimeOffset.UtcNow.AddHours(1);
        var status = (number % 4) switch
        {
            2 => "\"status\": \"LOCKED\", \"orderDate\"",
            3 => $$"""
                "status": "PROMISED", "promisesOptions": { "validUntil": "{{until:O}}" }, "orderDate"
                """,
            _ => "\"orderDate\"",
        };
        var body = FulfillmenttoolsTestClient.Order((Kept, 1 + (number % 3)), (Changing, 2));
        var answer = await client.Post("/api/orders", body.Replace("\"orderDate\"", status, StringComparison.Ordinal));
        Assert.True(answer.Status == 200, answer.Text);
        return new((string)answer["id"]!);
    }

    private static Quantity RandomUpTo(Quantity most, Random random) =>
        Quantity.From(random.Next((int)(most.Thousandths / Quantity.Scale) + 1));

    private static ReturnTaskAction RestockAll(ReturnTask task, Random random) => random.Next(5) == 0
        ? new ReturnTaskAction.Close()
        : new ReturnTaskAction.Restock(
            [.. task.Lines.Select(l => new LineQuantity(l.Line, RandomUpTo(l.Quantity, random)))]);

    /// <summary>The journal contains the picked units and the requested restocks of every cancellation.</summary>
    private static async Task AssertAllPickedUnitsRestocked(EmendApp app, TenantId tenant, OrderId order)
    {
        var history = app.Services.GetRequiredService<IOrderHistoryReader>();
        var entries = await history.ReadEntries(tenant, order, 1, long.MaxValue, CancellationToken.None);
        foreach (var entry in entries.Where(e => e.Events.Any(orderEvent => orderEvent is OrderEvent.Canceled)))
        {
            var picked = entry.Before!.PickJobs.SelectMany(j => j.Lines).Sum(l => l.Picked.Thousandths);
            var asked = entry.Events.OfType<OrderEvent.ReturnTasksCreated>().SelectMany(e => e.Tasks).SelectMany(t => t.Lines);
            picked -= entry.Before!.HandoverJobs.SelectMany(h => h.HandedOver).Sum(l => l.Quantity.Thousandths);
            Assert.Equal(picked, asked.Sum(l => l.Quantity.Thousandths));
            Assert.All(entry.After.Plans, plan => Assert.True(entry.After.IsHandedOver(plan)));
            Assert.All(entry.After.PickJobs, job => Assert.True(entry.After.IsHandedOver(job.Id)));
        }
    }

    /// <summary>Units missing from stock are picked, or waiting for restock, or lost before restock.</summary>
    private static async Task AssertUnitsConserved(
        EmendApp app, Caller caller, List<OrderId> orders, ImmutableArray<(FacilityId Id, string Stock)> facilities)
    {
        var orderReader = app.Services.GetRequiredService<IOrderReader>();
        var orderService = app.Services.GetRequiredService<OrderService>();
        var gone = 0L;
        foreach (var id in orders)
        {
            var currentOrder = (await orderService.Read(caller, new OrderKey.ById(id), CancellationToken.None)).Order!;
            var (line, shipped) = currentOrder.Lines.Where(l => l.Article.Value == Kept).Select(l => (l.Id, l.Shipped)).Single();
            // A canceled order keeps the pick jobs of handed-over goods; the other picked goods have return tasks.
            gone += currentOrder.IsCanceled
                ? shipped.Thousandths
                : currentOrder.PickJobs.Where(j => j.Status is PickJobStatus.Closed).SelectMany(j => j.Lines)
                    .Where(l => l.Line == line).Sum(l => l.Picked.Thousandths);
            var tasks = await orderReader.ListReturnTasks(caller.Tenant, new(null, 1_000, id, null, null), CancellationToken.None);
            gone += tasks.Items.SelectMany(t => t.Entity.Lines).Where(l => l.Line == line && l.IsRestockable)
                .Sum(l => l.Quantity.Thousandths - l.Returned.Thousandths);
        }

        var levels = await app.Services.GetRequiredService<IReferenceDataReader>().ReadStock(
            caller.Tenant, [new(Kept)], CancellationToken.None);
        Assert.Equal(facilities.Length * Units * Quantity.Scale, levels.Sum(l => l.OnHand.Thousandths) + gone);
    }

    private static async Task CountStock(
        FulfillmenttoolsTestClient client, ImmutableArray<(FacilityId Id, string Stock)> facilities, Random random)
    {
        var stock = facilities[random.Next(facilities.Length)].Stock;
        var answer = await client.Put($"/api/stocks/{stock}", $$"""{"value":{{random.Next(Units)}} }""");
        Assert.True(answer.Status is 200 or 409, answer.Text);
    }

    private static async Task<ImmutableArray<(FacilityId Id, string Stock)>> AddStock(FulfillmenttoolsTestClient client)
    {
        var all = ImmutableArray.CreateBuilder<(FacilityId, string)>();
        foreach (var place in Facilities)
        {
            var facility = (string)(await client.Get("/api/facilities/urn:fft:facility:tenantFacilityId:" + place))["id"]!;
            var ids = new List<string>();
            foreach (var article in (string[])[Kept, Changing])
            {
                var body = $$"""{"facilityRef":"{{facility}}","tenantArticleId":"{{article}}","value":{{Units}} }""";
                ids.Add((string)(await client.Post("/api/stocks", body))["id"]!);
            }

            all.Add((new(facility), ids[1]));
        }

        return all.ToImmutable();
    }
}

public sealed class SqliteFulfillmentModelTests : FulfillmentModelContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlFulfillmentModelTests : FulfillmentModelContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}
