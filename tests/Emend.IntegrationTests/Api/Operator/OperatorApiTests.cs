using Emend.IntegrationTests.Api.Fulfillmenttools;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Operator;

/// <summary>The operator API: tenants, and its separation from the APIs of tenants.</summary>
public sealed class OperatorApiTests : FulfillmenttoolsFixture, IDisposable
{
    private OperatorTestClient _operator = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _operator = new(App.Url);
    }

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task Created_tenant_has_an_administrator_an_api_key_and_settings()
    {
        var created = await _operator.Send(HttpMethod.Post, "", """
            {"id":"shop-1","name":"The shop","signInKey":"the-shop","administrator":{"username":"Admin@Shop.example"},
             "apiKey":{"name":"web shop"},
             "settings":{"allowLineItemModification":true,"retentionDays":7,"deletionDays":9,"infiniteStock":true}}
            """);

        Assert.Equal(201, created.Status);
        Assert.Equal(("shop-1", "active"), ((string)created["tenant"]["id"]!, (string)created["tenant"]["state"]!));
        Assert.Equal("web shop", (string)created["apiKey"]["name"]!);
        using var admin = FulfillmenttoolsTestClient.WithKey(App.Url, (string)created["apiKey"]["secret"]!);
        Assert.True((bool)(await admin.Get("/api/configurations/ordermodification"))["allowOrderLineItemModification"]!);
        Assert.Equal(7, (int)(await admin.Get("/api/configurations/gdpr"))["retentionTime"]!);
        var signedIn = await admin.Send(
            HttpMethod.Post, "/v1/accounts:signInWithPassword?key=the-shop",
            $$"""{"email":"admin@shop.example","password":"{{created["administrator"]["password"]}}","returnSecureToken":true}""");
        Assert.Equal(200, signedIn.Status);
        var audit = await admin.Get("/emend/v1/audit");
        Assert.Equal(["credential.created", "user.created"], audit["entries"].AsArray().Select(e => (string)e!["action"]!));
    }

    [Fact]
    public async Task Given_password_is_not_returned()
    {
        var created = await _operator.Send(HttpMethod.Post, "", """
            {"id":"shop","name":"The shop","administrator":{"username":"admin@shop.example","password":"a long password"}}
            """);

        Assert.DoesNotContain("a long password", created.Text, StringComparison.Ordinal);
        Assert.Null(created.Body!["administrator"]!["password"]);
        Assert.Null(created.Body["apiKey"]);
    }

    [Fact]
    public async Task Tenants_are_listed_in_pages()
    {
        foreach (var id in (string[])["aa", "bb", "zz"])
        {
            await _operator.Create(id);
        }

        var first = await _operator.Get("?size=2");
        var second = await _operator.Get($"?size=2&after={first["next"]}");

        Assert.Equal(["aa", "bb"], Ids(first));
        Assert.Equal(["demo", "zz"], Ids(second));
        Assert.Null(second.Body!["next"]);
        Assert.Equal("Tenant bb", (string)(await _operator.Get("/bb"))["name"]!);
        Assert.Equal(404, (await _operator.Get("/nobody")).Status);
        Assert.Equal(400, (await _operator.Get("?size=0")).Status);
    }

    [Theory]
    [InlineData("""{"id":"demo","name":"x","administrator":{"username":"admin@x.example"}}""", 409, "/id")]
    [InlineData("""{"id":"other","signInKey":"demo","name":"x","administrator":{"username":"admin@x.example"}}""", 409, "/signInKey")]
    [InlineData("""{"id":"Shop","name":"x","administrator":{"username":"admin@x.example"}}""", 400, "/id")]
    [InlineData("""{"id":"shop","name":"x","administrator":{"username":"a b"}}""", 400, "/administrator/username")]
    [InlineData("""{"id":"shop","name":"x","administrator":{"username":"admin","password":"short"}}""", 400, "/administrator/password")]
    [InlineData("""{"id":"shop","name":"x"}""", 400, "/administrator")]
    [InlineData(
        """{"id":"shop","name":"x","administrator":{"username":"admin"},"settings":{"retentionDays":-1}}""", 400,
        "/settings/retentionDays")]
    public async Task Invalid_tenant_is_rejected_with_its_member(string body, int status, string pointer)
    {
        var answer = await _operator.Send(HttpMethod.Post, "", body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(pointer, (string)answer["errors"][0]!["pointer"]!);
        Assert.Equal(["demo"], Ids(await _operator.Get("")));
    }

    [Fact]
    public async Task Credentials_of_a_tenant_do_not_open_the_operator_api()
    {
        using var admin = await App.SignIn();
        using var key = FulfillmenttoolsTestClient.WithKey(App.Url, "demo-api-key");
        using var stranger = new OperatorTestClient(App.Url, "demo-api-key");
        using var nobody = new OperatorTestClient(App.Url, new string('x', 500));

        Assert.Equal(401, (await admin.Get("/emend/operator/v1/tenants")).Status);
        Assert.Equal(401, (await key.Get("/emend/operator/v1/tenants")).Status);
        Assert.Equal(401, (await key.Send(HttpMethod.Delete, "/emend/operator/v1/tenants/demo", null)).Status);
        Assert.Equal(401, (await stranger.Get("")).Status);
        Assert.Equal(401, (await nobody.Get("/demo")).Status);
    }

    [Theory]
    [InlineData("/api/orders")]
    [InlineData("/emend/v1/orders")]
    [InlineData("/emend/v1/credentials")]
    [InlineData("/emend/v1/events")]
    public async Task Operator_key_opens_no_data_of_a_tenant(string path)
    {
        using var http = new HttpClient { BaseAddress = App.Url };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Operator-Key", "operator-key-of-the-tests");
        using var response = await http.SendAsync(request);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task Suspended_tenant_is_rejected_with_a_clear_403_and_continues_after_the_resume()
    {
        var secret = await _operator.Create("shop");
        using var key = FulfillmenttoolsTestClient.WithKey(App.Url, secret);
        using var demo = await App.SignIn();
        Assert.Equal(200, (await key.Get("/emend/v1/orders")).Status);

        Assert.Equal("suspended", (string)(await _operator.Suspend("shop"))["state"]!);

        var native = await key.Get("/emend/v1/orders");
        Assert.Equal((403, "/problems/tenant-suspended"), (native.Status, (string)native["type"]!));
        Assert.Equal(403, (await key.Get("/api/orders")).Status);
        Assert.Equal(403, (await key.Send(HttpMethod.Post, "/emend/v1/orders/unknown/modifications", """{"changes":[]}""")).Status);
        Assert.Equal(403, (await SignIn(demo, "shop")).Status);
        Assert.Equal(200, (await demo.Get("/emend/v1/orders")).Status);
        Assert.Equal(200, (await _operator.Suspend("shop")).Status);

        Assert.Equal("active", (string)(await _operator.Resume("shop"))["state"]!);
        Assert.Equal(200, (await key.Get("/emend/v1/orders")).Status);
        Assert.Equal(200, (await SignIn(demo, "shop")).Status);
    }

    [Fact]
    public async Task Active_tenant_is_not_removed()
    {
        await _operator.Create("shop");

        var answer = await _operator.Remove("shop");

        Assert.Equal((422, "/problems/invalid-state"), (answer.Status, (string)answer["type"]!));
        Assert.Contains("Suspend the tenant first", answer.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await _operator.Remove("nobody")).Status);
    }

    [Fact]
    public async Task Credentials_of_a_removed_tenant_stay_invalid_when_its_id_is_used_again()
    {
        var former = await _operator.Create("shop");
        using var key = FulfillmenttoolsTestClient.WithKey(App.Url, former);
        Assert.Equal(200, (await key.Get("/emend/v1/orders")).Status);
        await _operator.Suspend("shop");

        Assert.Equal(202, (await _operator.Remove("shop")).Status);
        await App.Services.GetRequiredService<TenantService>().DeleteRemoved(default);

        Assert.Equal(404, (await _operator.Get("/shop")).Status);
        Assert.Equal(401, (await key.Get("/emend/v1/orders")).Status);
        var current = await _operator.Create("shop");
        Assert.Equal(401, (await key.Get("/emend/v1/orders")).Status);
        using var next = FulfillmenttoolsTestClient.WithKey(App.Url, current);
        Assert.Equal(200, (await next.Get("/emend/v1/orders")).Status);
    }

    [Fact]
    public async Task Unknown_path_is_404_and_wrong_method_is_a_problem()
    {
        Assert.Equal(404, (await _operator.Get("/demo/nothing")).Status);
        using var wrong = new OperatorTestClient(App.Url, "wrong");
        Assert.Equal(401, (await wrong.Get("")).Status);
    }

    private static Task<ApiResponse> SignIn(FulfillmenttoolsTestClient client, string tenant) => client.Send(
        HttpMethod.Post, $"/v1/accounts:signInWithPassword?key={tenant}",
        $$"""{"email":"admin@{{tenant}}.example","password":"a long password","returnSecureToken":true}""");

    private static IEnumerable<string> Ids(ApiResponse page) => page["tenants"].AsArray().Select(t => (string)t!["id"]!);
}
