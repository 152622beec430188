using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>The order list and search of the C# client.</summary>
public sealed class ClientSearchTests
{
    [Fact]
    public async Task Orders_are_listed_and_searched_across_pages()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            await emend.Orders.PlaceAsync(new()
            {
                TenantOrderId = $"F-{i}",
                Lines = [new(i % 2 == 0 ? ClientFixture.Mug : ClientFixture.Cap, 1)],
                Attributes = new() { ["channel"] = "app", ["number"] = i },
            });
        }

        var mugs = new OrderFilter { Articles = [ClientFixture.Mug], Statuses = [OrderStatus.Open], Sort = OrderSort.Oldest, Size = 2 };
        var listed = await emend.Orders.ListAsync(mugs).Collect();
        var page = await emend.Orders.ListPageAsync(new() { TenantOrderIds = ["F-1", "F-2"] }, total: true);
        var search = new OrderSearch
        {
            Where = new()
            {
                Lines = new() { Some = new() { Article = ClientFixture.Cap } },
                Attributes = new Dictionary<string, AttributeFilter> { ["channel"] = new() { Is = "app" } },
                Not = new() { TenantOrderId = "F-3" },
                OrderedAt = new() { From = DateTimeOffset.UnixEpoch },
            },
        };
        var found = await emend.Orders.SearchAsync(search with { Size = 1 }).Collect();

        Assert.Equal(["F-0", "F-2", "F-4"], listed.Select(o => o.TenantOrderId));
        Assert.Equal((2, 2L), (page.Orders.Count, page.Total));
        Assert.Equal(["F-1"], found.Select(o => o.TenantOrderId));
        await Assert.ThrowsAsync<InvalidRequestException>(() => emend.Orders.ListPageAsync(after: "altered"));
    }
}
