using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.OpenApi;

/// <summary>The OpenAPI 3.1 document of one face: its endpoints as they are mapped, with what they say of themselves.</summary>
internal sealed class FaceDocument
{
    private readonly FaceDescription face;
    private readonly Schemas schemas = new();

    private FaceDocument(FaceDescription face) => this.face = face;

    public static JsonObject Of(FaceDescription face, IEnumerable<DescribedEndpoint> endpoints)
    {
        var own = endpoints.Where(e => e.Face == face)
            .OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal).ToList();
        return new FaceDocument(face).Write(own);
    }

    private JsonObject Write(List<DescribedEndpoint> endpoints)
    {
        var operations = new OperationDocument(schemas);
        var paths = new JsonObject();
        foreach (var path in endpoints.GroupBy(e => e.Path))
        {
            var item = new JsonObject();
            foreach (var endpoint in path) item[endpoint.Method.ToLowerInvariant()] = operations.Of(endpoint);
            paths[path.Key] = item;
        }

        var tags = endpoints.Select(e => e.Operation.Tag).Distinct().Order(StringComparer.Ordinal);
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray([.. face.Keys.Select(k => new JsonObject { [NameOf(k)] = new JsonArray() })]),
            ["tags"] = new JsonArray([.. tags.Select(t => new JsonObject { ["name"] = t })]),
            ["paths"] = paths,
            ["components"] = Components(endpoints),
        };
    }

    private JsonObject Info() => new()
    {
        ["title"] = face.Title,
        ["description"] = face.Description,
        ["version"] = typeof(FaceDocument).Assembly.GetName().Version!.ToString(3),
        ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
    };

    private JsonObject Components(List<DescribedEndpoint> endpoints)
    {
        var responses = new JsonObject();
        foreach (var status in endpoints.SelectMany(e => e.Failures).Distinct().Order())
            responses[FailureWords.NameOf(status)] = Failure(status);
        var schemes = new JsonObject();
        foreach (var key in face.Keys) schemes[NameOf(key)] = Scheme(key);
        return new() { ["securitySchemes"] = schemes, ["responses"] = responses, ["schemas"] = schemas.Write() };
    }

    private JsonObject Failure(int status) => new()
    {
        ["description"] = FailureWords.Of(status),
        ["content"] = new JsonObject { [face.ErrorType] = new JsonObject { ["schema"] = face.Error.Describe(schemas) } },
    };

    private static string NameOf(CallerKey key) => key is CallerKey.Token ? "token" : "apiKey";

    private static JsonObject Scheme(CallerKey key) => key is CallerKey.Token
        ? new() { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" }
        : new() { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-Api-Key" };
}
