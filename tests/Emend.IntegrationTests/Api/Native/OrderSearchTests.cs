namespace Emend.IntegrationTests.Api.Native;

public sealed class OrderSearchTests : OrderSearchFixture
{
    [Fact]
    public async Task An_order_is_found_by_each_of_its_members()
    {
        var placed = await Placed(1);
        await Placed(2);
        foreach (var where in (string[])
        [
            $$"""{"id":{"is":"{{placed["id"]}}" } }""",
            """{"tenantOrderId":{"in":["N-1","X"]},"status":{"is":"open"},"face":{"is":"native"}}""",
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
            Assert.Equal((where, "N-1"), (where, string.Join(' ', await Found(where))));

        Assert.Empty(await Found("""{"tenantOrderId":{"is":"N-1"},"status":{"is":"cancelled"}}"""));
        Assert.Empty(await Found("""{"consumer":{"addresses":{"some":{"city":{"is":"Utrecht"},"country":{"is":"DE"}}}}}"""));
        Assert.Empty(await Found("""{"not":{}}"""));
    }

    [Fact]
    public async Task What_is_found_is_the_order_as_it_is_read_alone_and_follows_what_happens_to_it()
    {
        var order = await Placed(1);
        var facility = (string)order["plans"]![0]!["facility"]!;
        var read = await Admin.Get($"{Orders}/{order["id"]}");
        var there = $$"""{"facility":{"is":"{{facility}}" } }""";

        var page = await Page($$"""{ "where": {{there}} }""");
        Assert.Equal(read.Body!.ToJsonString(), page["orders"][0]!.ToJsonString());

        var modified = $$"""{"modifiedAt":{"from":"{{DateTimeOffset.UtcNow.AddMilliseconds(1):O}}" } }""";
        Assert.Empty(await Found(modified));
        await Task.Delay(5);
        var change = $$"""{"changes":[{"type":"setAttributes","attributes":{"channel":"phone"} }]}""";
        Assert.Equal(200, (await Admin.Post($"{Orders}/{order["id"]}/modifications", change)).Status);
        Assert.Equal(["N-1"], await Found(modified));
        Assert.Equal(["N-1"], await Found("""{"attributes":{"channel":{"is":"phone"}}}"""));
        Assert.Empty(await Found("""{"facility":{"is":"nowhere"}}"""));
    }

    [Fact]
    public async Task Pages_follow_each_other_both_ways_in_every_sorting_and_tell_the_total()
    {
        for (var i = 1; i <= 5; i++) await Placed(i);
        List<string> all = ["N-5", "N-4", "N-3", "N-2", "N-1"];
        foreach (var sort in (string[])["-orderedAt", "orderedAt", "-status", "status"])
        {
            var expected = sort[0] == '-' ? all : [.. all.AsEnumerable().Reverse()];
            var rest = $$""" "where": {"face":{"is":"native"} }, "sort": "{{sort}}", "size": 2 """;
            var first = await Page($$"""{ {{rest}}, "total": true }""");
            var second = await Page($$"""{ {{rest}}, "after": "{{Cursor(first, "next")}}" }""");
            var third = await Page($$"""{ {{rest}}, "after": "{{Cursor(second, "next")}}" }""");
            var back = await Page($$"""{ {{rest}}, "before": "{{Cursor(third, "previous")}}" }""");
            var start = await Page($$"""{ {{rest}}, "before": "{{Cursor(back, "previous")}}" }""");
            var again = await Page($$"""{ {{rest}}, "after": "{{Cursor(start, "next")}}" }""");

            Assert.Equal<IEnumerable<string>>(expected, [.. Numbers(first), .. Numbers(second), .. Numbers(third)]);
            Assert.Equal((5, null), ((int)first["total"]!, Cursor(first, "previous")));
            Assert.Null(Cursor(third, "next"));
            Assert.Equal(Numbers(second), Numbers(back));
            Assert.Equal(Numbers(first), Numbers(start));
            Assert.Equal(Numbers(second), Numbers(again));
            Assert.Null(Cursor(start, "previous"));
        }

        Assert.Null((await Page("{}")).Body!["total"]);
    }

    [Fact]
    public async Task Every_order_is_met_once_while_orders_come_in()
    {
        for (var i = 1; i <= 7; i++) await Placed(i);
        var (met, late) = (new List<string>(), 20);
        string? next = null;
        do
        {
            var page = await Page($$"""{ "size": 2 {{(next is null ? "" : $", \"after\": \"{next}\"")}} }""");
            met.AddRange(Numbers(page));
            next = Cursor(page, "next");
            await Placed(late++); // ordered later than all of them: in front of the place
        }
        while (next is not null);

        Assert.Equal(["N-7", "N-6", "N-5", "N-4", "N-3", "N-2", "N-1"], met);
    }

    [Fact]
    public async Task Orders_that_came_in_meanwhile_are_met_on_the_way_back()
    {
        for (var i = 1; i <= 3; i++) await Placed(i);
        var first = await Page("""{ "size": 1 }""");
        var second = await Page($$"""{ "size": 1, "after": "{{Cursor(first, "next")}}" }""");
        await Placed(9);

        var back = await Page($$"""{ "size": 1, "before": "{{Cursor(second, "previous")}}" }""");
        var further = await Page($$"""{ "size": 1, "before": "{{Cursor(back, "previous")}}" }""");

        Assert.Equal(["N-3", "N-9"], Numbers(back).Concat(Numbers(further)));
    }

    [Theory]
    [InlineData("""{"where":{"statsu":{}}}""", "/where/statsu", "is not a known member", "did you mean status?")]
    [InlineData("""{"where":{"status":{"equals":"open"}}}""", "/where/status/equals", "is not a known member", "known are is, in")]
    [InlineData("""{"where":{"status":{}}}""", "/where/status", "has none of is, in", "at least one")]
    [InlineData("""{"where":{"status":{"is":"opne"}}}""", "/where/status/is", "is the text", "did you mean open?")]
    [InlineData("""{"where":{"status":"open"}}""", "/where/status", "is the text", "an object of is, in")]
    [InlineData("""{"where":{"tenantOrderId":{"is":7}}}""", "/where/tenantOrderId/is", "is 7", "a text")]
    [InlineData("""{"where":{"attributes":{"a":{"is":{}}}}}""", "/where/attributes/a/is", "is an object", "a text, a number")]
    [InlineData("""{"where":{"id":{"contains":"x"}}}""", "/where/id/contains", "is not a known member", "known are is, in")]
    [InlineData("""{"where":{"lines":{"article":{"is":"x"}}}}""", "/where/lines/article", "is not a known member", "some, none")]
    [InlineData("""{"where":{"or":[{"lines":{"some":{"titel":{}}}}]}}""", "/where/or/0/lines/some/titel", "is not", "did you mean title?")]
    [InlineData("""{"where":{"and":[]}}""", "/where/and", "has 0 entries", "1 to")]
    [InlineData("""{"where":{"not":[]}}""", "/where/not", "is a list", "an object")]
    [InlineData("""{"where":{"orderedAt":{"from":"today"}}}""", "/where/orderedAt/from", "is the text", "with its zone")]
    [InlineData(
        """{"where":{"orderedAt":{"from":"2026-11-02T00:00:00Z","to":"2026-11-02T00:00:00Z"}}}""",
        "/where/orderedAt/to", "is 2026-11-02T00:00:00.000Z", "must be later than from")]
    [InlineData("""{"sort":"price"}""", "/sort", "is the text", "-orderedAt, orderedAt")]
    [InlineData("""{"size":251}""", "/size", "is 251", "1 to 250")]
    [InlineData("""{"total":"yes"}""", "/total", "is the text", "true or false")]
    [InlineData("""{"after":"x","before":"y"}""", "/before", "is there beside after", "one of the two")]
    [InlineData("""{"before":"bm9uc2Vuc2U"}""", "/before", "was altered or is no cursor", "next or previous")]
    [InlineData("""{"query":{}}""", "/query", "is not a known member", "where")]
    public async Task What_is_wrong_is_told_with_its_pointer_and_what_would_be_right(
        string body, string pointer, string detail, string expected)
    {
        var answer = await Admin.Post(Search, body);

        Assert.Equal((400, "/problems/malformed"), (answer.Status, (string)answer["type"]!));
        var error = answer["errors"].AsArray().First(e => (string)e!["pointer"]! == pointer)!;
        Assert.Contains(detail, (string)error["wrong"]!, StringComparison.Ordinal);
        Assert.Contains(expected, (string)error["right"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_too_large_or_too_deep_is_refused()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"tenantOrderId":{"is":"x"}}""", 201));
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 9)) + "{}" + new string('}', 9);
        var deeper = string.Concat(Enumerable.Repeat("""{"not":""", 40)) + "{}" + new string('}', 40);

        Assert.Contains("201 values", await Wrong($$"""{"where":{"or":[{{many}}]} }"""), StringComparison.Ordinal);
        Assert.Contains("and, or and not 9 deep", await Wrong($$"""{"where":{{deep}} }"""), StringComparison.Ordinal);
        Assert.Contains("is not JSON", await Wrong($$"""{"where":{{deeper}} }"""), StringComparison.Ordinal);
    }

    private async Task<string> Wrong(string body)
    {
        var answer = await Admin.Post(Search, body);
        Assert.Equal(400, answer.Status);
        return (string)answer["errors"][0]!["wrong"]!;
    }
}
