namespace Emend.IntegrationTests.Api.Native;

public sealed class OrderSearchTests : OrderSearchFixture
{
    [Fact]
    public async Task Order_is_found_by_each_searchable_member()
    {
        var placed = await PlaceOrder(1);
        await PlaceOrder(2);
        foreach (var where in (string[])
        [
            $$"""{"id":{"is":"{{placed["id"]}}" } }""",
            """{"tenantOrderId":{"in":["N-1","X"]},"status":{"is":"open"},"api":{"is":"native"}}""",
            """{"tenantOrderId":{"contains":"n-1"}}""",
            """{"orderedAt":{"from":"2026-11-01T08:00:00Z","to":"2026-11-02T08:00:00Z"}}""",
            """{"consumer":{"id":{"is":"c-1"},"email":{"is":"c1@example.com"}}}""",
            """{"consumer":{"addresses":{"some":{"lastName":{"is":"Byron 1"},"city":{"is":"Utrecht"}}}}}""",
            """{"consumer":{"id":{"is":"c-1"},"addresses":{"some":{"kind":{"is":"invoice"},"country":{"is":"DE"}}}}}""",
            """{"lines":{"some":{"title":{"is":"Mug 1"},"article":{"is":"MUG-E-1207"}}}}""",
            """{"lines":{"none":{"title":{"contains":"mug 2"}}}}""",
            """{"delivery":{"preferredTime":{"to":"2099-12-02T12:00:00Z"}}}""",
            """{"attributes":{"channel":{"is":"app 1"},"gift":{"is":true},"points":{"in":[12.50,13]}}}""",
            """{"not":{"or":[{"consumer":{"id":{"is":"c-2"}}},{"lines":{"some":{"article":{"is":"nothing"}}}}]}}""",
            """{"and":[{"not":{"tenantOrderId":{"is":"N-2"}}},{"status":{"in":["open","locked"]}}]}""",
        ])
        {
            Assert.Equal((where, "N-1"), (where, string.Join(' ', await FindOrderNumbers(where))));
        }

        Assert.Empty(await FindOrderNumbers("""{"tenantOrderId":{"is":"N-1"},"status":{"is":"canceled"}}"""));
        Assert.Empty(await FindOrderNumbers("""{"consumer":{"addresses":{"some":{"city":{"is":"Utrecht"},"country":{"is":"DE"}}}}}"""));
        Assert.Empty(await FindOrderNumbers("""{"not":{}}"""));
    }

    [Fact]
    public async Task Search_returns_orders_as_read_by_id_and_follows_their_modifications()
    {
        var order = await PlaceOrder(1);
        var facility = (string)order["routingPlans"]![0]!["facility"]!;
        var read = await Admin.Get($"{OrdersPath}/{order["id"]}");
        var there = $$"""{"facility":{"is":"{{facility}}" } }""";

        var page = await SearchOrders($$"""{ "where": {{there}} }""");
        Assert.Equal(read.Body!.ToJsonString(), page["orders"][0]!.ToJsonString());

        var modified = $$"""{"modifiedAt":{"from":"{{DateTimeOffset.UtcNow:O}}" } }""";
        Assert.Empty(await FindOrderNumbers(modified));
        var change = $$"""{"changes":[{"type":"setAttributes","attributes":{"channel":"phone"} }]}""";
        Assert.Equal(200, (await Admin.Post($"{OrdersPath}/{order["id"]}/modifications", change)).Status);
        Assert.Equal(["N-1"], await FindOrderNumbers(modified));
        Assert.Equal(["N-1"], await FindOrderNumbers("""{"attributes":{"channel":{"is":"phone"}}}"""));
        Assert.Empty(await FindOrderNumbers("""{"facility":{"is":"nowhere"}}"""));
    }

    [Fact]
    public async Task Search_is_paged_forward_and_backward_in_every_sort_order_with_a_total()
    {
        for (var i = 1; i <= 5; i++)
        {
            await PlaceOrder(i);
        }

        List<string> all = ["N-5", "N-4", "N-3", "N-2", "N-1"];
        foreach (var sort in (string[])["-orderedAt", "orderedAt", "-status", "status"])
        {
            var expected = sort[0] == '-' ? all : [.. all.AsEnumerable().Reverse()];
            var rest = $$""" "where": {"api":{"is":"native"} }, "sort": "{{sort}}", "size": 2 """;
            var first = await SearchOrders($$"""{ {{rest}}, "total": true }""");
            var second = await SearchOrders($$"""{ {{rest}}, "after": "{{GetCursor(first, "next")}}" }""");
            var third = await SearchOrders($$"""{ {{rest}}, "after": "{{GetCursor(second, "next")}}" }""");
            var back = await SearchOrders($$"""{ {{rest}}, "before": "{{GetCursor(third, "previous")}}" }""");
            var start = await SearchOrders($$"""{ {{rest}}, "before": "{{GetCursor(back, "previous")}}" }""");
            var again = await SearchOrders($$"""{ {{rest}}, "after": "{{GetCursor(start, "next")}}" }""");

            Assert.Equal<IEnumerable<string>>(expected, [.. GetOrderNumbers(first), .. GetOrderNumbers(second), .. GetOrderNumbers(third)]);
            Assert.Equal((5, null), ((int)first["total"]!, GetCursor(first, "previous")));
            Assert.Null(GetCursor(third, "next"));
            Assert.Equal(GetOrderNumbers(second), GetOrderNumbers(back));
            Assert.Equal(GetOrderNumbers(first), GetOrderNumbers(start));
            Assert.Equal(GetOrderNumbers(second), GetOrderNumbers(again));
            Assert.Null(GetCursor(start, "previous"));
        }

        Assert.Null((await SearchOrders("{}")).Body!["total"]);
    }

