using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.History;
using Emend.Server.Storage;
using Emend.Tests.Fixtures;
using Emend.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Tests.Desk;

/// <summary>
/// Several clients do whatever can be done with orders, in random order, while stock comes and goes: the books are kept, and no unit
/// that was picked is lost. The same on both databases.
/// </summary>
public abstract class FulfilmentModelContract
{
    private const int Clients = 6;
    private const int Steps = 60;
    private const int Units = 40;
    private const string Kept = "MODEL-KEPT";
    private const string Changing = "MODEL-CHANGING";

    private static readonly string[] Places = ["NL-UTR-DC", "DE-BER-DC", "NL-AMS-01"];

    private protected abstract StorePlace NewPlace();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_is_done_the_books_are_kept_and_nothing_that_was_picked_is_lost(int seed)
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        var facilities = await Stocked(client);
        var orders = new List<OrderId>();
        for (var i = 0; i < 16; i++) orders.Add(await Placed(client, i));
        var (desk, caller) = await Callers.Of(app);
        var done = new Dictionary<string, int>(StringComparer.Ordinal);

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(worker => Task.Run(async () =>
        {
            var random = new Random((seed * 1_000) + worker);
            for (var i = 0; i < Steps; i++)
            {
                if (random.Next(12) == 0) await Recount(client, facilities, random);
                var key = new OrderKey.ById(orders[random.Next(orders.Count)]);
                var order = (await desk.Read(caller, key, CancellationToken.None)).Order!;
                var command = Any(order, facilities, random);
                var outcome = await desk.Submit(
                    new(caller, key, command, "fulfillmenttools", Fulfillmenttools.Policy), CancellationToken.None);
                if (outcome is Outcome.Decided { Decision: Decision.Accepted })
                    lock (done) done[Name(command)] = done.GetValueOrDefault(Name(command)) + 1;
            }
        })));

        Assert.True(done.Count >= 11, string.Join(", ", done));
        Assert.Contains(nameof(PickStep.Split), done.Keys);
        await Books.Agree(app.Services.GetRequiredService<Database>());
        foreach (var order in orders) await EveryPickedUnitIsPutBack(app, caller.Tenant, order);
        await Conserved(app, caller, orders, facilities);
    }

    private static string Name(OrderCommand command) => command switch
    {
        OrderCommand.Process process => process.Step.GetType().Name,
        OrderCommand.Pick pick => pick.Step.GetType().Name,
        OrderCommand.Hand hand => "Hand" + hand.Step.GetType().Name,
        OrderCommand.Return returning => "Return" + returning.Step.GetType().Name,
        _ => command.GetType().Name,
    };

    private static OrderCommand Any(Order order, ImmutableArray<(FacilityId Id, string Stock)> facilities, Random random)
    {
        var job = order.PickJobs.IsEmpty ? null : order.PickJobs[random.Next(order.PickJobs.Length)];
        var task = order.ReturnTasks.IsEmpty ? null : order.ReturnTasks[random.Next(order.ReturnTasks.Length)];
        var handover = order.HandoverJobs.IsEmpty ? null : order.HandoverJobs[random.Next(order.HandoverJobs.Length)];
        return random.Next(26) switch
        {
            _ when order.Status is OrderStatus.Locked && random.Next(4) == 0 => Process(new ProcessStep.Unlock(null)),
            _ when order.Status is OrderStatus.Promised && random.Next(4) == 0 =>
                Process(random.Next(2) == 0 ? new ProcessStep.ConfirmPromise(null) : new ProcessStep.ExtendPromise(null)),
            24 or 25 when handover is not null => new OrderCommand.Hand(handover.Id, Handing(handover, random), null),
            0 when random.Next(4) == 0 => Process(new ProcessStep.Cancel(null)),
            1 when random.Next(4) == 0 => Process(new ProcessStep.ForceCancel(null)),
            2 or 3 => Process(new ProcessStep.Reroute()),
            4 or 5 when job is not null => Process(new ProcessStep.RerouteTask(job.Id)),
            6 or 7 => Process(new ProcessStep.Assign(facilities[random.Next(facilities.Length)].Id)),
            8 => new OrderCommand.RouteWaiting(true),
            9 or 10 => new OrderCommand.Modify(
                [new SetLineQuantity(order.Lines[random.Next(order.Lines.Length)].Id, Quantity.Of(random.Next(1, 5)))],
                null,
                null,
                IfUnroutable.Accept),
            11 or 12 or 13 or 14 when task is not null => new OrderCommand.Return(task.Id, Back(task, random), null),
            _ when job is not null => new OrderCommand.Pick(job.Id, Work(job, random), null),
            _ => new OrderCommand.RouteWaiting(true),
        };

        static OrderCommand Process(ProcessStep step) => new OrderCommand.Process(step, null, IfUnroutable.Accept);
    }

    private static PickStep Work(PickJob job, Random random) => random.Next(12) switch
    {
        8 or 9 or 10 => Split(PartsOf(job).MaxBy(p => p.Quantity), random),
        11 when job.Lines.FirstOrDefault(l => !l.Parts.IsEmpty) is { Parts: [var one, var other, ..] } =>
            new PickStep.Merge([one.Id, other.Id]),
        _ when job.Status is PickJobStatus.Open => new PickStep.Start(),
        0 => new PickStep.Close(),
        1 => new PickStep.Abort(),
        2 => new PickStep.Reset(),
        3 => new PickStep.Restart(),
        4 => new PickStep.Cancel(random.Next(2) == 0),
        _ => new PickStep.Picked(
            [.. PartsOf(job).Take(1 + random.Next(3)).Select(p => new LineQuantity(p.Id, UpTo(p.Quantity, random)))]),
    };

    private static PickStep.Split Split(PickPart part, Random random) =>
        new([new(part.Id, Quantity.Of(1), part.Picked == part.Quantity ? Quantity.Of(1) : UpTo(Quantity.Of(1), random))]);

    private static List<PickPart> PartsOf(PickJob job) =>
        [.. job.Lines.SelectMany(l => l.Parts.IsEmpty ? [new(l.Line, l.Quantity, l.Picked)] : l.Parts)];

    private static HandoverStep Handing(HandoverJob job, Random random) => random.Next(5) switch
    {
        0 => new HandoverStep.Finish(),
        1 => new HandoverStep.Wait(),
        2 => new HandoverStep.CloseLine(job.Lines[0].Line),
        3 => new HandoverStep.Revert(),
        _ => new HandoverStep.Cancel(HandoverCancelReason.ConsumerNoShow),
    };

    private static async Task<OrderId> Placed(FaceClient client, int number)
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
        var body = FaceClient.Order((Kept, 1 + (number % 3)), (Changing, 2));
        var answer = await client.Post("/api/orders", body.Replace("\"orderDate\"", status, StringComparison.Ordinal));
        Assert.True(answer.Status == 200, answer.Text);
        return new((string)answer["id"]!);
    }

    private static Quantity UpTo(Quantity most, Random random) => Quantity.Of(random.Next((int)(most.Thousandths / Quantity.Scale) + 1));

    private static ReturnStep Back(ReturnTask task, Random random) => random.Next(5) == 0
        ? new ReturnStep.Close()
        : new ReturnStep.PutBack(
            [.. task.Lines.Select(l => new LineQuantity(l.Line, UpTo(l.Quantity, random)))]);

    /// <summary>The journal says of every cancelation what was in the pickers' hands, and what was asked to be put back.</summary>
    private static async Task EveryPickedUnitIsPutBack(EmendApp app, TenantId tenant, OrderId order)
    {
        var history = app.Services.GetRequiredService<IOrderHistory>();
        var entries = await history.Entries(tenant, order, 1, long.MaxValue, CancellationToken.None);
        foreach (var entry in entries.Where(e => e.Events.Any(happened => happened is OrderEvent.Cancelled)))
        {
            var picked = entry.Before!.PickJobs.SelectMany(j => j.Lines).Sum(l => l.Picked.Thousandths);
            var asked = entry.Events.OfType<OrderEvent.ReturnsAsked>().SelectMany(e => e.Tasks).SelectMany(t => t.Lines);
            picked -= entry.Before!.HandoverJobs.SelectMany(h => h.HandedOver).Sum(l => l.Quantity.Thousandths);
            Assert.Equal(picked, asked.Sum(l => l.Quantity.Thousandths));
            Assert.Equal((0, 0), (entry.After.Plans.Length, entry.After.PickJobs.Length));
        }
    }

    /// <summary>What is not on the shelves any more was picked for good, or is still to be put back, or was lost on its way.</summary>
    private static async Task Conserved(
        EmendApp app, Caller caller, List<OrderId> orders, ImmutableArray<(FacilityId Id, string Stock)> facilities)
    {
        var reads = app.Services.GetRequiredService<IOrderReads>();
        var desk = app.Services.GetRequiredService<OrderDesk>();
        var gone = 0L;
        foreach (var id in orders)
        {
            var now = (await desk.Read(caller, new OrderKey.ById(id), CancellationToken.None)).Order!;
            var (line, shipped) = now.Lines.Where(l => l.Article.Value == Kept).Select(l => (l.Id, l.Shipped)).Single();
            gone += now.Status is OrderStatus.Cancelled ? shipped.Thousandths : 0;
            gone += now.PickJobs.Where(j => j.Status is PickJobStatus.Closed).SelectMany(j => j.Lines)
                .Where(l => l.Line == line).Sum(l => l.Picked.Thousandths);
            var tasks = await reads.ReturnTasks(caller.Tenant, new(null, 1_000, id, null, null), CancellationToken.None);
            gone += tasks.Items.SelectMany(t => t.Entity.Lines).Where(l => l.Line == line && l.Counted)
                .Sum(l => l.Quantity.Thousandths - l.Returned.Thousandths);
        }

        var levels = await app.Services.GetRequiredService<IWorldSource>().Stock(caller.Tenant, [new(Kept)], CancellationToken.None);
        Assert.Equal(facilities.Length * Units * Quantity.Scale, levels.Sum(l => l.OnHand.Thousandths) + gone);
    }

    private static async Task Recount(FaceClient client, ImmutableArray<(FacilityId Id, string Stock)> facilities, Random random)
    {
        var stock = facilities[random.Next(facilities.Length)].Stock;
        var answer = await client.Put($"/api/stocks/{stock}", $$"""{"value":{{random.Next(Units)}} }""");
        Assert.True(answer.Status is 200 or 409, answer.Text);
    }

    private static async Task<ImmutableArray<(FacilityId Id, string Stock)>> Stocked(FaceClient client)
    {
        var all = ImmutableArray.CreateBuilder<(FacilityId, string)>();
        foreach (var place in Places)
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

public sealed class FulfilmentModelOnSqlite : FulfilmentModelContract
{
    private protected override StorePlace NewPlace() => new StorePlace.Sqlite();
}

public sealed class FulfilmentModelOnPostgreSql : FulfilmentModelContract
{
    private protected override StorePlace NewPlace() => new StorePlace.PostgreSql();
}
