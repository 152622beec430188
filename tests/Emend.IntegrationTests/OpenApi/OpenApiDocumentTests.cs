using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.OpenApi;

namespace Emend.IntegrationTests.OpenApi;

/// <summary>The served OpenAPI documents.</summary>
public sealed class OpenApiDocumentTests
{
    public static TheoryData<string> Apis => [.. OpenApiConformance.All.Select(e => e.Api.Name).Distinct()];

    /// <summary>Makes every wire change visible in review. EMEND_GOLDEN=write updates the file.</summary>
    [Theory, MemberData(nameof(Apis))]
    public async Task A_document_equals_the_golden_file(string api)
    {
        var text = Document(api).ToJsonString(OpenApiSetup.Readable) + "\n";
        var path = Golden($"openapi-{api}.json");
        if (Environment.GetEnvironmentVariable("EMEND_GOLDEN") == "write")
        {
            await File.WriteAllTextAsync(path, text);
        }

        Assert.Equal(await File.ReadAllTextAsync(path), text);
    }

    [Theory, MemberData(nameof(Apis))]
    public void Every_reference_resolves_and_every_schema_is_referenced(string api)
    {
        var document = Document(api);
        var references = References(document).ToHashSet(StringComparer.Ordinal);

        Assert.All(references, reference => Assert.NotNull(Follow(document, reference)));
        var schemas = document["components"]!["schemas"]!.AsObject().Select(s => "#/components/schemas/" + s.Key);
        Assert.Empty(schemas.Except(references));
    }

    [Theory, MemberData(nameof(Apis))]
    public void Every_operation_has_the_metadata_that_clients_need(string api)
    {
        var document = Document(api);
        Assert.Equal("3.1.0", (string?)document["openapi"]);
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var parameters = operation!["parameters"]?.AsArray() ?? [];
                var named = parameters.Where(p => (string?)p!["in"] == "path").Select(p => $"{{{p!["name"]}}}");
                Assert.All(named, name => Assert.Contains(name, path));
                Assert.Equal(path.Count(c => c == '{'), named.Count());
                Assert.Contains(operation["responses"]!.AsObject(), r => r.Key[0] == '2');
                // The vendor API has the version of a reroute in the query. State changes of jobs, the retry of all orders and
                // the replay of one effect have no body.
                if (method is "post" or "put" or "patch" && (string?)operation["operationId"] is not (
                    "rerouteProcess" or "triggerRetryNotRoutable" or "pauseBulkJob" or "resumeBulkJob" or "cancelBulkJob"
                    or "replayOutboxEffect" or "suspendTenant" or "resumeTenant"))
                {
                    Assert.NotNull(operation["requestBody"]);
                }
            }
        }
    }

    [Fact]
    public async Task An_unknown_document_is_404_with_the_known_documents()
    {
        await using var app = await EmendApp.Start();
        using var http = new HttpClient { BaseAddress = app.Url };
        using var response = await http.GetAsync("/docs/fulfilmenttools.json");
        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("fulfillmenttools", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Swagger_UI_loads_no_resources_from_other_hosts()
    {
        await using var app = await EmendApp.Start();
        using var http = new HttpClient { BaseAddress = app.Url };
        var page = await http.GetStringAsync("/docs/index.html");
        Assert.Contains("swagger-ui", page);
        Assert.DoesNotContain("https://", page);
        Assert.Contains("/docs/fulfillmenttools.json", page + await http.GetStringAsync("/docs/index.js"));
        Assert.True((await http.GetByteArrayAsync("/docs/swagger-ui-bundle.js")).Length > 100_000);
        var served = JsonNode.Parse(await http.GetStringAsync("/docs/fulfillmenttools.json"));
        Assert.True(JsonNode.DeepEquals(Document("fulfillmenttools"), served));
    }

    private static JsonObject Document(string api) =>
        OpenApiDocumentWriter.Create(OpenApiConformance.All.First(e => e.Api.Name == api).Api, OpenApiConformance.All);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(m =>
            m.Key == "$ref" && m.Value is JsonValue text ? [text.GetValue<string>()] : References(m.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Follow(JsonNode document, string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (at, name) => at?[name]);

    private static string Golden(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", file);
}
