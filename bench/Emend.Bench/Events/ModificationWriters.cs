using Emend.Bench.Load;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Server;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Bench.Events;

/// <summary>Modifies orders.</summary>
internal interface IModificationWriter : IAsyncDisposable
{
    /// <summary>Modifies an order. True if the modification was accepted. A lane sends one modification at a time.</summary>
    Task<bool> Modify(int lane, string order, int number);
}

/// <summary>Modifies orders through the native API of a server.</summary>
internal sealed class HttpModificationWriter(Uri server, string token) : IModificationWriter
{
    private readonly HttpConnection[] _lanes = [.. Enumerable.Range(0, 8).Select(_ => new HttpConnection(server) { Token = token })];

    public async Task<bool> Modify(int lane, string order, int number) => await _lanes[lane].Send(
        "POST",
        $"/emend/v1/orders/{order}/modifications",
        $$"""{"changes":[{"type":"setConsumer","email":"{{number}}@example.org"}]}""") == 200;

    public ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Modifies orders in this process, as a second node without HTTP.</summary>
internal sealed class InProcessModificationWriter(WebApplication node, Caller caller) : IModificationWriter
{
    private readonly OrderService _orderService = node.Services.GetRequiredService<OrderService>();

    public static async Task<InProcessModificationWriter> Start(string connection)
    {
        var node = CompositionRoot.Create([$"--ConnectionStrings:Emend={connection}"]);
        var signIn = await node.Services.GetRequiredService<ISignInStore>().FindUser("demo", "admin@demo.emend", CancellationToken.None);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000;
        return new(node, new Caller(signIn.Tenant!.Id, signIn.User!.Id, now));
    }

    public async Task<bool> Modify(int lane, string order, int number)
    {
        var command = new OrderCommand.Modify([new SetConsumer { Email = $"{number}@example.org" }], null, null, UnroutableBehavior.Accept);
        var request = new OrderCommandRequest(
            caller, new OrderKey.ById(new(order)), command, "fulfillmenttools");
        return await _orderService.Execute(request, CancellationToken.None)
            is OrderCommandResult.Decided { Decision: Core.Decision.Accepted };
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
