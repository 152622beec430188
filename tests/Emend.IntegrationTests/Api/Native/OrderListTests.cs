using Emend.IntegrationTests.Fixtures;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

public sealed class OrderListTests : OrderSearchFixture
{
    [Fact]
    public async Task List_is_filtered_by_each_parameter()
    {
        var order = await PlaceOrder(1);
        await PlaceOrder(2, "SNEAK-W-4891");
        foreach (var parameters in (string[])
        [
            "tenantOrderId=N-1", "tenantOrderId=N-1&tenantOrderId=X", "consumerId=c-1", "email=c1@example.com", "article=MUG-E-1207",
            "orderedTo=2026-11-02T08:00:00Z", "orderedFrom=2026-11-01T08:00:00Z&orderedTo=2026-11-01T09:00:01%2B01:00",
            "api=native&status=open&status=locked&consumerId=c-1",
        ])
        {
            Assert.Equal((parameters, "N-1"), (parameters, string.Join(' ', GetOrderNumbers(await ListOrders(parameters)))));
        }

        var facility = (string)order["routingPlans"]![0]!["facility"]!;
        Assert.Contains("N-1", GetOrderNumbers(await ListOrders($"facility={facility}")));
        Assert.Empty(GetOrderNumbers(await ListOrders("facility=nowhere")));
        Assert.Equal(["N-2", "N-1"], GetOrderNumbers(await ListOrders("modifiedFrom=2026-01-01T00:00:00Z")));
        Assert.Empty(GetOrderNumbers(await ListOrders("modifiedTo=2026-01-01T00:00:00Z")));
        Assert.Empty(GetOrderNumbers(await ListOrders("status=canceled")));
        Assert.Empty(GetOrderNumbers(await ListOrders("consumerId=c-1&article=SNEAK-W-4891")));
    }

    [Fact]
    public async Task Texts_that_people_type_are_found_in_every_spelling()
    {
        var placed = await Admin.Post(
            OrdersPath,
            """
            {
              "tenantOrderId": "SP-1",
              "consumer": { "email": "Jan.Smit@Example.com", "addresses": [
                { "firstName": "José", "lastName": "Weiß", "street": "Hauptstraße", "houseNumber": "1", "postalCode": "1016 GV",
                  "city": "Amsterdam", "country": "NL", "additionalData": { "phone": "+31 20 123 4567" } } ] },
              "delivery": { "kind": "shipping" }, "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ]
            }
            """);
        Assert.True(placed.Status == 201, placed.Text);

        foreach (var parameters in (string[])["email=jan.smit@example.COM", "phone=020-1234567", "tenantOrderId=sp-1%20"])
        {
            Assert.Equal((parameters, "SP-1"), (parameters, string.Join(' ', GetOrderNumbers(await ListOrders(parameters)))));
        }

        foreach (var (field, value) in ((string, string)[])
            [
                ("firstName", "JOSE"), ("firstName", "Jose\u0301"), ("lastName", "weiss"), ("street", "HAUPTSTRASSE"),
                ("postalCode", "1016gv"),
            ])
        {
            var where = $$"""{ "consumer": { "addresses": { "some": { "{{field}}": { "is": "{{value}}" } } } } }""";
            Assert.Equal((value, "SP-1"), (value, string.Join(' ', await FindOrderNumbers(where))));
        }

        Assert.Empty(GetOrderNumbers(await ListOrders("email=jan.smit@example.nl")));
        Assert.Empty(GetOrderNumbers(await ListOrders("phone=0201234568")));
    }

    [Fact]
    public async Task Picks_and_assignments_are_listed_as_changes()
    {
        var first = await PlaceOrder(1);
        await PlaceOrder(2);
        var (id, job) = ((string)first["id"]!, (string)first["pickJobs"]![0]!["id"]!);
        Assert.Equal(["N-1", "N-2"], GetOrderNumbers(await ListOrders("sort=changedAt")));
        var since = (string)(await ListOrders("sort=-changedAt"))["orders"]![0]!["changedAt"]!;

        var picked = await Admin.Post($"{OrdersPath}/{id}/actions/pick-job", $$"""{ "type": "start", "pickJob": "{{job}}" }""");

        Assert.True(picked.Status == 200, picked.Text);
        Assert.Equal(["N-2", "N-1"], GetOrderNumbers(await ListOrders("sort=changedAt")));
        Assert.Equal(["N-1", "N-2"], GetOrderNumbers(await ListOrders("sort=-changedAt&size=2")));
        var changed = await ListOrders($"changedFrom={since}&sort=changedAt");
        Assert.Equal(["N-2", "N-1"], GetOrderNumbers(changed));
        var order = await Admin.Get($"{OrdersPath}/{id}");
        Assert.Equal((string)order["changedAt"]!, (string)changed["orders"]![1]!["changedAt"]!);
        Assert.Equal((string)first["modifiedAt"]!, (string)order["modifiedAt"]!);
        Assert.Equal(["N-1"], GetOrderNumbers(await ListOrders($"changedFrom={(string)order["changedAt"]!}")));
        Assert.Equal(2, (int)(await ListOrders($"changedFrom={since}&total=true"))["total"]!);
        Assert.Empty(GetOrderNumbers(await ListOrders($"changedTo={(string)first["changedAt"]!}")));
    }

