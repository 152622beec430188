using Emend.Core.Diffing;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Api.Fulfillmenttools;
using Emend.Server.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Subscriptions and their validation.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private const string Path = "/api/subscriptions";
    private const string ValidBody =
        """{"name":"shop","event":"ORDER_MODIFIED","target":{"type":"WEBHOOK","callbackUrl":"https://203.1.113.5/h"}}""";

    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(services => services.AddSingleton(new OutboundTargetPolicy(AllowPrivate: false)));
        _client = FulfillmenttoolsTestClient.WithKey(_app.Url, "demo-api-key");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_subscription_is_created_read_listed_and_deleted()
    {
        var facility = (string)(await _client.Get("/api/facilities?size=1"))["facilities"][0]!["id"]!;
        var made = await _client.Post(
            Path,
            $$"""
            {"name":"old","event":"PICK_JOB_CREATED","callbackUrl":"https://203.1.113.5/h","headers":[{"key":"X-Key","value":"v"}],
             "contexts":[{"type":"FACILITY","values":["{{facility}}"]}]}
            """);
        Assert.Equal(201, made.Status);
        Assert.Equal("https://203.1.113.5/h", (string?)made["target"]["callbackUrl"]);
        Assert.Equal("v", (string?)made["target"]["headers"]![0]!["value"]);
        Assert.Equal(facility, (string?)made["contexts"][0]!["values"]![0]);

        Assert.Equal(made.Text, (await _client.Get($"{Path}/{made["id"]}")).Text);
        Assert.Equal(1, (int)(await _client.Get(Path))["total"]!);
        Assert.Equal(made.Text, (await _client.Send(HttpMethod.Delete, $"{Path}/{made["id"]}", null)).Text);
        Assert.Equal(404, (await _client.Get($"{Path}/{made["id"]}")).Status);
        Assert.Equal(404, (await _client.Send(HttpMethod.Delete, $"{Path}/{made["id"]}", null)).Status);
    }

    [Fact]
    public async Task A_sixth_subscription_of_an_event_is_rejected_also_concurrently_until_one_is_deleted()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _client.Post(Path, ValidBody)));

        Assert.Equal(5, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal(422, a.Status));
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Contains("event is ORDER_MODIFIED", a.Problems));
        Assert.Equal(201, (await _client.Post(Path, ValidBody.Replace("MODIFIED", "CREATED", StringComparison.Ordinal))).Status);
        await _client.Send(HttpMethod.Delete, $"{Path}/{answers.First(a => a.Status == 201)["id"]}", null);
        Assert.Equal(201, (await _client.Post(Path, ValidBody)).Status);
    }

    [Theory]
    [InlineData("\"ORDER_MODIFIED\"", "\"ORDER_MODIFED\"", "did you mean ORDER_MODIFIED")]
    [InlineData("WEBHOOK", "GOOGLE_CLOUD_PUB_SUB", "target.type")]
    [InlineData("https://203.1.113.5/h", "ftp://203.1.113.5/h", "target.callbackUrl is ftp")]
    [InlineData("https://203.1.113.5/h", "/hooks", "target.callbackUrl is /hooks")]
    [InlineData("https://203.1.113.5/h", "https://user:word@203.1.113.5/h", "target.callbackUrl has credentials")]
    [InlineData("https://203.1.113.5/h", "http://127.0.0.1:8080/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://localhost/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://2130706433/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://[::1]/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://0/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://0.0.0.0/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://[::]/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://[::ffff:127.0.0.1]/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://[::ffff:0:0]/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://0177.0.0.1/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://0x7f.1/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://10.258/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://[64:ff9b::0.0.0.0]/h", "target.callbackUrl leads to a private network")]
    [InlineData("https://203.1.113.5/h", "http://169.254.169.254/latest", "target.callbackUrl leads to a private network")]
    [InlineData("\"target\"", "\"targets\"", "id you mean target")]
    [InlineData("\"name\":\"shop\",", "", "name is missing")]
    [InlineData("\"name\":\"shop\",", "\"name\":\"shop\",\"callbackUrl\":\"https://a.example\",", "callbackUrl is present beside target")]
    [InlineData("5/h\"", "5/h\",\"headers\":[{\"key\":\"Host\",\"value\":\"x\"}]", "target.headers[0].key is Host")]
    [InlineData("5/h\"", "5/h\",\"headers\":[{\"key\":\"a b\",\"value\":\"x\"}]", "target.headers[0].key is a b")]
    [InlineData("5/h\"", "5/h\",\"headers\":[{\"key\":\"webhook-id\",\"value\":\"x\"}]", "target.headers[0].key is webhook-id")]
    [InlineData("5/h\"", "5/h\",\"headers\":[{\"key\":\"A\",\"value\":\"x\\r\\nB: c\"}]", "target.headers[0].value has invalid characters")]
    [InlineData("\"name\"", "\"contexts\":[{\"type\":\"FACILITY\",\"values\":[\"none\"]}],\"name\"", "contexts[0].values[0] is none")]
    [InlineData("\"name\"", "\"contexts\":[{\"type\":\"FACILITY_GROUP\",\"values\":[\"g\"]}],\"name\"", "contexts[0].type")]
    public async Task An_invalid_subscription_is_rejected_with_the_field_and_not_stored(string part, string instead, string expected)
    {
        var answer = await _client.Post(Path, ValidBody.Replace(part, instead, StringComparison.Ordinal));

        Assert.Equal(400, answer.Status);
        Assert.Contains(expected, answer.Problems);
        Assert.Equal(0, (int)(await _client.Get(Path))["total"]!);
    }

    [Fact]
    public async Task An_invalid_replay_is_rejected_with_the_field()
    {
        var id = (string)(await _client.Post(Path, ValidBody))["id"]!;
        var order = await _client.Place(("MUG-E-1207", 1));
        var feed = await Wait.For(
            () => _client.Get($"/emend/v1/events?order={order["id"]}"),
            page => page["events"].AsArray().Count > 0,
            _ => "the order is in the feed");
        var created = (string)feed["events"][0]!["id"]!;
        foreach (var (body, expected) in new (string, string)[]
        {
            ("{}", "event"),
            ("""{"event":"nothing"}""", "is not a cursor"),
            ($$"""{"event":"{{created}}"}""", "ORDER_CREATED"),
            ("""{"from":"2999-01-01T00:00:00Z"}""", "is in the future"),
            ("""{"from":"yesterday"}""", "date"),
        })
        {
            var answer = await _client.Post($"/emend/v1/subscriptions/{id}/replay", body);
            Assert.Equal(400, answer.Status);
            Assert.Contains(expected, answer.Text);
        }

        Assert.Equal(404, (await _client.Post("/emend/v1/subscriptions/none/replay", "{}")).Status);
        Assert.Equal(400, (await _client.Get($"/emend/v1/subscriptions/{id}/deliveries?state=LOST")).Status);
    }

    [Fact]
    public async Task A_restricted_user_accesses_only_subscriptions_of_own_facilities()
    {
        var facilities = (await _client.Get("/api/facilities?size=2"))["facilities"].AsArray().Select(f => (string)f!["id"]!).ToArray();
        await _client.Post("/api/roles", """{"name":"HOOKS","permissions":["SUBSCRIPTION_READ","SUBSCRIPTION_WRITE"]}""");
        var key = await _client.Post(
            "/emend/v1/credentials", $$"""{"name":"bound","roles":[{"role":"HOOKS","facilities":["{{facilities[0]}}"]}]}""");
        using var bound = FulfillmenttoolsTestClient.WithKey(_app.Url, (string)key["secret"]!);
        var all = (string)(await _client.Post(Path, ValidBody))["id"]!;
        string At(string facility) => ValidBody.Replace(
            "\"name\"", $"\"contexts\":[{{\"type\":\"FACILITY\",\"values\":[\"{facility}\"]}}],\"name\"", StringComparison.Ordinal);

        Assert.Equal(403, (await bound.Post(Path, ValidBody)).Status);
        Assert.Equal(403, (await bound.Post(Path, At(facilities[1]))).Status);
        Assert.Equal(201, (await bound.Post(Path, At(facilities[0]))).Status);
        Assert.Equal(1, (int)(await bound.Get(Path))["total"]!);
        Assert.Equal(403, (await bound.Get($"{Path}/{all}")).Status);
        Assert.Equal(403, (await bound.Send(HttpMethod.Delete, $"{Path}/{all}", null)).Status);
        Assert.Equal(403, (await bound.Get($"/emend/v1/subscriptions/{all}/secret")).Status);
        Assert.Single((await bound.Get("/emend/v1/subscriptions"))["subscriptions"].AsArray());
    }

    [Fact]
    public void Every_kind_of_event_has_a_name()
    {
        Assert.All(Enum.GetValues<IntegrationEventKind>(), kind => Assert.NotEmpty(FulfillmenttoolsEventNames.ToName(kind)));
        Assert.Equal(
            FulfillmenttoolsEventNames.Supported.Length, FulfillmenttoolsEventNames.Supported.Select(e => e.Name).Distinct().Count());
    }
}
