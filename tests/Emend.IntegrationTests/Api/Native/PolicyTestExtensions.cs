using System.Globalization;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>What tests about policies have in common: writing them, and an order whose picking has begun.</summary>
internal static class PolicyTestExtensions
{
    public const string Policies = "/emend/v1/policies";
    public const string Assignments = Policies + "/assignments";
    public const string Fee = "5 EUR for late changes";

    /// <summary>A body with these rows, such as <c>EL-4 off</c> or <c>EL-8 soft</c> (for <see cref="Fee"/>).</summary>
    public static string With(params string[] rows) =>
        $$"""{ "base": "fulfillmenttools", "rows": [{{string.Join(',', rows.Select(Row))}}] }""";

    /// <summary>Writes a policy and fails where that is refused.</summary>
    public static async Task<ApiResponse> Has(this FulfillmenttoolsTestClient client, string name, params string[] rows)
    {
        var answer = await client.Put($"{Policies}/{name}", With(rows));
        Assert.True(answer.Status is 200 or 201, answer.Text);
        return answer;
    }

    public static async Task<ApiResponse> Assign(this FulfillmenttoolsTestClient client, string body)
    {
        var answer = await client.Put(Assignments, body);
        Assert.True(answer.Status is 200, answer.Text);
        return answer;
    }

    /// <summary>An order of two mugs that is being picked.</summary>
    public static async Task<OrderWithStartedPicking> Begun(this FulfillmenttoolsTestClient client)
    {
        var order = await client.Place(("MUG-E-1207", 2));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"];
        var started = await client.Post($"/api/pickjobs/{job}/actions", """{ "name": "START", "version": 1 }""");
        Assert.True(started.Status == 200, started.Text);
        return new((string)order["id"]!, (string)order["orderLineItems"]![0]!["id"]!);
    }

    public static string[] Rows(this ApiResponse answer) => [.. answer["refusals"].AsArray().Select(r => (string)r!["row"]!)];

    public static JsonNode RowOf(this ApiResponse policy, string row) =>
        policy["actions"].AsArray().SelectMany(a => a!["rows"]!.AsArray()).Single(r => (string)r!["row"]! == row)!;

    private static string Row(string row)
    {
        var (id, stance) = (row.Split(' ')[0], row.Split(' ')[1]);
        var penalty = stance == "soft" ? $$""", "penalty": "{{Fee}}" """ : "";
        return $$"""{ "row": "{{id}}", "stance": "{{stance}}"{{penalty}} }""";
    }
}

internal sealed record OrderWithStartedPicking(string Id, string Line)
{
    public string Path => "/emend/v1/orders/" + Id;

    public Task<ApiResponse> Modify(FulfillmenttoolsTestClient client, decimal quantity, string more = "") =>
        client.Post(Path + "/modifications", Body(quantity, more));

    public Task<ApiResponse> Preview(FulfillmenttoolsTestClient client, decimal quantity, string more = "") =>
        client.Post(Path + "/modifications/preview", Body(quantity, more));

    public Task<ApiResponse> Patch(FulfillmenttoolsTestClient client, int version, int quantity) => client.Patch(
        "/api/orders/" + Id,
        $$"""{ "version": {{version}}, "orderLineItems": [ { "id": "{{Line}}", "quantity": {{quantity}} } ] }""");

    private string Body(decimal quantity, string more)
    {
        var number = quantity.ToString(CultureInfo.InvariantCulture);
        return $$"""{ "changes": [ { "type": "setQuantity", "line": "{{Line}}", "quantity": {{number}} } ]{{more}} }""";
    }
}
