using System.Text.Json;
using Emend.Server;
using Emend.Server.Http;
using Emend.Server.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// The endpoints with their OpenAPI metadata. Test clients compare every response with the metadata, so that the documents cover all
/// tested responses.
/// </summary>
internal static class OpenApiConformance
{
    /// <summary>All mapped endpoints, with or without metadata.</summary>
    public static readonly IReadOnlyList<RouteEndpoint> Mapped = Map();

    public static readonly IReadOnlyList<EndpointDescription> All = [.. EndpointDescription.FromEndpoints(Mapped)];

    private static readonly (EndpointDescription Endpoint, TemplateMatcher Matcher)[] Matchers =
        [.. All.Select(e => (e, new TemplateMatcher(new RouteTemplate(e.Pattern), [])))];

    /// <summary>The deviations of a response from the metadata of its endpoint; empty for endpoints without metadata.</summary>
    public static IEnumerable<string> Deviations(string method, string path, int status, string text)
    {
        var single = DuplicateSlashMiddleware.CollapseSlashes(path.Split('?')[0]);
        var found = Matchers.Where(m => m.Endpoint.Method == method && m.Matcher.TryMatch(single, [])).ToList();
        return found.Count == 0
            ? []
            : Deviations(FindBestMatch(found), status, text).Select(d => $"{method} {path} answered {status}: {d}\n{text}");
    }

    /// <summary>The deviations of a body from a schema.</summary>
    public static IEnumerable<string> Check(JsonSchema schema, string text)
    {
        var report = new ValidationReport();
        schema.Validate(JsonElement.Parse(text), report);
        return report.Errors.Select(p => p.ToString());
    }

    // Like the router: the matching endpoint with the fewest parameters.
    private static EndpointDescription FindBestMatch(List<(EndpointDescription Endpoint, TemplateMatcher Matcher)> found) =>
        found.Select(m => m.Endpoint).MinBy(e => e.Pattern.Parameters.Count)!;

    private static IEnumerable<string> Deviations(EndpointDescription endpoint, int status, string text)
    {
        if (endpoint.Operation.Responses.FirstOrDefault(a => a.Status == status) is { } response)
        {
            return response.MediaType == "text/html" ? []
                : response.Schema is { } schema ? Check(schema, text) : text.Length == 0 ? [] : ["a body that is not documented"];
        }

        return endpoint.ErrorStatuses.Contains(status)
            ? Check(endpoint.Api.ErrorSchema, text)
            : ["a status that its description does not know"];
    }

    private static RouteEndpoint[] Map()
    {
        using var folder = new ScratchFolder("emend-described-");
        WebApplication app = CompositionRoot.Create(["--Emend:DataDirectory=" + folder.Folder]);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
    }
}