    [Fact]
    public async Task List_is_paged_forward_and_backward_with_one_filter()
    {
        for (var i = 1; i <= 5; i++)
        {
            await PlaceOrder(i);
        }

        var first = await ListOrders("size=2&total=true&status=open");
        var next = GetCursor(first, "next");
        var second = await ListOrders($"size=2&status=open&after={next}");
        var back = await ListOrders($"size=3&status=open&before={GetCursor(second, "previous")}");

        Assert.Equal(5, (int)first["total"]!);
        Assert.Equal(["N-5", "N-4", "N-3", "N-2"], GetOrderNumbers(first).Concat(GetOrderNumbers(second)));
        Assert.Equal(["N-5", "N-4"], GetOrderNumbers(back));
        Assert.Equal((null, null), (GetCursor(first, "previous"), GetCursor(back, "previous")));
        Assert.Equal(["N-1"], GetOrderNumbers(await ListOrders($"size=2&status=open&after={GetCursor(second, "next")}")));
    }

    [Fact]
    public async Task Altered_cursor_and_cursor_of_another_query_are_rejected_with_different_errors()
    {
        await PlaceOrder(1);
        await PlaceOrder(2);
        var cursor = GetCursor(await ListOrders("size=1&status=open"), "next")!;
        var searchCursor = GetCursor(await SearchOrders("""{ "size": 1 }"""), "next")!;

        foreach (var other in (string[])["", "status=open&article=X&", "status=locked&", "status=open&sort=status&", "consumerId=open&"])
        {
            Assert.Equal("is a cursor of another query or sort order", await GetErrorDetail($"{other}after={cursor}"));
        }

        Assert.Equal("is a cursor of another query or sort order", await GetErrorDetail($"after={searchCursor}"));
        for (var at = 0; at < cursor.Length; at++)
        {
            var letter = cursor[at] == 'A' ? 'B' : 'A';
            Assert.Equal("is not a valid cursor", await GetErrorDetail($"status=open&after={cursor[..at]}{letter}{cursor[(at + 1)..]}"));
        }

        foreach (var altered in (string[])[cursor[..^1], cursor + "A", cursor + "%20", cursor + "=", "x"])
        {
            Assert.Equal("is not a valid cursor", await GetErrorDetail($"status=open&before={altered}"));
        }
    }

    [Fact]
    public async Task Cursor_and_orders_of_another_tenant_are_not_accessible()
    {
        await PlaceOrder(1);
        await PlaceOrder(2);
        var cursor = GetCursor(await ListOrders("size=1"), "next");
        using var otherTenant = await CreateOtherTenant();

        Assert.Empty((await otherTenant.Get(OrdersPath + "?total=true"))["orders"].AsArray());
        Assert.Equal(0, (int)(await otherTenant.Get(OrdersPath + "?total=true"))["total"]!);
        Assert.Empty((await otherTenant.Post(SearchPath, """{"where":{"tenantOrderId":{"is":"N-1"}}}"""))["orders"].AsArray());
        Assert.Equal(400, (await otherTenant.Get($"{OrdersPath}?size=1&after={cursor}")).Status);
    }

    [Theory]
    [InlineData("statsu=open", "/statsu", "is not a known parameter", "did you mean status?")]
    [InlineData("status=opened", "/status", "is opened", "open, canceled")]
    [InlineData("orderedFrom=today", "/orderedFrom", "is today", "with a time zone")]
    [InlineData("modifiedTo=2026-11-01", "/modifiedTo", "is 2026-11-01", "with a time zone")]
    [InlineData("orderedFrom=2026-11-02T00:00:00Z&orderedTo=2026-11-01T00:00:00Z", "/orderedTo", "is 2026-11-01", "later than orderedFrom")]
    [InlineData("size=0", "/size", "is 0", "1 to 250")]
    [InlineData("sort=price", "/sort", "is price", "-orderedAt, orderedAt")]
    [InlineData("total=1", "/total", "is 1", "true or false")]
    [InlineData("after=x&before=y", "/before", "is sent together with after", "send one of them")]
    [InlineData("sort=status&sort=orderedAt", "/sort", "occurs 2 times", "must occur once")]
    public async Task Invalid_parameter_is_rejected_with_pointer_and_expected_value(
        string parameters, string pointer, string detail, string expected)
    {
        var response = await Admin.Get($"{OrdersPath}?{parameters}");

        Assert.Equal((400, "/problems/invalid-request"), (response.Status, (string)response["type"]!));
        var error = response["errors"].AsArray().Single()!;
        Assert.Equal(pointer, (string)error["pointer"]!);
        Assert.Contains(detail, (string)error["detail"]!, StringComparison.Ordinal);
        Assert.Contains(expected, (string)error["expected"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_restricted_to_facilities_finds_all_orders_because_orders_have_no_facility()
    {
        var order = await PlaceOrder(1);
        var restricted = new NewUser("bound@demo.emend", "demo-bound", new RoleAssignment("SUPERVISOR", [new("elsewhere")]));
        Assert.True(await App.Services.GetRequiredService<ITenantProvisioner>().CreateUser(new("demo"), restricted, default));
        using var client = await App.SignIn("bound");

        Assert.Equal((string)order["id"]!, (string)(await client.Get(OrdersPath))["orders"][0]!["id"]!);
        Assert.Equal(200, (await client.Get($"{OrdersPath}/{order["id"]}")).Status);
    }

    private async Task<string> GetErrorDetail(string parameters)
    {
        var response = await Admin.Get($"{OrdersPath}?{parameters}");
        Assert.True(response.Status == 400, $"{parameters}: {response.Text}");
        return (string)response["errors"].AsArray().Single()!["detail"]!;
    }

    private async Task<FulfillmenttoolsTestClient> CreateOtherTenant()
    {
        using var operatorClient = new OperatorTestClient(App.Url);
        return FulfillmenttoolsTestClient.WithKey(App.Url, await operatorClient.Create("other"));
    }
}
