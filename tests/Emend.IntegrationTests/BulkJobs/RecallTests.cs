using Emend.IntegrationTests.Api.Fulfillmenttools;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>Bulk jobs that remove or cap one article in many orders.</summary>
public sealed class RecallTests : FulfillmenttoolsFixture
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bulk_job_caps_an_article_in_many_orders(bool dryRun)
    {
        var (many, few) = ((string)(await Admin.Place((Shirt, 5), (Jeans, 3)))["id"]!, (string)(await Admin.Place((Shirt, 1)))["id"]!);
        var without = (string)(await Admin.Place((Jeans, 3)))["id"]!;
        var job = await Admin.CreateJob(
            $$"""{ "modify": { "changes": [ { "type": "capQuantity", "article": "{{Shirt}}", "quantity": 2 } ] } }""",
            [many, few, without],
            $$""","dryRun":{{(dryRun ? "true" : "false")}}""");

        Assert.Equal("completed 3: 1 2 0 0, 0", BulkJobTestExtensions.ToComparable(await Admin.WaitForEnd(job)));
        Assert.Equal(dryRun ? "5 3" : "2 3", await GetQuantities(many));
        Assert.Equal("1", await GetQuantities(few));
        Assert.Equal("3", await GetQuantities(without));
    }

    [Fact]
    public async Task A_bulk_job_removes_an_article_and_reports_an_order_of_nothing_else()
    {
        var (both, only) = ((string)(await Admin.Place((Shirt, 5), (Jeans, 3)))["id"]!, (string)(await Admin.Place((Shirt, 1)))["id"]!);
        var job = await Admin.CreateJob(
            $$"""{ "modify": { "changes": [ { "type": "removeLine", "article": "{{Shirt}}" } ] } }""", [both, only]);

        Assert.Equal("completed 2: 1 0 1 0, 0", BulkJobTestExtensions.ToComparable(await Admin.WaitForEnd(job)));
        Assert.Equal("3", await GetQuantities(both));
        Assert.Contains("EL-9", (await Admin.Results(job, "&state=rejected")).Single().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_is_listed_twice_is_processed_once()
    {
        var orders = await Admin.Orders(2);
        var job = await Admin.CreateJob(BulkJobTestExtensions.Attributes("x"), [orders[0], orders[1], orders[0]]);
        Assert.Equal("completed 2: 2 0 0 0, 0", BulkJobTestExtensions.ToComparable(await Admin.WaitForEnd(job)));
        Assert.Equal(2, (int)(await Admin.Get($"/emend/v1/orders/{orders[0]}"))["revision"]!);
    }

    [Fact]
    public async Task A_change_of_an_article_has_a_preview_with_a_quote_for_one_order()
    {
        var path = $"/emend/v1/orders/{(await Admin.Place((Shirt, 5), (Jeans, 3)))["id"]}/modifications";
        string Body(int quantity, string more) =>
            $$"""{ "changes": [ { "type": "setQuantity", "article": "{{Shirt}}", "quantity": {{quantity}} } ]{{more}} }""";
        var preview = await Admin.Post(path + "/preview", Body(2, ""));
        var quoted = $$""", "quoteToken": "{{preview["quoteToken"]}}" """;
        Assert.Equal(422, (await Admin.Post(path, Body(3, quoted))).Status);
        Assert.Equal(200, (await Admin.Post(path, Body(2, quoted))).Status);
    }

    private async Task<string> GetQuantities(string order) =>
        string.Join(' ', (await Admin.Get($"/emend/v1/orders/{order}"))["lines"].AsArray().Select(l => (int)l!["quantity"]!));
}
