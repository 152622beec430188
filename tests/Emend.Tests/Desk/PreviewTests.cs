using System.Text.Json;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Storage;
using Emend.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Tests.Desk;

public sealed class PreviewTests
{
    [Fact]
    public async Task A_preview_shows_what_submit_does_and_leaves_no_trace()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2), ("CAP-R-9082", 1));
        var (desk, caller) = await Callers.Of(app);
        var request = new DeskRequest(
            caller,
            new OrderKey.ById(new OrderId((string)order["id"]!)),
            new OrderCommand.Modify(
                [new SetLineQuantity(new LineId((string)order["orderLineItems"]![0]!["id"]!), Quantity.Of(5))],
                Version: null,
                Comment: null,
                IfUnroutable.Refuse),
            "fulfillmenttools",
            Fulfillmenttools.Policy);
        var journal = await Rows(app);

        var preview = Accepted(await desk.Preview(request, CancellationToken.None));
        Assert.Equal(journal, await Rows(app));
        var submitted = Accepted(await desk.Submit(request, CancellationToken.None));

        Assert.Equal(Told(preview), Told(submitted));
        Assert.Equal(journal + 1, await Rows(app));
    }

    private static Decision.Accepted Accepted(Outcome outcome) =>
        Assert.IsType<Decision.Accepted>(Assert.IsType<Outcome.Decided>(outcome).Decision);

    // Ids and times are drawn anew for every decision; everything else must be the same.
    private static string Told(Decision.Accepted accepted) => JsonSerializer.Serialize(new
    {
        Lines = accepted.After.Lines.Select(l => (l.Id.Value, l.Quantity.Thousandths)).Select(l => $"{l}"),
        Plans = accepted.After.Plans.Select(p => $"{p.Status} {p.Facility} {string.Join(' ', p.Lines)}"),
        Stock = accepted.Effects.Stock.Select(d => $"{d}"),
        Events = accepted.Events.Select(e => e.GetType().Name),
        accepted.After.Version,
        accepted.After.Revision,
    });

    private static async Task<long> Rows(EmendApp app) => (await app.Services.GetRequiredService<Database>()
        .List(Statement.Of("SELECT COUNT(*) FROM journal"), r => r.Long(0), CancellationToken.None)).Single();
}
