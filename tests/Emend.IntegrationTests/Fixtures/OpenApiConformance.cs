using System.Text.Json;
using Emend.Server;
using Emend.Server.Http;
using Emend.Server.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// The endpoints as they describe themselves. Every answer that a test's client receives is held against them, so that the documents
/// say what is answered in every case that a test knows.
/// </summary>
internal static class OpenApiConformance
{
    /// <summary>All endpoints that are mapped, described or not.</summary>
    public static readonly IReadOnlyList<RouteEndpoint> Mapped = Map();

    public static readonly IReadOnlyList<EndpointDescription> All = [.. EndpointDescription.In(Mapped)];

    private static readonly (EndpointDescription Endpoint, TemplateMatcher Matcher)[] Matchers =
        [.. All.Select(e => (e, new TemplateMatcher(new RouteTemplate(e.Pattern), [])))];

    /// <summary>What the answer has that the endpoint's description has not; nothing where nobody describes the endpoint.</summary>
    public static IEnumerable<string> Deviations(string method, string path, int status, string text)
    {
        var single = DuplicateSlashMiddleware.Single(path.Split('?')[0]);
        var found = Matchers.Where(m => m.Endpoint.Method == method && m.Matcher.TryMatch(single, [])).ToList();
        return found.Count == 0 ? [] : Deviations(Best(found), status, text).Select(d => $"{method} {path} answered {status}: {d}\n{text}");
    }

    /// <summary>Whether the body is of the shape; what is not, in words.</summary>
    public static IEnumerable<string> Check(JsonSchema schema, string text)
    {
        var report = new ValidationReport();
        schema.Validate(JsonElement.Parse(text), report);
        return report.Problems.Select(p => p.ToString());
    }

    // As the router does it: of those that match, the one with the fewest parameters.
    private static EndpointDescription Best(List<(EndpointDescription Endpoint, TemplateMatcher Matcher)> found) =>
        found.Select(m => m.Endpoint).MinBy(e => e.Pattern.Parameters.Count)!;

    private static IEnumerable<string> Deviations(EndpointDescription endpoint, int status, string text)
    {
        if (endpoint.Operation.Answers.FirstOrDefault(a => a.Status == status) is { } operationResponse)
            return operationResponse.Type == "text/html" ? []
                : operationResponse.Shape is { } schema ? Check(schema, text) : text.Length == 0 ? [] : ["a body where none was told of"];
        return endpoint.Failures.Contains(status)
            ? Check(endpoint.Face.Error, text)
            : ["a status that its description does not know"];
    }

    private static RouteEndpoint[] Map()
    {
        using var folder = new ScratchFolder("emend-described-");
        WebApplication app = CompositionRoot.Create(["--Emend:Data=" + folder.Folder]);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
    }
}
