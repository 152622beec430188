using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

public sealed class OrderListTests : OrderSearchFixture
{
    [Fact]
    public async Task A_list_is_narrowed_by_each_parameter()
    {
        var order = await Placed(1);
        await Placed(2, "SNEAK-W-4891");
        foreach (var parameters in (string[])
        [
            "tenantOrderId=N-1", "tenantOrderId=N-1&tenantOrderId=X", "consumerId=c-1", "email=c1@example.com", "article=MUG-E-1207",
            "orderedTo=2026-11-02T08:00:00Z", "orderedFrom=2026-11-01T08:00:00Z&orderedTo=2026-11-01T09:00:01%2B01:00",
            "face=native&status=open&status=locked&consumerId=c-1",
        ])
            Assert.Equal((parameters, "N-1"), (parameters, string.Join(' ', Numbers(await Listed(parameters)))));

        var facility = (string)order["plans"]![0]!["facility"]!;
        Assert.Contains("N-1", Numbers(await Listed($"facility={facility}")));
        Assert.Empty(Numbers(await Listed("facility=nowhere")));
        Assert.Equal(["N-2", "N-1"], Numbers(await Listed("modifiedFrom=2026-01-01T00:00:00Z")));
        Assert.Empty(Numbers(await Listed("modifiedTo=2026-01-01T00:00:00Z")));
        Assert.Empty(Numbers(await Listed("status=cancelled")));
        Assert.Empty(Numbers(await Listed("consumerId=c-1&article=SNEAK-W-4891")));
    }

    [Fact]
    public async Task Pages_of_a_list_follow_each_other_both_ways_and_are_one_lists_only()
    {
        for (var i = 1; i <= 5; i++) await Placed(i);
        var first = await Listed("size=2&total=true&status=open");
        var next = Cursor(first, "next");
        var second = await Listed($"size=2&status=open&after={next}");
        var back = await Listed($"size=3&status=open&before={Cursor(second, "previous")}");

        Assert.Equal(5, (int)first["total"]!);
        Assert.Equal(["N-5", "N-4", "N-3", "N-2"], Numbers(first).Concat(Numbers(second)));
        Assert.Equal(["N-5", "N-4"], Numbers(back));
        Assert.Equal((null, null), (Cursor(first, "previous"), Cursor(back, "previous")));
        Assert.Equal(["N-1"], Numbers(await Listed($"size=2&status=open&after={Cursor(second, "next")}")));
    }

    [Fact]
    public async Task A_cursor_that_was_altered_or_is_of_another_question_is_told_apart()
    {
        await Placed(1);
        await Placed(2);
        var cursor = Cursor(await Listed("size=1&status=open"), "next")!;
        var ofSearch = Cursor(await Page("""{ "size": 1 }"""), "next")!;

        foreach (var other in (string[])["", "status=open&article=X&", "status=locked&", "status=open&sort=status&", "consumerId=open&"])
            Assert.Equal("is a cursor of another query or sorting", await Wrong($"{other}after={cursor}"));
        Assert.Equal("is a cursor of another query or sorting", await Wrong($"after={ofSearch}"));
        for (var at = 0; at < cursor.Length; at++)
        {
            var letter = cursor[at] == 'A' ? 'B' : 'A';
            Assert.Equal("was altered or is no cursor", await Wrong($"status=open&after={cursor[..at]}{letter}{cursor[(at + 1)..]}"));
        }

        foreach (var altered in (string[])[cursor[..^1], cursor + "A", cursor + "%20", cursor + "=", "x"])
            Assert.Equal("was altered or is no cursor", await Wrong($"status=open&before={altered}"));
    }

    [Fact]
    public async Task The_cursor_of_another_tenant_is_none_and_its_orders_are_not_there()
    {
        await Placed(1);
        await Placed(2);
        var cursor = Cursor(await Listed("size=1"), "next");
        using var stranger = await Stranger();

        Assert.Empty((await stranger.Get(Orders + "?total=true"))["orders"].AsArray());
        Assert.Equal(0, (int)(await stranger.Get(Orders + "?total=true"))["total"]!);
        Assert.Empty((await stranger.Post(Search, """{"where":{"tenantOrderId":{"is":"N-1"}}}"""))["orders"].AsArray());
        Assert.Equal(400, (await stranger.Get($"{Orders}?size=1&after={cursor}")).Status);
    }

