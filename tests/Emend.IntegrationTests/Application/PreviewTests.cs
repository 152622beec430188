using System.Text.Json;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Orders;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

public sealed class PreviewTests
{
    [Fact]
    public async Task A_preview_returns_the_decision_of_Execute_and_writes_nothing()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2), ("CAP-R-9082", 1));
        var (orderService, caller) = await TestCallers.Get(app);
        var request = new OrderCommandRequest(
            caller,
            new OrderKey.ById(new OrderId((string)order["id"]!)),
            new OrderCommand.Modify(
                [new SetLineQuantity(new LineId((string)order["orderLineItems"]![0]!["id"]!), Quantity.From(5))],
                Version: null,
                Comment: null,
                UnroutableBehavior.Reject),
            "fulfillmenttools",
            FulfillmenttoolsPolicy.Policy);
        var journal = await Rows(app);

        var preview = Accepted(await orderService.Preview(request, CancellationToken.None));
        Assert.Equal(journal, await Rows(app));
        var submitted = Accepted(await orderService.Execute(request, CancellationToken.None));

        Assert.Equal(ToComparable(preview), ToComparable(submitted));
        Assert.Equal(journal + 1, await Rows(app));
    }

    private static Decision.Accepted Accepted(OrderCommandResult result) =>
        Assert.IsType<Decision.Accepted>(Assert.IsType<OrderCommandResult.Decided>(result).Decision);

    // Every decision generates new ids and times. Everything else must be equal.
    private static string ToComparable(Decision.Accepted accepted) => JsonSerializer.Serialize(new
    {
        Lines = accepted.After.Lines.Select(l => (l.Id.Value, l.Quantity.Thousandths)).Select(l => $"{l}"),
        Plans = accepted.After.Plans.Select(p => $"{p.Status} {p.Facility} {string.Join(' ', p.Lines)}"),
        Stock = accepted.Effects.Stock.Select(d => $"{d}"),
        Events = accepted.Events.Select(e => e.GetType().Name),
        accepted.After.Version,
        accepted.After.Revision,
    });

    private static async Task<long> Rows(EmendApp app) => (await app.Services.GetRequiredService<Database>()
        .List(Statement.From("SELECT COUNT(*) FROM journal"), r => r.Long(0), CancellationToken.None)).Single();
}
