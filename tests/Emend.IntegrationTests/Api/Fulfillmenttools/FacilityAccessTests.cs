using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Callers with facility restrictions access only entities of their facilities.</summary>
public sealed class FacilityAccessTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_restricted_user_reads_and_lists_only_entities_of_own_facilities()
    {
        var (here, there) = (await PlaceOrderWithEntities(Shirt), await PlaceOrderWithEntities(Jeans));
        using var bound = await SignIn("SUPERVISOR", (string)here["facility"]!);

        foreach (var (path, id) in here.Select(thing => (thing.Key, (string)thing.Value!)))
        {
            Assert.Equal(200, (await bound.Get($"/api/{GetPath(path)}/{id}")).Status);
        }

        foreach (var (path, id) in there.Select(thing => (thing.Key, (string)thing.Value!)))
        {
            var rejected = await bound.Get($"/api/{GetPath(path)}/{id}");
            Assert.True(rejected.Status == 403, $"{path}: {rejected.Text}");
            Assert.Contains("Your roles do not grant access to facility", rejected.Problems);
        }

        foreach (var list in (string[])["pickjobs", "reservations", "stocks", "facilities"])
        {
            var answer = await bound.Get($"/api/{list}?size=100");
            Assert.True((long)answer["total"]! > 0, answer.Text);
            Assert.Contains((string)here["facility"]!, answer.Text);
            Assert.DoesNotContain((string)there["facility"]!, answer.Text);
        }
    }

    [Fact]
    public async Task A_list_of_another_facility_is_forbidden_and_plans_of_other_facilities_are_omitted()
    {
        var (here, there) = (await PlaceOrderWithEntities(Shirt), await PlaceOrderWithEntities(Jeans));
        using var bound = await SignIn("SUPERVISOR", (string)here["facility"]!);

        foreach (var list in (string[])["pickjobs", "reservations", "stocks"])
        {
            Assert.Equal(403, (await bound.Get($"/api/{list}?facilityRef={there["facility"]}")).Status);
            Assert.Equal(200, (await bound.Get($"/api/{list}?facilityRef={here["facility"]}")).Status);
        }

        var elsewhere = (await Admin.Get($"/api/routingplans/{there["plan"]}"))["orderRef"];
        Assert.Equal(0, (int)(await bound.Get($"/api/routingplans?orderRef={elsewhere}"))["total"]!);
        Assert.Equal(200, (await bound.Get($"/api/orders/{elsewhere}")).Status);
    }

    [Fact]
    public async Task Entities_of_other_facilities_cannot_be_changed()
    {
        var (here, there) = (await PlaceOrderWithEntities(Shirt), await PlaceOrderWithEntities(Jeans));
        using var bound = await SignIn("ADMINISTRATOR", (string)here["facility"]!);
        const string Address = """{"companyName":"N","street":"D","houseNumber":"1","postalCode":"1","city":"A","country":"NL"}""";

        ApiResponse[] refused =
        [
            await bound.Post($"/api/pickjobs/{there["job"]}/actions", """{"name":"START","version":1}"""),
            await bound.Put($"/api/stocks/{there["stock"]}", """{"value":1}"""),
            await bound.Send(HttpMethod.Delete, $"/api/stocks/{there["stock"]}", null),
            await bound.Post("/api/stocks", $$"""{"facilityRef":"{{there["facility"]}}","tenantArticleId":"NEW","value":1}"""),
            await bound.Patch($"/api/facilities/{there["facility"]}", """{"version":1,"name":"Mine"}"""),
            await bound.Post("/api/facilities", $$"""{"name":"New","address":{{Address}}}"""),
        ];

        Assert.All(refused, answer => Assert.True(answer.Status == 403, answer.Text));
        Assert.Equal(200, (await bound.Put($"/api/stocks/{here["stock"]}", """{"value":900}""")).Status);
        Assert.Equal(200, (await bound.Post($"/api/pickjobs/{here["job"]}/actions", """{"name":"START","version":1}""")).Status);
    }

    private async Task<FulfillmenttoolsTestClient> SignIn(string role, string facility)
    {
        var newUser = new NewUser("bound@demo.emend", "demo-bound", new RoleAssignment(role, [new(facility)]));
        Assert.True(await App.Services.GetRequiredService<ITenantProvisioner>().CreateUser(new("demo"), newUser, default));
        return await App.SignIn("bound");
    }

    /// <summary>Places an order at a facility without other orders. Returns the ids of its entities.</summary>
    private async Task<Dictionary<string, JsonNode?>> PlaceOrderWithEntities(string article)
    {
        var facility = await GetFacility(article);
        var order = (await Admin.Post("/api/orders", CreateOrderBody(article, (string)facility!))).Body!;
        var job = (await Admin.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!;
        return new(StringComparer.Ordinal)
        {
            ["facility"] = facility,
            ["job"] = job["id"],
            ["plan"] = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["id"],
            ["reservation"] = (await Admin.Get($"/api/reservations?orderRef={order["id"]}"))["reservations"][0]!["id"],
            ["stock"] = (await Admin.Get($"/api/stocks?facilityRef={facility}&size=1"))["stocks"][0]!["id"],
        };
    }

    private async Task<JsonNode?> GetFacility(string article)
    {
        var all = (await Admin.Get("/api/facilities?status=ONLINE"))["facilities"].AsArray();
        return all[article == Shirt ? 0 : 1]!["id"];
    }

    private static string CreateOrderBody(string article, string facility) => FulfillmenttoolsTestClient.Order((article, 1)).Replace(
        """{ "serviceLevel": "DELIVERY" }""",
        $$"""{ "serviceLevel": "DELIVERY", "preselectedFacilities": [ { "facilityRef": "{{facility}}" } ] }""",
        StringComparison.Ordinal);

    private static string GetPath(string thing) => thing switch
    {
        "facility" => "facilities",
        "job" => "pickjobs",
        "plan" => "routingplans",
        _ => thing + "s",
    };
}