    [Theory]
    [InlineData("statsu=open", "/statsu", "is not a known parameter", "did you mean status?")]
    [InlineData("status=opened", "/status", "is opened", "open, cancelled")]
    [InlineData("orderedFrom=today", "/orderedFrom", "is today", "with its zone")]
    [InlineData("modifiedTo=2026-11-01", "/modifiedTo", "is 2026-11-01", "with its zone")]
    [InlineData("orderedFrom=2026-11-02T00:00:00Z&orderedTo=2026-11-01T00:00:00Z", "/orderedTo", "is 2026-11-01", "later than orderedFrom")]
    [InlineData("size=0", "/size", "is 0", "1 to 250")]
    [InlineData("sort=price", "/sort", "is price", "-orderedAt, orderedAt")]
    [InlineData("total=1", "/total", "is 1", "true or false")]
    [InlineData("after=x&before=y", "/before", "is there beside after", "one of the two")]
    [InlineData("sort=status&sort=orderedAt", "/sort", "is there 2 times", "name it once")]
    public async Task What_is_wrong_is_told_with_its_parameter_and_what_would_be_right(
        string parameters, string pointer, string detail, string expected)
    {
        var answer = await Admin.Get($"{Orders}?{parameters}");

        Assert.Equal((400, "/problems/malformed"), (answer.Status, (string)answer["type"]!));
        var error = answer["errors"].AsArray().Single()!;
        Assert.Equal(pointer, (string)error["pointer"]!);
        Assert.Contains(detail, (string)error["wrong"]!, StringComparison.Ordinal);
        Assert.Contains(expected, (string)error["right"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_bound_to_facilities_finds_all_orders_since_orders_lie_nowhere()
    {
        var order = await Placed(1);
        var bound = new NewUser("bound@demo.emend", "demo-bound", new RoleAssignment("SUPERVISOR", [new("elsewhere")]));
        Assert.True(await App.Services.GetRequiredService<ITenantProvisioner>().CreateUser(new("demo"), bound, default));
        using var client = await App.SignIn("bound");

        Assert.Equal((string)order["id"]!, (string)(await client.Get(Orders))["orders"][0]!["id"]!);
        Assert.Equal(200, (await client.Get($"{Orders}/{order["id"]}")).Status);
    }

    private async Task<string> Wrong(string parameters)
    {
        var answer = await Admin.Get($"{Orders}?{parameters}");
        Assert.True(answer.Status == 400, $"{parameters}: {answer.Text}");
        return (string)answer["errors"].AsArray().Single()!["wrong"]!;
    }

    private async Task<FulfillmenttoolsTestClient> Stranger()
    {
        var newUser = new NewUser("other@example.com", "other-password", new RoleAssignment("ADMINISTRATOR", []));
        await App.Services.GetRequiredService<ITenantProvisioner>().CreateTenant(new(new("other"), "other", "Other"), [newUser], default);
        using var http = new HttpClient { BaseAddress = App.Url };
        using var signIn = new StringContent("""{"email":"other@example.com","password":"other-password","returnSecureToken":true}""");
        signIn.Headers.ContentType = new("application/json");
        var session = await http.PostAsync("/v1/accounts:signInWithPassword?key=other", signIn);
        var token = (string)JsonNode.Parse(await session.Content.ReadAsStringAsync())!["idToken"]!;
        using var made = new HttpRequestMessage(HttpMethod.Post, "/emend/v1/credentials")
        {
            Content = new StringContent("""{"name":"key","roles":[{"role":"ADMINISTRATOR"}]}"""),
        };
        made.Content.Headers.ContentType = new("application/json");
        made.Headers.Authorization = new("Bearer", token);
        var key = JsonNode.Parse(await (await http.SendAsync(made)).Content.ReadAsStringAsync())!;
        return FulfillmenttoolsTestClient.WithKey(App.Url, (string)key["secret"]!);
    }
}
