using System.Text.Json.Nodes;
using Emend.Client;
using Emend.IntegrationTests.Architecture;

namespace Emend.IntegrationTests.Clients;

/// <summary>
/// The client matches the OpenAPI document of the native API: every operation with every parameter, and every member of every schema,
/// in both directions. These tests fail if a change extends the server but not the client.
/// </summary>
public sealed class ClientParityTests
{
    /// <summary>Operations without a client method, with the reason.</summary>
    private static readonly (string Operation, string Reason)[] OperationsWithoutMethod =
        [("getLabel", "a label is a page for a browser or text for a printer; any HTTP client can read it")];

    /// <summary>Parameters that the client does not send, with the reason.</summary>
    private static readonly (string Operation, string Name, string Reason)[] ParametersNotSent =
    [
        ("modifyOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("previewModification", "If-Match", "baseRevision in the body is equivalent"),
        ("undoModification", "If-Match", "baseRevision in the body is equivalent"),
        ("previewUndo", "If-Match", "baseRevision in the body is equivalent"),
        ("cancelOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("previewCancelOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("forceCancelOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("previewForceCancelOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("assignOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("previewAssignOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("rerouteOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("previewRerouteOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("rerouteUnroutable", "If-Match", "baseRevision in the body is equivalent"),
        ("previewRerouteUnroutable", "If-Match", "baseRevision in the body is equivalent"),
        ("reroutePickJob", "If-Match", "baseRevision in the body is equivalent"),
        ("previewReroutePickJob", "If-Match", "baseRevision in the body is equivalent"),
        ("unlockOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("previewUnlockOrder", "If-Match", "baseRevision in the body is equivalent"),
        ("confirmPromise", "If-Match", "baseRevision in the body is equivalent"),
        ("previewConfirmPromise", "If-Match", "baseRevision in the body is equivalent"),
        ("extendPromise", "If-Match", "baseRevision in the body is equivalent"),
        ("previewExtendPromise", "If-Match", "baseRevision in the body is equivalent"),
        ("changeCarrier", "If-Match", "baseRevision in the body is equivalent"),
        ("previewChangeCarrier", "If-Match", "baseRevision in the body is equivalent"),
        ("setTargetTime", "If-Match", "baseRevision in the body is equivalent"),
        ("previewSetTargetTime", "If-Match", "baseRevision in the body is equivalent"),
        ("removeReservations", "If-Match", "baseRevision in the body is equivalent"),
        ("previewRemoveReservations", "If-Match", "baseRevision in the body is equivalent"),
        ("putPolicy", "If-Match", "baseVersion in the body is equivalent"),
        ("putPolicy", "If-None-Match", "baseVersion 0 in the body is equivalent"),
        ("putPolicyAssignments", "If-Match", "baseVersion in the body is equivalent"),
        ("listEvents", "Last-Event-ID", "only for streams, which ClientEventTests covers"),
    ];

    // The OpenAPI document tests verify that the server serves this document.
    private static readonly JsonNode Document =
        JsonNode.Parse(SourceRepository.Read("tests/Emend.IntegrationTests/OpenApi/Golden/openapi-native.json"))!;

    public static TheoryData<string> Calls => [.. ClientCalls.All.Keys];

    [Fact]
    public void Every_operation_has_a_client_method()
    {
        var operations = GetOperations().Select(o => (string)o.Value["operationId"]!).ToHashSet();

        Assert.Equal(operations.Order(), ClientCalls.All.Keys.Concat(OperationsWithoutMethod.Select(e => e.Operation)).Order());
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Client_method_sends_the_path_and_parameters_of_the_operation(string operation)
    {
        using var handler = new RecordingHandler((_, _) => new() { Content = new StringContent("{}") });
        using var http = new HttpClient(handler) { BaseAddress = new("http://emend.example/under/") };
        using var emend = new EmendClient(http);
        var (path, expected) = GetOperations().Single(o => (string)o.Value["operationId"]! == operation);

        foreach (var call in ClientCalls.All[operation].Calls)
        {
            await call(emend);
        }

        var sent = handler.Sent;
        Assert.All(sent, s => Assert.Equal(path, $"{s.Method.ToLowerInvariant()} {GetPath(s)}"));
        var parameters = (expected["parameters"]?.AsArray() ?? []).Where(p => (string)p!["in"]! != "path").Select(p => (string)p!["name"]!);
        Assert.Equal(
            parameters.Except(ParametersNotSent.Where(u => u.Operation == operation).Select(u => u.Name)).Order(),
            sent.SelectMany(s => s.Parameters).Distinct().Order());
    }

    [Theory, MemberData(nameof(Calls))]
    public void Request_and_response_types_match_the_schemas(string operation)
    {
        var (_, described) = GetOperations().Single(o => (string)o.Value["operationId"]! == operation);
        var (requestType, responseType) = (ClientCalls.All[operation].RequestType, ClientCalls.All[operation].ResponseType);
        var body = described["requestBody"]?["content"]?["application/json"]?["schema"];
        var response = described["responses"]!.AsObject().Where(r => r.Key[0] == '2')
            .Select(r => r.Value!["content"]?["application/json"]?["schema"]).FirstOrDefault(s => s is not null);

        Assert.Equal((body is null, response is null), (requestType is null, responseType is null));
        var schemas = new SchemaComparer(Document);
        if (body is not null)
        {
            schemas.Compare("body", body, requestType!);
        }

        if (response is not null)
        {
            schemas.Compare("response", response, responseType!);
        }

        RuleFindings.MustBeNone(schemas.Findings);
    }

    [Fact]
    public void Problem_type_matches_the_schema()
    {
        var schemas = new SchemaComparer(Document);
        schemas.Compare("problem", Document["components"]!["schemas"]!["Problem"]!, typeof(ProblemDetails));
        RuleFindings.MustBeNone(schemas.Findings);
    }

    [Fact]
    public void Comparer_finds_missing_members_and_missing_enum_values()
    {
        var schema = JsonNode.Parse(
            """
            { "type": "object", "properties": {
                "street": { "type": "string" }, "postalCode": { "type": "string" }, "city": { "type": "string" },
                "country": { "type": "integer" }, "planet": { "type": "string" }, "kind": { "enum": ["postal", "space"] } } }
            """)!;
        var schemas = new SchemaComparer(Document);
        schemas.Compare("address", schema, typeof(Address));

        Assert.Contains("address: Address has no member planet", schemas.Findings);
        Assert.Contains("address: the schema has no member firstName of Address", schemas.Findings);
        Assert.Contains("address/kind: AddressKind has no value space", schemas.Findings);
        Assert.Contains("address/country: String does not match integer", schemas.Findings);
    }

    private static string GetPath(SentRequest sent) => ClientCalls.ToTemplate(sent.Path["/under".Length..]);

    private static IEnumerable<KeyValuePair<string, JsonNode>> GetOperations() =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject && operation.Value["operationId"] is not null
        select KeyValuePair.Create($"{operation.Key} {path.Key}", operation.Value!);
}
