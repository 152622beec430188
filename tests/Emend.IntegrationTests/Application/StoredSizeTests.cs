using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Orders;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

public sealed class StoredSizeTests
{
    // Counters grow by digits only.
    private const int MoreDigits = 16;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_stored_size_of_an_order_is_the_same_after_1000_modifications_as_after_10(bool postgreSql)
    {
        await using var app = await EmendApp.Start(
            postgreSql ? new TestDatabase.PostgreSqlTestDatabase() : new TestDatabase.SqliteTestDatabase());
        using var client = await app.SignIn();
        var order = await client.Place([.. Server.Demo.DemoArticles.All.Take(10).Select(a => (a.Id.Value, 2))]);
        var (orderService, caller) = await TestCallers.Get(app);

        await Edit(1, 10);
        var afterTen = await Size(app);
        await Edit(11, 1_000);

        Assert.InRange(await Size(app), 1, afterTen + MoreDigits);
        Assert.InRange(afterTen, 1, 6 * 1_024);

        async Task Edit(int from, int to)
        {
            var line = new LineId((string)order["orderLineItems"]![0]!["id"]!);
            for (var i = from; i <= to; i++)
            {
                var change = new SetLineQuantity(line, Quantity.From(3 + (i % 2)));
                var result = await orderService.Execute(
                    new OrderCommandRequest(
                        caller,
                        new OrderKey.ById(new OrderId((string)order["id"]!)),
                        new OrderCommand.Modify([change], null, null, UnroutableBehavior.Accept),
                        "fulfillmenttools"),
                    CancellationToken.None);
                Assert.IsType<Core.Decision.Accepted>(Assert.IsType<OrderCommandResult.Decided>(result).Decision);
            }
        }
    }

    private static async Task<long> Size(EmendApp app) => (await app.Services.GetRequiredService<Database>().List(
        Statement.From("SELECT CAST(LENGTH(doc) AS BIGINT) FROM orders"), r => r.Long(0), CancellationToken.None)).Single();
}
