using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Demo;

/// <summary>
/// Runs the demo scripts. Places, modifies and picks every order through <see cref="OrderService"/>, with a clock at the time of the
/// script. Skips orders that exist.
/// </summary>
internal sealed class DemoOrderSeeder(
    Func<TimeProvider, OrderService> createOrderService,
    IOrderReader orders,
    ISignInStore signIns,
    DemoNetwork network,
    ILogger<DemoOrderSeeder> log)
{
    private const string Api = "fulfillmenttools";

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(4);

    public async Task Load(TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var callers = new Dictionary<string, Caller>();
        await network.ConnectCarrier(ct);
        foreach (var script in DemoOrderScripts.All.Concat(DemoShippingScripts.All).OrderByDescending(s => s.HoursAgo))
        {
            if (await IsMissing(script.Number, ct))
            {
                await Run(script, now - TimeSpan.FromHours(script.HoursAgo), FindCaller, ct);
            }
        }

        foreach (var script in DemoShippingScripts.Strict.OrderByDescending(s => s.HoursAgo))
        {
            if (await IsMissing(script.Number, ct))
            {
                await network.RunWithStrictStrategy(() => Run(script, now - TimeSpan.FromHours(script.HoursAgo), FindCaller, ct), ct);
            }
        }

        async Task<Caller> FindCaller(string username)
        {
            if (callers.TryGetValue(username, out var known))
            {
                return known;
            }

            var user = (await signIns.FindUser(DemoTenant.Tenant.SignInKey, username, ct)).User
                ?? throw new InvalidOperationException($"The demo tenant has no user {username}.");
            return callers[username] = new(DemoTenant.Tenant.Id, user.Id, now.ToUnixTimeMilliseconds() * 1_000);
        }
    }

    // Also finds canceled orders, so that their scripts do not run again.
    private async Task<bool> IsMissing(string number, CancellationToken ct) =>
        (await orders.ListOrders(DemoTenant.Tenant.Id, new OrderFilter(null, 1, number, null), ct)).Items.Count == 0;

    private async Task Run(DemoOrderScript script, DateTimeOffset start, Func<string, Task<Caller>> findCaller, CancellationToken ct)
    {
        var time = new ScriptClock { Now = start };
        var orderService = createOrderService(time);
        var order = await Do(
            new OrderKey.ForNewOrder(script.Number), new OrderCommand.Place(await CreateNewOrder(script, start, ct)), DemoTenant.Admin);
        foreach (var step in script.Steps)
        {
            if (order is null)
            {
                return;
            }

            time.Now += Between;
            var (key, command) = step.CreateCommand(order);
            order = await Do(key, await ResolveFacility(command, ct), step.Username);
        }

        // A script stops if somebody disabled a feature that it needs.
        async Task<Order?> Do(OrderKey key, OrderCommand command, string username)
        {
            var result = await orderService.Execute(new(await findCaller(username), key, command, Api), ct);
            if (result is OrderCommandResult.Decided { Decision: Core.Decision.Accepted accepted })
            {
                return accepted.After;
            }

            var reason = result is OrderCommandResult.Decided { Decision: var decision } ? decision : (object)result;
            log.LogWarning("The script of demo order {Number} stopped: {Reason}", script.Number, reason);
            return null;
        }
    }

    // Scripts contain tenant facility ids.
    private async Task<OrderCommand> ResolveFacility(OrderCommand command, CancellationToken ct) =>
        command is OrderCommand.ChangeFulfillment { Action: FulfillmentAction.Assign assign } changeFulfillment
            ? changeFulfillment with { Action = new FulfillmentAction.Assign(await network.FindFacility(assign.Facility.Value, ct)) }
            : command;

    private async Task<NewOrder> CreateNewOrder(DemoOrderScript script, DateTimeOffset at, CancellationToken ct) => new()
    {
        TenantOrderId = script.Number,
        Api = Api,
        OrderDate = at.AddMinutes(-2).ToMicroseconds(),
        IsLocked = script.IsLocked,
        IsPromised = script.IsPromised,
        PromisedUntil = script.IsPromised ? (at + PromisePeriod.Max).ToMicroseconds() : null,
        Consumer = script.Customer,
        Lines = [.. script.Lines.Select(l => DemoOrderSteps.Line(l.Article, l.Quantity))],
        Services = script.Services,
        Attributes = script.Attributes,
        Delivery = new()
        {
            Kind = script.CollectAt is null ? DeliveryKind.Shipping : DeliveryKind.Collect,
            CollectAt = script.CollectAt is { } shop ? await network.FindFacility(shop, ct) : null,
            Preselected = [.. await Task.WhenAll(script.Preselected.Select(f => network.FindFacility(f, ct)))],
            PreferredTime = script.PreferredTimeInDays is { } days
                ? new DateTimeOffset(at.UtcDateTime.Date.AddDays(days), TimeSpan.Zero)
                : null,
        },
    };

    private sealed class ScriptClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
