using System.Text;
using System.Text.Json.Nodes;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Validation of order bodies, one invalid member per case.</summary>
public sealed class OrderSchemaTests
{
    [Theory]
    [InlineData("orderDate", null, "orderDate is missing: must be a date and time with a time zone")]
    [InlineData("orderLineItems", null, "orderLineItems is missing")]
    [InlineData("consumer", null, "consumer is missing")]
    [InlineData("orderLineItems", "[]", "orderLineItems has 0 entries: must be an array of 1 to 500 entries")]
    [InlineData("orderLineItems", "{}", "orderLineItems is an object: must be an array")]
    [InlineData("orderDate", "\"2026-11-20\"", "orderDate is the string \"2026-11-20\": must be a date and time with a time zone")]
    [InlineData("orderDate", "\"2026-11-20T10:00:00\"", "must be a date and time with a time zone")]
    [InlineData("orderDate", "1700000000", "orderDate is 1700000000")]
    [InlineData("tenantOrderId", "7", "tenantOrderId is 7: must be a string of 1 to 200 characters")]
    [InlineData("tenantOrderId", "\" \"", "tenantOrderId is blank")]
    [InlineData("status", "\"CANCELLED\"", "status is the string \"CANCELLED\": must be one of O")]
    [InlineData("tags", "[]", "tags has 0 entries")]
    [InlineData("tags", "[{\"id\":\"a\"}]", "tags[0].value is missing")]
    [InlineData("source", "{}", "source has none of sourceRef, tenantSourceId")]
    [InlineData("stickers", "[{\"key\":\"a\",\"nameLocalized\":{\"en\":1},\"priority\":0}]", "stickers[0].nameLocalized.en is 1")]
    [InlineData("pricing", "{\"fees\":[{\"value\":{\"currency\":\"eur\",\"value\":1.5}}]}",
        "pricing.fees[0].value.currency is the string \"eur\"")]
    [InlineData("customAttributes", "[]", "customAttributes is an array: must be an object")]
    [InlineData("customAttributes", "null", "customAttributes is null")]
    [InlineData("customServices", "[{\"articleItems\":[]}]", "customServices[0].customServiceDefinition is missing")]
    [InlineData("deliveryPreferences", "{\"shipping\":{\"servicelevel\":\"DELIVERY\"}}",
        "servicelevel is not a known member: did you mean serviceLevel?")]
    [InlineData("deliveryPreferences", "{\"shipping\":{\"serviceLevel\":\"delivery\"}}", "did you mean DELIVERY?")]
    [InlineData("deliveryPreferences", "{\"collect\":[{}]}", "deliveryPreferences.collect[0] has none of facilityRef, tenantFacilityId")]
    [InlineData("address", "{}", "address is not a known member")]
    [InlineData("tenantOrderID", "\"7\"", "tenantOrderID is not a known member: did you mean tenantOrderId?")]
    public void An_invalid_order_member_is_named(string member, string? value, string problem)
    {
        var order = JsonNode.Parse(GoldenFiles.ReadRequest("order-plain"))!.AsObject();
        order.Remove(member);
        if (value is not null)
        {
            order[member] = JsonNode.Parse(value);
        }

        Assert.Contains(
            Validate(order.ToJsonString(), OrderRequestSchemas.ForCreation), p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("quantity", "0", "quantity is 0: must be a number above 0")]
    [InlineData("quantity", "-1", "quantity is -1")]
    [InlineData("quantity", "1e30", "quantity is 1e30")]
    [InlineData("quantity", "1.0001", "quantity is 1.0001: must be a number above 0 and up to 1000000000, with at most three decimals")]
    [InlineData("quantity", "\"2\"", "quantity is the string \"2\"")]
    [InlineData("quantity", null, "quantity is missing")]
    [InlineData("article", null, "article is missing")]
    [InlineData("article", "{\"tenantArticleId\":\"A\"}", "article.title is missing")]
    [InlineData("article", "{\"title\":\"A\"}", "article.tenantArticleId is missing")]
    [InlineData("article", "{\"tenantArticleId\":\"A\",\"title\":\"A\",\"weight\":-1}", "article.weight is -1")]
    [InlineData("secondaryQuantity", "1.5", "secondaryQuantity is 1.5: must be a whole number of at least 0")]
    public void An_invalid_line_member_is_named(string member, string? value, string problem)
    {
        var order = JsonNode.Parse(GoldenFiles.ReadRequest("order-plain"))!.AsObject();
        var line = order["orderLineItems"]![0]!.AsObject();
        line.Remove(member);
        if (value is not null)
        {
            line[member] = JsonNode.Parse(value);
        }

        Assert.Contains(
            Validate(order.ToJsonString(), OrderRequestSchemas.ForCreation),
            p => p.StartsWith($"orderLineItems[0].{problem}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("street", null, "street is missing")]
    [InlineData("city", "\"\"", "city is blank")]
    [InlineData("postalCode", null, "postalCode is missing")]
    [InlineData("country", "\"Nederland\"", "country is the string \"Nederland\": must be an ISO 3166-1 alpha-2 country code")]
    [InlineData("country", "\"nl\"", "country is the string \"nl\"")]
    [InlineData("country", "\"QZ\"", "country is the string \"QZ\"")]
    [InlineData("addressType", "\"HOME\"", "addressType is the string \"HOME\"")]
    [InlineData("coordinates", "{\"lat\":91,\"lon\":0}", "coordinates.lat is 91: must be a number from -90 to 90")]
    [InlineData("phoneNumbers", "[{\"type\":\"FAX\",\"value\":\"1\"}]", "phoneNumbers[0].type is the string \"FAX\"")]
    [InlineData("email", "\"nobody\"", "email is the string \"nobody\": must be an e-mail address")]
    public void An_invalid_address_member_is_named(string member, string? value, string problem)
    {
        var order = JsonNode.Parse(GoldenFiles.ReadRequest("order-plain"))!.AsObject();
        var address = order["consumer"]!["addresses"]![0]!.AsObject();
        address.Remove(member);
        if (value is not null)
        {
            address[member] = JsonNode.Parse(value);
        }

        Assert.Contains(
            Validate(order.ToJsonString(), OrderRequestSchemas.ForCreation),
            p => p.StartsWith($"consumer.addresses[0].{problem}", StringComparison.Ordinal));
    }

    [Fact]
    public void Six_hundred_lines_are_too_many()
    {
        var lines = string.Join(',', Enumerable.Repeat("{}", 600));
        Assert.Contains(
            "orderLineItems has 600 entries: must be an array of 1 to 500 entries",
            Validate(
                $$"""{"orderDate":"2026-11-20T10:00:00Z","consumer":{},"orderLineItems":[{{lines}}]}""", OrderRequestSchemas.ForCreation));
    }

    [Theory]
    [InlineData("{}", "version is missing: must be a whole number of at least 0")]
    [InlineData("""{"version":"1"}""", "version is the string \"1\": must be a whole number of at least 0")]
    [InlineData("""{"version":-1}""", "version is -1: must be a whole number of at least 0")]
    [InlineData("""{"version":1.5}""", "version is 1.5: must be a whole number of at least 0")]
    [InlineData("""{"version":1,"status":"OPEN"}""", "status is not a known member")]
    [InlineData("""{"version":1,"addresses":[]}""", "addresses is not a known member")]
    [InlineData("""{"version":1,"pricing":{}}""", "pricing is not a known member")]
    [InlineData("""{"version":1,"preferredHandlingTime":"tomorrow"}""", "preferredHandlingTime is the string \"tomorrow\"")]
    [InlineData("""{"version":1,"preferredHandlingTime":null}""", "preferredHandlingTime is null")]
    [InlineData("""{"version":1,"comment":7}""", "comment is 7")]
    [InlineData("""{"version":1,"orderLineItems":[{"id":"a"}]}""", "orderLineItems[0] has only an id")]
    [InlineData("""{"version":1,"orderLineItems":[{}]}""", "orderLineItems[0].quantity is missing: a line without an id is a new line")]
    [InlineData("""{"version":1,"orderLineItems":[{"quantity":1}]}""",
        "orderLineItems[0].article is missing: a line without an id is a new line")]
    [InlineData("""{"version":1,"orderLineItems":[{"quantity":1,"article":{"title":"A"}}]}""",
        "orderLineItems[0].article.tenantArticleId is missing")]
    [InlineData("""{"version":1,"orderLineItems":[{"quantity":0,"article":{"tenantArticleId":"A","title":"A"}}]}""",
        "orderLineItems[0].quantity is 0")]
    [InlineData("""{"version":1,"orderLineItems":[{"id":"a","quantity":-1}]}""",
        "orderLineItems[0].quantity is -1: must be 0 to remove the line")]
    [InlineData("""{"version":1,"orderLineItems":[{"id":"a","quantity":1},{"id":"a","quantity":2}]}""",
        "orderLineItems[1].id is the string \"a\" again")]
    [InlineData("""{"version":1,"orderLineItems":[{"id":"a","quantity":1,"customAttributes":{}}]}""",
        "orderLineItems[0].customAttributes is not a known member")]
    public void An_invalid_modification_member_is_named(string body, string problem) =>
        Assert.Contains(Validate(body, OrderRequestSchemas.ForUpdate), p => p.StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":9007199254740993,"orderLineItems":null,"customAttributes":null}""")]
    [InlineData("""{"version":1,"consumer":{"email":null,"addresses":null}}""")]
    [InlineData(
        """{"version":1,"orderLineItems":[{"id":"a","quantity":0},{"quantity":0.5,"article":{"tenantArticleId":"A","title":"A"}}]}""")]
    public void A_modification_can_have_few_members(string body) => Assert.Equal([], Validate(body, OrderRequestSchemas.ForUpdate));

    private static IReadOnlyList<string> Validate(string body, JsonSchema schema) =>
        [.. JsonBody.Parse(Encoding.UTF8.GetBytes(body), schema).Errors.Select(p => p.ToString())];
}
