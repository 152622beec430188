using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

public sealed class SqliteTenantOrderIdTests() : TenantOrderIdContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlTenantOrderIdTests() : TenantOrderIdContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Every endpoint of an order accepts the order number of the shop instead of the id.</summary>
public abstract class TenantOrderIdContract : IAsyncLifetime
{
    private const string Orders = "/emend/v1/orders";
    private const string Path = $"{Orders}/tenantOrderId:SP-1";
    private const string SetAttribute = """{"changes":[{"type":"setAttributes","attributes":{"gift":true} }]}""";

    private readonly TestDatabase _database;
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    private protected TenantOrderIdContract(TestDatabase database) => this._database = database;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(_database);
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        await ConsistencyAssertions.AssertConsistent(_app.Services.GetRequiredService<Database>());
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Reads_return_the_same_as_with_the_id()
    {
        var id = await Place("SP-1");
        await _client.Post($"{Orders}/{id}/modifications", SetAttribute);

        foreach (var rest in (string[])["", "?revision=1", "/diff?from=1", "/actions", "/modifications", "/modifications/2"])
        {
            var (byId, byNumber) = (await _client.Get($"{Orders}/{id}{rest}"), await _client.Get(Path + rest));
            Assert.Equal((200, byId.Text), (byNumber.Status, byNumber.Text));
        }
    }

    [Fact]
    public async Task Writes_change_the_order_and_return_its_id()
    {
        var id = await Place("SP-1");
        var preview = await _client.Post(Path + "/modifications/preview", SetAttribute);
        var applied = await _client.PostFor("\"1\"", Path + "/modifications", SetAttribute);
        var undone = await _client.Post(Path + "/modifications/2/undo", "{}");
        var canceled = await _client.Post(Path + "/actions/cancel-order", "{}");

        Assert.All(
            (ApiResponse[])[preview, applied, undone, canceled],
            answer => Assert.Equal((200, id), (answer.Status, (string?)answer["order"])));
        Assert.Equal([2, 3, 4], ((ApiResponse[])[applied, undone, canceled]).Select(answer => (int)answer["revision"]!));
        Assert.Equal("canceled", (string?)(await _client.Get($"{Orders}/{id}"))["status"]);
    }

    [Theory]
    [InlineData("A/1", "tenantOrderId:A%2F1")]
    [InlineData("A 1 ß", "tenantOrderId:a%201%20ss")]
    [InlineData("tenantOrderId:7", "tenantOrderId%3AtenantOrderId:7")]
    public async Task Order_numbers_with_special_characters_are_found(string number, string segment)
    {
        var id = await Place(number);

        Assert.Equal(id, (string?)(await _client.Get($"{Orders}/{segment}"))["id"]);
        Assert.Equal(id, (string?)(await _client.Post($"{Orders}/{segment}/modifications", SetAttribute))["order"]);
    }

    [Fact]
    public async Task An_unknown_order_number_is_404_with_the_number()
    {
        await Place("SP-1");
        foreach (var segment in (string[])["tenantOrderId:SP-2", "tenantOrderId:", "SP-1"])
        {
            var answers = new[]
            {
                await _client.Get($"{Orders}/{segment}"), await _client.Post($"{Orders}/{segment}/modifications", SetAttribute),
                await _client.Post($"{Orders}/{segment}/modifications", "{}"),
                await _client.Post($"{Orders}/{segment}/actions/cancel-order", "{}"),
                await _client.Post($"{Orders}/{segment}/modifications/2/undo", "{}"), await _client.Get($"{Orders}/{segment}/actions"),
            };
            Assert.All(answers, answer => Assert.Equal(404, answer.Status));
            Assert.All(answers, answer => Assert.Contains(segment, answer.Text));
        }
    }

    [Fact]
    public async Task A_reused_order_number_finds_the_newest_order_and_a_repeated_request_keeps_its_order()
    {
        var first = await Place("SP-1");
        var applied = await _client.Post(Path + "/modifications", SetAttribute, "key-1");
        await _client.Post(Path + "/actions/cancel-order", "{}");
        var second = await Place("SP-1");

        Assert.Equal(second, (string?)(await _client.Get(Path))["id"]);
        Assert.Equal(200, (await _client.SendWith("If-None-Match", "\"1\"", HttpMethod.Get, Path, null)).Status);
        Assert.Equal(304, (await _client.SendWith("If-None-Match", "\"1\"", HttpMethod.Get, $"{Orders}/{second}", null)).Status);
        Assert.Equal(first, (string?)(await _client.Get($"{Orders}/{first}"))["id"]);
        var repeated = await _client.Post(Path + "/modifications", SetAttribute, "key-1");
        Assert.Equal((200, first, applied.Text), (repeated.Status, (string?)repeated["order"], repeated.Text));
        Assert.Equal(1, (int)(await _client.Get(Path))["revision"]!);
        await _client.Post(Path + "/actions/cancel-order", "{}");
        Assert.Equal((second, "canceled"), ((string?)(await _client.Get(Path))["id"], (string?)(await _client.Get(Path))["status"]));
    }

    [Fact]
    public async Task A_quote_is_valid_for_its_order_only()
    {
        var first = await Place("SP-1");
        var token = (string)(await _client.Post(Path + "/modifications/preview", SetAttribute))["quoteToken"]!;
        var other = (string)(await _client.Post(Path + "/modifications/preview", SetAttribute))["quoteToken"]!;
        var applied = await _client.Post(Path + "/modifications", WithToken(token));
        Assert.Equal((200, first), (applied.Status, (string?)applied["order"]));

        await _client.Post(Path + "/actions/cancel-order", "{}");
        var second = await Place("SP-1");
        var rejected = await _client.Post(Path + "/modifications", WithToken(other));
        var same = await _client.Post($"{Orders}/{second}/modifications", WithToken(other));

        Assert.True(rejected.Status is >= 400 and < 500, rejected.Text);
        Assert.Equal((same.Status, (string?)same["type"]), (rejected.Status, (string?)rejected["type"]));
        Assert.Equal(1, (int)(await _client.Get(Path))["revision"]!);
    }

    private static string WithToken(string token) =>
        SetAttribute.Insert(1, $"\"quoteToken\":\"{token}\",");

    private async Task<string> Place(string number)
    {
        var answer = await _client.Post(
            Orders, $$"""{"tenantOrderId":"{{number}}","lines":[{"article":"MUG-E-1207","quantity":1}]}""");
        Assert.True(answer.Status == 201, answer.Text);
        return (string)answer["id"]!;
    }
}
