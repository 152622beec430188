using System.Text;
using System.Text.Json;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.OpenApi;

/// <summary>The comparison with the vendor's document finds deviations. <see cref="VendorResponseCheck"/> runs it in every test.</summary>
public sealed class VendorConformanceTests
{
    [Theory]
    [InlineData("""{"id":"1","size":2,"at":"2026-01-01T00:00:00Z","kind":"A"}""", "")]
    [InlineData("""{"id":"1","size":2,"kind":"A","parts":[{"name":"x","more":1}]}""", "")]
    [InlineData("""{"size":2,"kind":"A"}""", ": lacks id")]
    [InlineData("""{"id":"1","size":2.5,"kind":"A"}""", ".size: is not of type integer")]
    [InlineData("""{"id":"1","size":2,"kind":"C"}""", ".kind: C is not one of A, B")]
    [InlineData("""{"id":"1","size":2,"kind":"A","colour":1}""", ".colour: is not a member")]
    [InlineData("""{"id":null,"size":2,"kind":"A"}""", ".id: is null")]
    [InlineData("""{"id":"1","size":2,"kind":"A","at":"yesterday"}""", ".at: is not a date-time")]
    [InlineData("""{"id":"1","size":2,"kind":"A","parts":[{"name":"x","other":1}]}""", ".parts[].other: is not a member")]
    public void Deviations_from_a_schema_are_told_with_their_place(string value, string expected)
    {
        var schema = new VendorSchema();
        schema.Read(
            JsonElement.Parse(
                """
                {"allOf":[
                  {"additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string"},
                    "parts":{"type":"array","items":{"additionalProperties":false,"properties":{"name":{"type":"string"}}}}}},
                  {"required":["size"],"properties":{"size":{"type":"integer"},"at":{"type":"string","format":"date-time"},
                    "kind":{"enum":["A","B"]},
                    "parts":{"type":"array","items":{"additionalProperties":false,"properties":{"more":{"type":"number"}}}}}}]}
                """),
            Read);

        Assert.Equal(expected, string.Join(", ", schema.FindDeviations(JsonElement.Parse(value)).Distinct()));
    }

    [Fact]
    public void A_response_is_compared_with_its_operation_and_status()
    {
        if (VendorConformance.Instance is not { } vendor)
        {
            return;
        }

        Assert.Equal(["GET /api/orders/{orderId} 200: lacks status"], Find("GET", "/api/orders/1", 200, "status"));
        Assert.Empty(Find("GET", "//api/orders/1", 200));
        Assert.Equal(["GET /api/orders/{orderId} 204: is not described"], Find("GET", "/api/orders/1", 204));
        Assert.Equal(["GET /api/ordres/1 is not an operation of the vendor"], Find("GET", "/api/ordres/1", 200));
        Assert.Single(vendor.FindDeviations("GET", "/api/orders/1", 409, "{}"u8.ToArray()));
        Assert.Empty(vendor.FindDeviations("GET", "/api/orders/1", 409, """[{"summary":"Conflict"}]"""u8.ToArray()));

        List<string> Find(string method, string path, int status, string? lacking = null)
        {
            var order = new Dictionary<string, object>
            {
                ["id"] = "1",
                ["version"] = 1,
                ["orderDate"] = "2026-01-01T00:00:00Z",
                ["status"] = "OPEN",
                ["processId"] = "2",
                ["consumer"] = new { addresses = Array.Empty<object>() },
                ["orderLineItems"] = Array.Empty<object>(),
                ["workflowInformation"] = new { isAvailable = false },
            };
            order.Remove(lacking ?? "");
            return vendor.FindDeviations(method, path, status, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(order)));
        }
    }

    private static VendorSchema Read(JsonElement schema)
    {
        var read = new VendorSchema();
        read.Read(schema, Read);
        return read;
    }
}
