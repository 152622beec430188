using System.Text.Json;
using Emend.Server;
using Emend.Server.OpenApi;
using Emend.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Emend.Tests.Fixtures;

/// <summary>
/// The endpoints as they describe themselves. Every answer that a test's client receives is held against them, so that the documents
/// say what is answered in every case that a test knows.
/// </summary>
internal static class Described
{
    /// <summary>All endpoints that are mapped, described or not.</summary>
    public static readonly IReadOnlyList<RouteEndpoint> Mapped = Map();

    public static readonly IReadOnlyList<DescribedEndpoint> All = [.. DescribedEndpoint.In(Mapped)];

    private static readonly (DescribedEndpoint Endpoint, TemplateMatcher Matcher)[] Matchers =
        [.. All.Select(e => (e, new TemplateMatcher(new RouteTemplate(e.Pattern), [])))];

    /// <summary>What the answer has that the endpoint's description has not; nothing where nobody describes the endpoint.</summary>
    public static IEnumerable<string> Deviations(string method, string path, int status, string text)
    {
        var single = Slashes.Single(path.Split('?')[0]);
        var found = Matchers.Where(m => m.Endpoint.Method == method && m.Matcher.TryMatch(single, [])).ToList();
        return found.Count == 0 ? [] : Deviations(Best(found), status, text).Select(d => $"{method} {path} answered {status}: {d}\n{text}");
    }

    /// <summary>Whether the body is of the shape; what is not, in words.</summary>
    public static IEnumerable<string> Check(Shape shape, string text)
    {
        var report = new Report();
        shape.Check(JsonElement.Parse(text), report);
        return report.Problems.Select(p => p.ToString());
    }

    // As the router does it: of those that match, the one with the fewest parameters.
    private static DescribedEndpoint Best(List<(DescribedEndpoint Endpoint, TemplateMatcher Matcher)> found) =>
        found.Select(m => m.Endpoint).MinBy(e => e.Pattern.Parameters.Count)!;

    private static IEnumerable<string> Deviations(DescribedEndpoint endpoint, int status, string text)
    {
        if (endpoint.Operation.Answers.FirstOrDefault(a => a.Status == status) is { } reply)
            return reply.Type == "text/html" ? []
                : reply.Shape is { } shape ? Check(shape, text) : text.Length == 0 ? [] : ["a body where none was told of"];
        return endpoint.Failures.Contains(status)
            ? Check(endpoint.Face.Error, text)
            : ["a status that its description does not know"];
    }

    private static RouteEndpoint[] Map()
    {
        using var folder = new ScratchFolder("emend-described-");
        WebApplication app = App.Create(["--Emend:Data=" + folder.Folder]);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
    }
}
