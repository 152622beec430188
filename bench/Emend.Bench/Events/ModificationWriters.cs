using Emend.Bench.Load;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server;
using Emend.Server.Application;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Bench.Events;

/// <summary>Modifies orders.</summary>
internal interface IModificationWriter : IAsyncDisposable
{
    /// <summary>Whether it was done. A lane has one modification at a time.</summary>
    Task<bool> Modify(int lane, string order, int number);
}

/// <summary>Through the native face of a server.</summary>
internal sealed class HttpModificationWriter(Uri server, string token) : IModificationWriter
{
    private readonly HttpConnection[] _lanes = [.. Enumerable.Range(0, 8).Select(_ => new HttpConnection(server) { Token = token })];

    public async Task<bool> Modify(int lane, string order, int number) => await _lanes[lane].Exchange(
        "POST",
        $"/emend/v1/orders/{order}/modifications",
        $$"""{"changes":[{"type":"setConsumer","email":"{{number}}@example.org"}]}""") == 200;

    public ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
            lane.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A second node in this process, without HTTP.</summary>
internal sealed class InProcessModificationWriter(WebApplication node, Caller caller) : IModificationWriter
{
    private readonly OrderService _orderService = node.Services.GetRequiredService<OrderService>();

    public static async Task<InProcessModificationWriter> Start(string connection)
    {
        var node = CompositionRoot.Create([$"--Emend:Database={connection}"]);
        var signed = await node.Services.GetRequiredService<ISignInStore>().SignIn("demo", "admin@demo.emend", CancellationToken.None);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000;
        return new(node, new Caller(signed.Tenant!.Id, signed.Person!.Id, now));
    }

    public async Task<bool> Modify(int lane, string order, int number)
    {
        var command = new OrderCommand.Modify([new SetConsumer { Email = $"{number}@example.org" }], null, null, UnroutableBehavior.Accept);
        var request = new OrderCommandRequest(caller, new OrderKey.ById(new(order)), command, "fulfillmenttools", FulfillmenttoolsPolicy.Policy);
        return await _orderService.Execute(request, CancellationToken.None) is OrderCommandResult.Decided { Decision: Core.Decision.Accepted };
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