    [Fact]
    public async Task Paging_returns_every_order_once_while_orders_are_placed()
    {
        for (var i = 1; i <= 7; i++)
        {
            await PlaceOrder(i);
        }

        var (found, number) = (new List<string>(), 20);
        string? next = null;
        do
        {
            var page = await SearchOrders($$"""{ "size": 2 {{(next is null ? "" : $", \"after\": \"{next}\"")}} }""");
            found.AddRange(GetOrderNumbers(page));
            next = GetCursor(page, "next");
            await PlaceOrder(number++); // has a later order date, so it sorts before the current page
        }
        while (next is not null);

        Assert.Equal(["N-7", "N-6", "N-5", "N-4", "N-3", "N-2", "N-1"], found);
    }

    [Fact]
    public async Task Orders_placed_while_paging_appear_when_paging_backward()
    {
        for (var i = 1; i <= 3; i++)
        {
            await PlaceOrder(i);
        }

        var first = await SearchOrders("""{ "size": 1 }""");
        var second = await SearchOrders($$"""{ "size": 1, "after": "{{GetCursor(first, "next")}}" }""");
        await PlaceOrder(9);

        var back = await SearchOrders($$"""{ "size": 1, "before": "{{GetCursor(second, "previous")}}" }""");
        var start = await SearchOrders($$"""{ "size": 1, "before": "{{GetCursor(back, "previous")}}" }""");

        Assert.Equal(["N-3", "N-9"], GetOrderNumbers(back).Concat(GetOrderNumbers(start)));
    }

    [Theory]
    [InlineData("""{"where":{"statsu":{}}}""", "/where/statsu", "is not a known member", "did you mean status?")]
    [InlineData("""{"where":{"status":{"equals":"open"}}}""", "/where/status/equals", "is not a known member", "must be one of is, in")]
    [InlineData("""{"where":{"status":{}}}""", "/where/status", "has none of is, in", "at least one")]
    [InlineData("""{"where":{"status":{"is":"opne"}}}""", "/where/status/is", "is the string", "did you mean open?")]
    [InlineData("""{"where":{"status":"open"}}""", "/where/status", "is the string", "an object with at least one of is, in")]
    [InlineData("""{"where":{"tenantOrderId":{"is":7}}}""", "/where/tenantOrderId/is", "is 7", "a string")]
    [InlineData("""{"where":{"attributes":{"a":{"is":{}}}}}""", "/where/attributes/a/is", "is an object", "a string, a number")]
    [InlineData("""{"where":{"id":{"contains":"x"}}}""", "/where/id/contains", "is not a known member", "must be one of is, in")]
    [InlineData("""{"where":{"lines":{"article":{"is":"x"}}}}""", "/where/lines/article", "is not a known member", "some, none")]
    [InlineData("""{"where":{"or":[{"lines":{"some":{"titel":{}}}}]}}""", "/where/or/0/lines/some/titel", "is not", "did you mean title?")]
    [InlineData("""{"where":{"and":[]}}""", "/where/and", "has 0 entries", "1 to")]
    [InlineData("""{"where":{"not":[]}}""", "/where/not", "is an array", "an object")]
    [InlineData("""{"where":{"orderedAt":{"from":"today"}}}""", "/where/orderedAt/from", "is the string", "with a time zone")]
    [InlineData(
        """{"where":{"orderedAt":{"from":"2026-11-02T00:00:00Z","to":"2026-11-02T00:00:00Z"}}}""",
        "/where/orderedAt/to", "is 2026-11-02T00:00:00.000Z", "must be later than from")]
    [InlineData("""{"sort":"price"}""", "/sort", "is the string", "-orderedAt, orderedAt")]
    [InlineData("""{"size":251}""", "/size", "is 251", "1 to 250")]
    [InlineData("""{"total":"yes"}""", "/total", "is the string", "true or false")]
    [InlineData("""{"after":"x","before":"y"}""", "/before", "is sent together with after", "send one of them")]
    [InlineData("""{"before":"bm9uc2Vuc2U"}""", "/before", "is not a valid cursor", "next or previous")]
    [InlineData("""{"query":{}}""", "/query", "is not a known member", "where")]
    public async Task Invalid_search_is_rejected_with_pointer_and_expected_value(
        string body, string pointer, string detail, string expected)
    {
        var response = await Admin.Post(SearchPath, body);

        Assert.Equal((400, "/problems/invalid-request"), (response.Status, (string)response["type"]!));
        var error = response["errors"].AsArray().First(e => (string)e!["pointer"]! == pointer)!;
        Assert.Contains(detail, (string)error["detail"]!, StringComparison.Ordinal);
        Assert.Contains(expected, (string)error["expected"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_tree_that_is_too_large_or_too_deep_is_rejected()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"tenantOrderId":{"is":"x"}}""", 201));
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 9)) + "{}" + new string('}', 9);
        var deeper = string.Concat(Enumerable.Repeat("""{"not":""", 40)) + "{}" + new string('}', 40);

        Assert.Contains("201 values", await GetErrorDetail($$"""{"where":{"or":[{{many}}]} }"""), StringComparison.Ordinal);
        Assert.Contains("nests and, or and not 9 levels deep", await GetErrorDetail($$"""{"where":{{deep}} }"""), StringComparison.Ordinal);
        Assert.Contains("is not JSON", await GetErrorDetail($$"""{"where":{{deeper}} }"""), StringComparison.Ordinal);
    }

    private async Task<string> GetErrorDetail(string body)
    {
        var response = await Admin.Post(SearchPath, body);
        Assert.Equal(400, response.Status);
        return (string)response["errors"][0]!["detail"]!;
    }
}
