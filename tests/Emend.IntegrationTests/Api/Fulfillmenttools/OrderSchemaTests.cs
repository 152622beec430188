using System.Text;
using System.Text.Json.Nodes;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Every member of an order that can be wrong, one at a time.</summary>
public sealed class OrderSchemaTests
{
    [Theory]
    [InlineData("orderDate", null, "orderDate is missing: must be a date and time with its zone")]
    [InlineData("orderLineItems", null, "orderLineItems is missing")]
    [InlineData("consumer", null, "consumer is missing")]
    [InlineData("orderLineItems", "[]", "orderLineItems has 0 entries: must be a list of 1 to 500")]
    [InlineData("orderLineItems", "{}", "orderLineItems is an object: must be a list")]
    [InlineData("orderDate", "\"2026-11-20\"", "orderDate is the text \"2026-11-20\": must be a date and time with its zone")]
    [InlineData("orderDate", "\"2026-11-20T10:00:00\"", "must be a date and time with its zone")]
    [InlineData("orderDate", "1700000000", "orderDate is 1700000000")]
    [InlineData("tenantOrderId", "7", "tenantOrderId is 7: must be a text of 1 to 200 characters")]
    [InlineData("tenantOrderId", "\" \"", "tenantOrderId is blank")]
    [InlineData("status", "\"CANCELLED\"", "status is the text \"CANCELLED\": must be one of O")]
    [InlineData("tags", "[]", "tags has 0 entries")]
    [InlineData("tags", "[{\"id\":\"a\"}]", "tags[0].value is missing")]
    [InlineData("source", "{}", "source has none of sourceRef, tenantSourceId")]
    [InlineData("stickers", "[{\"key\":\"a\",\"nameLocalized\":{\"en\":1},\"priority\":0}]", "stickers[0].nameLocalized.en is 1")]
    [InlineData("pricing", "{\"fees\":[{\"value\":{\"currency\":\"eur\",\"value\":1.5}}]}",
        "pricing.fees[0].value.currency is the text \"eur\"")]
    [InlineData("customAttributes", "[]", "customAttributes is a list: must be an object")]
    [InlineData("customAttributes", "null", "customAttributes is null")]
    [InlineData("customServices", "[{\"articleItems\":[]}]", "customServices[0].customServiceDefinition is missing")]
    [InlineData("deliveryPreferences", "{\"shipping\":{\"servicelevel\":\"DELIVERY\"}}",
        "servicelevel is not a known member: did you mean serviceLevel?")]
    [InlineData("deliveryPreferences", "{\"shipping\":{\"serviceLevel\":\"delivery\"}}", "did you mean DELIVERY?")]
    [InlineData("deliveryPreferences", "{\"collect\":[{}]}", "deliveryPreferences.collect[0] has none of facilityRef, tenantFacilityId")]
    [InlineData("address", "{}", "address is not a known member")]
    [InlineData("tenantOrderID", "\"7\"", "tenantOrderID is not a known member: did you mean tenantOrderId?")]
    public void A_wrong_member_of_an_order_is_named(string member, string? value, string problem)
    {
        var order = JsonNode.Parse(GoldenFiles.Request("order-plain"))!.AsObject();
        order.Remove(member);
        if (value is not null) order[member] = JsonNode.Parse(value);
        Assert.Contains(Problems(order.ToJsonString(), OrderRequestSchemas.ForCreation), p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("quantity", "0", "quantity is 0: must be a number above 0")]
    [InlineData("quantity", "-1", "quantity is -1")]
    [InlineData("quantity", "1e30", "quantity is 1e30")]
    [InlineData("quantity", "1.0001", "quantity is 1.0001: must be a number above 0 up to 1000000000, no finer than 0.001")]
    [InlineData("quantity", "\"2\"", "quantity is the text \"2\"")]
    [InlineData("quantity", null, "quantity is missing")]
    [InlineData("article", null, "article is missing")]
    [InlineData("article", "{\"tenantArticleId\":\"A\"}", "article.title is missing")]
    [InlineData("article", "{\"title\":\"A\"}", "article.tenantArticleId is missing")]
    [InlineData("article", "{\"tenantArticleId\":\"A\",\"title\":\"A\",\"weight\":-1}", "article.weight is -1")]
    [InlineData("secondaryQuantity", "1.5", "secondaryQuantity is 1.5: must be a whole number of at least 0")]
    public void A_wrong_member_of_a_line_is_named(string member, string? value, string problem)
    {
        var order = JsonNode.Parse(GoldenFiles.Request("order-plain"))!.AsObject();
        var line = order["orderLineItems"]![0]!.AsObject();
        line.Remove(member);
        if (value is not null) line[member] = JsonNode.Parse(value);
        Assert.Contains(
            Problems(order.ToJsonString(), OrderRequestSchemas.ForCreation),
            p => p.StartsWith($"orderLineItems[0].{problem}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("street", null, "street is missing")]
    [InlineData("city", "\"\"", "city is blank")]
    [InlineData("postalCode", null, "postalCode is missing")]
    [InlineData("country", "\"Nederland\"", "country is the text \"Nederland\": must be a country code of ISO 3166-1")]
    [InlineData("country", "\"nl\"", "country is the text \"nl\"")]
    [InlineData("country", "\"QZ\"", "country is the text \"QZ\"")]
    [InlineData("addressType", "\"HOME\"", "addressType is the text \"HOME\"")]
    [InlineData("coordinates", "{\"lat\":91,\"lon\":0}", "coordinates.lat is 91: must be a number from -90 to 90")]
    [InlineData("phoneNumbers", "[{\"type\":\"FAX\",\"value\":\"1\"}]", "phoneNumbers[0].type is the text \"FAX\"")]
    [InlineData("email", "\"nobody\"", "email is the text \"nobody\": must be an e-mail address")]
    public void A_wrong_member_of_an_address_is_named(string member, string? value, string problem)
    {
        var order = JsonNode.Parse(GoldenFiles.Request("order-plain"))!.AsObject();
        var address = order["consumer"]!["addresses"]![0]!.AsObject();
        address.Remove(member);
        if (value is not null) address[member] = JsonNode.Parse(value);
        Assert.Contains(
            Problems(order.ToJsonString(), OrderRequestSchemas.ForCreation),
            p => p.StartsWith($"consumer.addresses[0].{problem}", StringComparison.Ordinal));
    }

    [Fact]
    public void Six_hundred_lines_are_too_many()
    {
        var lines = string.Join(',', Enumerable.Repeat("{}", 600));
        Assert.Contains(
            "orderLineItems has 600 entries: must be a list of 1 to 500",
            Problems($$"""{"orderDate":"2026-11-20T10:00:00Z","consumer":{},"orderLineItems":[{{lines}}]}""", OrderRequestSchemas.ForCreation));
    }

    [Theory]
    [InlineData("{}", "version is missing: must be a whole number of at least 0")]
    [InlineData("""{"version":"1"}""", "version is the text \"1\": must be a whole number of at least 0")]
    [InlineData("""{"version":-1}""", "version is -1: must be a whole number of at least 0")]
    [InlineData("""{"version":1.5}""", "version is 1.5: must be a whole number of at least 0")]
    [InlineData("""{"version":1,"status":"OPEN"}""", "status is not a known member")]
    [InlineData("""{"version":1,"addresses":[]}""", "addresses is not a known member")]
    [InlineData("""{"version":1,"pricing":{}}""", "pricing is not a known member")]
    [InlineData("""{"version":1,"preferredHandlingTime":"tomorrow"}""", "preferredHandlingTime is the text \"tomorrow\"")]
    [InlineData("""{"version":1,"preferredHandlingTime":null}""", "preferredHandlingTime is null")]
    [InlineData("""{"version":1,"comment":7}""", "comment is 7")]
    [InlineData("""{"version":1,"orderLineItems":[{"id":"a"}]}""", "orderLineItems[0] says nothing but its id")]
    [InlineData("""{"version":1,"orderLineItems":[{}]}""", "orderLineItems[0].quantity is missing: a line without an id is added")]
    [InlineData("""{"version":1,"orderLineItems":[{"quantity":1}]}""",
        "orderLineItems[0].article is missing: a line without an id is added")]
    [InlineData("""{"version":1,"orderLineItems":[{"quantity":1,"article":{"title":"A"}}]}""",
        "orderLineItems[0].article.tenantArticleId is missing")]
    [InlineData("""{"version":1,"orderLineItems":[{"quantity":0,"article":{"tenantArticleId":"A","title":"A"}}]}""",
        "orderLineItems[0].quantity is 0")]
    [InlineData("""{"version":1,"orderLineItems":[{"id":"a","quantity":-1}]}""",
        "orderLineItems[0].quantity is -1: must be 0 to remove the line")]
    [InlineData("""{"version":1,"orderLineItems":[{"id":"a","quantity":1},{"id":"a","quantity":2}]}""",
        "orderLineItems[1].id is the text \"a\" again")]
    [InlineData("""{"version":1,"orderLineItems":[{"id":"a","quantity":1,"customAttributes":{}}]}""",
        "orderLineItems[0].customAttributes is not a known member")]
    public void A_wrong_member_of_a_change_is_named(string body, string problem) =>
        Assert.Contains(Problems(body, OrderRequestSchemas.ForUpdate), p => p.StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":9007199254740993,"orderLineItems":null,"customAttributes":null}""")]
    [InlineData("""{"version":1,"consumer":{"email":null,"addresses":null}}""")]
    [InlineData(
        """{"version":1,"orderLineItems":[{"id":"a","quantity":0},{"quantity":0.5,"article":{"tenantArticleId":"A","title":"A"}}]}""")]
    public void A_change_may_say_little(string body) => Assert.Equal([], Problems(body, OrderRequestSchemas.ForUpdate));

    private static IReadOnlyList<string> Problems(string body, JsonSchema schema) =>
        [.. JsonBody.Parse(Encoding.UTF8.GetBytes(body), schema).Problems.Select(p => p.ToString())];
}
