using System.Text.Json.Nodes;
using Emend.Client;
using Emend.IntegrationTests.Architecture;

namespace Emend.IntegrationTests.Clients;

/// <summary>
/// The client says what the document of the native face says: every operation with every parameter, and every member of every schema,
/// in both directions. What the service learns, the client learns in the same change, or this fails.
/// </summary>
public sealed class ClientParityTests
{
    /// <summary>Operations that the client has no method for, and why.</summary>
    private static readonly (string Operation, string Reason)[] Exceptions =
        [("getLabel", "a label is a page for a browser or text for a printer: any HTTP client will do")];

    /// <summary>Parameters that the client does not send, and why.</summary>
    private static readonly (string Operation, string Name, string Reason)[] Unsent =
    [
        ("modifyOrder", "If-Match", "baseRevision in the body says the same"),
        ("previewModification", "If-Match", "baseRevision in the body says the same"),
        ("undoModification", "If-Match", "baseRevision in the body says the same"),
        ("previewUndo", "If-Match", "baseRevision in the body says the same"),
        ("cancelOrder", "If-Match", "baseRevision in the body says the same"),
        ("previewCancelOrder", "If-Match", "baseRevision in the body says the same"),
        ("forceCancelOrder", "If-Match", "baseRevision in the body says the same"),
        ("previewForceCancelOrder", "If-Match", "baseRevision in the body says the same"),
        ("assignOrder", "If-Match", "baseRevision in the body says the same"),
        ("previewAssignOrder", "If-Match", "baseRevision in the body says the same"),
        ("rerouteOrder", "If-Match", "baseRevision in the body says the same"),
        ("previewRerouteOrder", "If-Match", "baseRevision in the body says the same"),
        ("rerouteUnroutable", "If-Match", "baseRevision in the body says the same"),
        ("previewRerouteUnroutable", "If-Match", "baseRevision in the body says the same"),
        ("rerouteTask", "If-Match", "baseRevision in the body says the same"),
        ("previewRerouteTask", "If-Match", "baseRevision in the body says the same"),
        ("unlockOrder", "If-Match", "baseRevision in the body says the same"),
        ("previewUnlockOrder", "If-Match", "baseRevision in the body says the same"),
        ("confirmPromise", "If-Match", "baseRevision in the body says the same"),
        ("previewConfirmPromise", "If-Match", "baseRevision in the body says the same"),
        ("extendPromise", "If-Match", "baseRevision in the body says the same"),
        ("previewExtendPromise", "If-Match", "baseRevision in the body says the same"),
        ("changeCarrier", "If-Match", "baseRevision in the body says the same"),
        ("previewChangeCarrier", "If-Match", "baseRevision in the body says the same"),
        ("putPolicy", "If-Match", "baseVersion in the body says the same"),
        ("putPolicy", "If-None-Match", "baseVersion 0 in the body says the same"),
        ("putPolicyAssignments", "If-Match", "baseVersion in the body says the same"),
        ("readEvents", "Last-Event-ID", "of streams, which the tests of events open"),
    ];

    // As it is served: the tests of documents hold that.
    private static readonly JsonNode Document = JsonNode.Parse(SourceRepository.Read("tests/Emend.IntegrationTests/OpenApi/Golden/openapi-native.json"))!;

    public static TheoryData<string> Calls => [.. ClientCalls.All.Keys];

    [Fact]
    public void Every_operation_has_a_method_of_the_client()
    {
        var operations = Operations().Select(o => (string)o.Value["operationId"]!).ToHashSet();

        Assert.Equal(operations.Order(), ClientCalls.All.Keys.Concat(Exceptions.Select(e => e.Operation)).Order());
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task A_method_sends_what_the_operation_takes(string operation)
    {
        using var handler = new RecordingHandler((_, _) => new() { Content = new StringContent("{}") });
        using var http = new HttpClient(handler) { BaseAddress = new("http://emend.example/under/") };
        using var emend = new EmendClient(http);
        var (path, expected) = Operations().Single(o => (string)o.Value["operationId"]! == operation);

        foreach (var call in ClientCalls.All[operation].Calls) await call(emend);

        var sent = handler.Sent;
        Assert.All(sent, s => Assert.Equal(path, $"{s.Method.ToLowerInvariant()} {PathOf(s)}"));
        var parameters = (expected["parameters"]?.AsArray() ?? []).Where(p => (string)p!["in"]! != "path").Select(p => (string)p!["name"]!);
        Assert.Equal(
            parameters.Except(Unsent.Where(u => u.Operation == operation).Select(u => u.Name)).Order(),
            sent.SelectMany(s => s.Parameters).Distinct().Order());
    }

    [Theory, MemberData(nameof(Calls))]
    public void What_is_sent_and_read_has_the_members_of_the_document(string operation)
    {
        var (_, described) = Operations().Single(o => (string)o.Value["operationId"]! == operation);
        var (asks, tells) = (ClientCalls.All[operation].Asks, ClientCalls.All[operation].Tells);
        var body = described["requestBody"]?["content"]?["application/json"]?["schema"];
        var answer = described["responses"]!.AsObject().Where(r => r.Key[0] == '2')
            .Select(r => r.Value!["content"]?["application/json"]?["schema"]).FirstOrDefault(s => s is not null);

        Assert.Equal((body is null, answer is null), (asks is null, tells is null));
        var schemas = new SchemaComparer(Document);
        if (body is not null) schemas.Compare("body", body, asks!);
        if (answer is not null) schemas.Compare("answer", answer, tells!);
        RuleFindings.MustBeNone(schemas.Findings);
    }

    [Fact]
    public void A_problem_is_read_whole()
    {
        var schemas = new SchemaComparer(Document);
        schemas.Compare("problem", Document["components"]!["schemas"]!["Problem"]!, typeof(Problem));
        RuleFindings.MustBeNone(schemas.Findings);
    }

    [Fact]
    public void Every_member_missing_on_either_side_and_every_word_missing_here_is_found()
    {
        var schema = JsonNode.Parse(
            """
            { "type": "object", "properties": {
                "street": { "type": "string" }, "postalCode": { "type": "string" }, "city": { "type": "string" },
                "country": { "type": "integer" }, "planet": { "type": "string" }, "kind": { "enum": ["postal", "space"] } } }
            """)!;
        var schemas = new SchemaComparer(Document);
        schemas.Compare("address", schema, typeof(Address));

        Assert.Contains("address: Address has no planet", schemas.Findings);
        Assert.Contains("address: the document has no firstName of Address", schemas.Findings);
        Assert.Contains("address/kind: AddressKind has no word space", schemas.Findings);
        Assert.Contains("address/country: String is no integer", schemas.Findings);
    }

    private static string PathOf(SentRequests sent) => ClientCalls.Templated(sent.Path["/under".Length..]);

    private static IEnumerable<KeyValuePair<string, JsonNode>> Operations() =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value is JsonObject && operation.Value["operationId"] is not null
        select KeyValuePair.Create($"{operation.Key} {path.Key}", operation.Value!);
}
