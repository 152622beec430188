using Emend.IntegrationTests.Fixtures;
using static Emend.IntegrationTests.Api.Native.PolicyTestExtensions;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>What no policy can be, told all at once with where it stands and what would be right; nothing is written.</summary>
public sealed class PolicyValidationTests
{
    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_each_with_its_place()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        const string Body = """
            { "base": "fulfillmenttools", "rows": [
              { "row": "el-4", "stance": "off" },
              { "row": "IN-1", "stance": "off" },
              { "row": "EL-8", "stance": "soft", "permission": "ORDER_FORCE_CANCLE" },
              { "row": "EL-8", "stance": "off" },
              { "row": "CO-3", "stance": "soft" },
              { "row": "CO-4", "stance": "off", "penalty": "5 EUR" },
              { "row": "ZZ-99", "stance": "off" } ] }
            """;

        var put = await client.Put(Policies + "/Late", Body);
        var tried = await client.Post(Policies + "/Late/try", $$"""{ "variant": {{Body}} }""");

        Assert.Equal((422, "/problems/unsound-policy"), (put.Status, (string)put["type"]!));
        string[] places =
        [
            "/name", "/rows/0/row", "/rows/1/row", "/rows/2/permission", "/rows/3/row", "/rows/4/stance", "/rows/5/stance", "/rows/6/row",
        ];
        Assert.Equal(places, Pointers(put));
        Assert.Equal(places.Select(p => p == "/name" ? p : "/variant" + p), Pointers(tried));
        var errors = put["errors"].AsArray();
        Assert.Equal("did you mean EL-4?", (string)errors[1]!["right"]!);
        Assert.Contains("same in every policy", (string)errors[2]!["wrong"]!);
        Assert.Equal("did you mean ORDER_FORCE_CANCEL?", (string)errors[3]!["right"]!);
        Assert.Equal(["fulfillmenttools"], await Names(client));
    }

    [Theory]
    [InlineData("late", """{ "base": "fulfilmenttools", "rows": [] }""", 422, "/base", "did you mean fulfillmenttools?")]
    [InlineData("fulfillmenttools", """{ "base": "fulfillmenttools", "rows": [] }""", 422, "/name", "take this one as base")]
    [InlineData("late", """{ "base": "fulfillmenttools", "row": [] }""", 400, "/row", "did you mean rows?")]
    [InlineData("late", """{ "rows": [] }""", 400, "/base", "must be")]
    [InlineData("late", """{ "base": "b", "rows": [ { "row": "EL-4", "stance": "of" } ] }""", 400, "/rows/0/stance", "did you mean off?")]
    [InlineData(
        "late", """{ "base": "b", "rows": [ { "row": "EL-4", "stance": "soft", "penalty": " " } ] }""", 400, "/rows/0/penalty", "1 to")]
    [InlineData("late", """{ "base": "fulfillmenttools", "rows": [], "baseVersion": -1 }""", 400, "/baseVersion", "must be")]
    public async Task A_policy_that_cannot_be_says_where_and_what_would_be_right(
        string name, string body, int status, string pointer, string expected)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();

        var answer = await client.Put($"{Policies}/{name}", body);

        Assert.Equal((status, pointer), (answer.Status, Pointers(answer).First()));
        Assert.Contains(expected, (string)answer["errors"][0]!["right"]!, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["fulfillmenttools"], await Names(client));
    }

    [Theory]
    [InlineData("""{ "default": "lat", "faces": { "nativ": "late", "native": "none" } }""", 422, "/default /faces/nativ /faces/native")]
    [InlineData("""{ "faces": { "native": 1 } }""", 400, "/faces/native")]
    [InlineData("""{ "defualt": "late" }""", 400, "/defualt")]
    public async Task An_assignment_that_cannot_be_says_where_and_assigns_nothing(string body, int status, string pointers)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Has("late");

        var answer = await client.Put(Assignments, body);

        Assert.Equal((status, pointers), (answer.Status, string.Join(' ', Pointers(answer))));
        Assert.Equal(0, (int)(await client.Get(Assignments))["version"]!);
    }

    [Theory]
    [InlineData("late", """{ "last": 0 }""", 400, "/last")]
    [InlineData("late", """{ "last": 501 }""", 400, "/last")]
    [InlineData("late", """{ "last": 1.5 }""", 400, "/last")]
    [InlineData("late", """{ "variant": { "base": "fulfillmenttools" } }""", 400, "/variant/rows")]
    [InlineData("later", "{}", 404, "")]
    [InlineData("later", """{ "last": 0 }""", 404, "")]
    public async Task A_trial_that_cannot_be_says_why(string name, string body, int status, string pointer)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Has("late");

        var answer = await client.Post($"{Policies}/{name}/try", body);

        Assert.Equal(status, answer.Status);
        if (pointer.Length > 0) Assert.Equal([pointer], Pointers(answer));
        else Assert.Contains("Did you mean late?", (string)answer["detail"]!);
    }

    [Theory]
    [InlineData("DELETE", "/fulfillmenttools", 422, "/name")]
    [InlineData("GET", "/late/versions/2", 404, "")]
    [InlineData("GET", "/late/versions/one", 404, "")]
    [InlineData("GET", "/late/versions/99999999999999999999", 404, "")]
    [InlineData("GET", "/fulfillmenttools/versions/2", 404, "")]
    [InlineData("GET", "/late/versions?size=0", 400, "/size")]
    [InlineData("GET", "/later/versions?size=0", 404, "")]
    public async Task What_is_not_there_or_stays_is_a_problem(string method, string path, int status, string pointer)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Has("late");

        var answer = await client.Send(new(method), Policies + path, null);

        Assert.Equal(status, answer.Status);
        if (pointer.Length > 0) Assert.Equal([pointer], Pointers(answer));
    }

    private static string[] Pointers(ApiResponse answer) => [.. answer["errors"].AsArray().Select(e => (string)e!["pointer"]!)];

    private static async Task<string[]> Names(FulfillmenttoolsTestClient client) =>
        [.. (await client.Get(Policies))["policies"].AsArray().Select(p => (string)p!["name"]!)];
}
