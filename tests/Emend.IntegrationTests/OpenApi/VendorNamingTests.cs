using System.Text.Json;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Http;
using Emend.Server.OpenApi;

namespace Emend.IntegrationTests.OpenApi;

/// <summary>
/// What the fulfillmenttools face is called is what the vendor calls it: paths, operations, parameters. Read from the vendor's own
/// document where the environment variable EMEND_REFERENCE leads to it; elsewhere this face's own document is compared with itself.
/// </summary>
public sealed class VendorNamingTests : IDisposable
{
    private const string Api = "fulfillmenttools";

    /// <summary>Parameters that are Emend's own.</summary>
    private static readonly string[] OwnParameters =
    [
        "getPaginatedReservations orderRef", "getPaginatedReservations facilityRef", "getPaginatedReservations tenantArticleId",
        "getRoutingStrategy version",
    ];

    /// <summary>Endpoints that are Emend's own.</summary>
    private static readonly string[] OwnEndpoints = ["POST /api/routing/tryouts", "GET /api/subscriptions/{subscriptionId}"];

    private readonly JsonDocument reference = JsonDocument.Parse(File.ReadAllText(VendorDocuments.Document));

    public void Dispose() => reference.Dispose();

    [Fact]
    public void Endpoints_have_the_vendor_s_paths_and_operation_ids() => Architecture.RuleFindings.MustBeNone(
        from endpoint in Endpoints()
        let name = $"{endpoint.Method} {endpoint.Path}"
        where !OwnEndpoints.Contains(name)
        let theirs = Theirs(endpoint)?.GetProperty("operationId").GetString()
        where theirs != endpoint.Operation.Id
        select theirs is null ? $"{name} is not in the reference" : $"{name} is called {theirs}, not {endpoint.Operation.Id}");

    [Fact]
    public void Parameters_have_the_vendor_s_names() => Architecture.RuleFindings.MustBeNone(
        from endpoint in Endpoints()
        where Theirs(endpoint) is not null
        from parameter in endpoint.Operation.Parameters
        where parameter.Name != "Idempotency-Key" && !OwnParameters.Contains($"{endpoint.Operation.Id} {parameter.Name}")
        where !Parameters(endpoint).Contains(parameter.Name)
        select $"{endpoint.Operation.Id}: {parameter.Name} is not one of {string.Join(", ", Parameters(endpoint))}");

    private static IEnumerable<EndpointDescription> Endpoints() =>
        OpenApiConformance.All.Where(e => e.Face.Name == Api && e.Path.StartsWith("/api/", StringComparison.Ordinal));

    private JsonElement? Theirs(EndpointDescription endpoint) =>
        reference.RootElement.GetProperty("paths").TryGetProperty(endpoint.Path, out var item)
            && item.TryGetProperty(endpoint.Method.ToLowerInvariant(), out var operation) ? operation : null;

    private string[] Parameters(EndpointDescription endpoint) =>
        [.. Theirs(endpoint)!.Value.Entries("parameters").Select(p => p.GetProperty("name").GetString()!)];
}
