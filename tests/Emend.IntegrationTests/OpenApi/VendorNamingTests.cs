using System.Text.Json;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Common;
using Emend.Server.OpenApi;

namespace Emend.IntegrationTests.OpenApi;

/// <summary>
/// The fulfillmenttools API has the paths, operation ids and parameter names of the vendor. Compares with the vendor document if the
/// environment variable EMEND_REFERENCE names its folder, otherwise with the document of Emend.
/// </summary>
public sealed class VendorNamingTests : IDisposable
{
    private const string Api = "fulfillmenttools";

    /// <summary>Parameters that only Emend has.</summary>
    private static readonly string[] OwnParameters =
    [
        "getPaginatedReservations orderRef", "getPaginatedReservations facilityRef", "getPaginatedReservations tenantArticleId",
        "getRoutingStrategy version",
    ];

    private readonly JsonDocument _reference = JsonDocument.Parse(File.ReadAllText(VendorDocuments.VendorOrEmend));

    public void Dispose() => _reference.Dispose();

    [Fact]
    public void Endpoints_have_the_paths_and_operation_ids_of_the_vendor() => Architecture.RuleFindings.MustBeNone(
        from endpoint in Endpoints()
        let name = $"{endpoint.Method} {endpoint.Path}"
        where !VendorDeviations.OwnEndpoints.Contains(name)
        let theirs = Theirs(endpoint)?.GetProperty("operationId").GetString()
        where theirs != endpoint.Operation.Id
        select theirs is null ? $"{name} is not in the reference" : $"{name} is called {theirs}, not {endpoint.Operation.Id}");

    [Fact]
    public void Parameters_have_the_names_of_the_vendor() => Architecture.RuleFindings.MustBeNone(
        from endpoint in Endpoints()
        where Theirs(endpoint) is not null
        from parameter in endpoint.Operation.Parameters
        where parameter.Name != "Idempotency-Key" && !OwnParameters.Contains($"{endpoint.Operation.Id} {parameter.Name}")
        where !Parameters(endpoint).Contains(parameter.Name)
        select $"{endpoint.Operation.Id}: {parameter.Name} is not one of {string.Join(", ", Parameters(endpoint))}");

    private static IEnumerable<EndpointDescription> Endpoints() =>
        OpenApiConformance.All.Where(e => e.Api.Name == Api && e.Path.StartsWith("/api/", StringComparison.Ordinal));

    private JsonElement? Theirs(EndpointDescription endpoint) =>
        _reference.RootElement.GetProperty("paths").TryGetProperty(endpoint.Path, out var item)
            && item.TryGetProperty(endpoint.Method.ToLowerInvariant(), out var operation) ? operation : null;

    private string[] Parameters(EndpointDescription endpoint) =>
        [.. Theirs(endpoint)!.Value.ReadEntries("parameters").Select(p => p.GetProperty("name").GetString()!)];
}
