using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Demo;

/// <summary>
/// Tells the stories: every order is placed, changed and picked through the Desk like any other, at a clock that stands where the
/// story is. What is there already is passed over.
/// </summary>
internal sealed class DemoOrderSeeder(
    Func<TimeProvider, OrderService> deskAt, IOrderReader orders, ISignInStore people, DemoNetwork network, ILogger<DemoOrderSeeder> log)
{
    private const string Api = "fulfillmenttools";

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(4);

    public async Task Load(TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var callers = new Dictionary<string, Caller>();
        await network.Connect(ct);
        foreach (var story in DemoOrderScripts.All.Concat(DemoShippingScripts.All).OrderByDescending(s => s.HoursAgo))
            if (await IsMissing(story.Number, ct))
                await Tell(story, now - TimeSpan.FromHours(story.HoursAgo), Calling, ct);
        foreach (var story in DemoShippingScripts.Strict.OrderByDescending(s => s.HoursAgo))
            if (await IsMissing(story.Number, ct))
                await network.Strictly(() => Tell(story, now - TimeSpan.FromHours(story.HoursAgo), Calling, ct), ct);

        async Task<Caller> Calling(string username)
        {
            if (callers.TryGetValue(username, out var known)) return known;
            var user = (await people.SignIn(DemoTenant.Tenant.SignInKey, username, ct)).Person
                ?? throw new InvalidOperationException($"{username} is not of the demo tenant.");
            return callers[username] = new(DemoTenant.Tenant.Id, user.Id, now.ToUnixTimeMilliseconds() * 1_000);
        }
    }

    // A cancelled order is there too: it is not told again.
    private async Task<bool> IsMissing(string number, CancellationToken ct) =>
        (await orders.Orders(DemoTenant.Tenant.Id, new OrderFilter(null, 1, number, null), ct)).Items.Count == 0;

    private async Task Tell(DemoOrderScript story, DateTimeOffset start, Func<string, Task<Caller>> calling, CancellationToken ct)
    {
        var time = new ScriptClock { Now = start };
        var orderService = deskAt(time);
        var order = await Do(new OrderKey.ForNewOrder(story.Number), new OrderCommand.Place(await Draft(story, start, ct)), DemoTenant.Admin);
        foreach (var step in story.Then)
        {
            if (order is null)
                return;
            time.Now += Between;
            var (key, command) = step.Of(order);
            order = await Do(key, await Placed(command, ct), step.Username);
        }

        // Whoever switched something off before gets the story up to there.
        async Task<Order?> Do(OrderKey key, OrderCommand command, string username)
        {
            var outcome = await orderService.Execute(new(await calling(username), key, command, Api, FulfillmenttoolsPolicy.Policy), ct);
            if (outcome is OrderCommandResult.Decided { Decision: Core.Decision.Accepted accepted })
                return accepted.After;
            var why = outcome is OrderCommandResult.Decided { Decision: var decision } ? decision : (object)outcome;
            log.LogWarning("The demo order {Number} stays as it is: {Why}", story.Number, why);
            return null;
        }
    }

    // Stories name facilities as the tenant does.
    private async Task<OrderCommand> Placed(OrderCommand command, CancellationToken ct) =>
        command is OrderCommand.ChangeFulfillment { Step: FulfillmentAction.Assign assign } changeFulfillment
            ? changeFulfillment with { Step = new FulfillmentAction.Assign(await network.Facility(assign.Facility.Value, ct)) }
            : command;

    private async Task<NewOrder> Draft(DemoOrderScript story, DateTimeOffset at, CancellationToken ct) => new()
    {
        TenantOrderId = story.Number,
        Api = Api,
        OrderDate = at.AddMinutes(-2).ToMicroseconds(),
        Status = story.Status,
        PromisedUntil = story.Status is OrderStatus.Promised ? (at + PromisePeriod.Max).ToMicroseconds() : null,
        Consumer = story.Customer,
        Lines = [.. story.Lines.Select(l => DemoOrderSteps.Line(l.Article, l.Quantity))],
        Services = story.Services,
        Attributes = story.Attributes,
        Delivery = new()
        {
            Kind = story.CollectAt is null ? DeliveryKind.Shipping : DeliveryKind.Collect,
            CollectAt = story.CollectAt is { } shop ? await network.Facility(shop, ct) : null,
            Preselected = [.. await Task.WhenAll(story.Preselected.Select(f => network.Facility(f, ct)))],
            PreferredTime = story.WantedInDays is { } days ? new DateTimeOffset(at.UtcDateTime.Date.AddDays(days), TimeSpan.Zero) : null,
        },
    };

    private sealed class ScriptClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
