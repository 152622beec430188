using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.OpenApi;

/// <summary>Tests of the OpenAPI conformance check that runs on every response in API tests.</summary>
public sealed class OpenApiConformanceTests
{
    [Theory]
    [InlineData("GET", "/api/stocks/s-1", 200, """{"id":"s-1"}""", "version is missing")]
    [InlineData("GET", "//api/orders?size=1", 200, """{"orders":[],"total":0,"next":""}""", "next is not a known member")]
    [InlineData("GET", "/api/orders", 409, "[]", "a status that its description does not know")]
    [InlineData("DELETE", "/api/stocks/s-1", 404, """{"error":"none"}""", "the body is an object")]
    [InlineData("PATCH", "/api/orders/o-1", 422, """[{"summary":""}]""", "[0].summary is blank")]
    public void A_response_that_deviates_from_the_document_is_found(string method, string path, int status, string body, string finding) =>
        Assert.Contains(OpenApiConformance.Deviations(method, path, status, body), d => d.Contains(finding, StringComparison.Ordinal));

    [Fact]
    public void A_documented_response_passes() =>
        Assert.Empty(OpenApiConformance.Deviations("GET", "/api/orders", 200, """{"orders":[],"total":0}"""));
}
