using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.OpenApi;

/// <summary>The OpenAPI 3.1 document of one face: its endpoints as they are mapped, with what they say of themselves.</summary>
internal sealed class OpenApiDocumentWriter
{
    private readonly ApiDocumentInfo apiDocumentInfo;
    private readonly SchemaRegistry schemaRegistry = new();

    private OpenApiDocumentWriter(ApiDocumentInfo apiDocumentInfo) => this.apiDocumentInfo = apiDocumentInfo;

    public static JsonObject Of(ApiDocumentInfo apiDocumentInfo, IEnumerable<EndpointDescription> endpoints)
    {
        var own = endpoints.Where(e => e.Face == apiDocumentInfo)
            .OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal).ToList();
        return new OpenApiDocumentWriter(apiDocumentInfo).Write(own);
    }

    private JsonObject Write(List<EndpointDescription> endpoints)
    {
        var operations = new OpenApiOperationWriter(schemaRegistry);
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
            ["security"] = new JsonArray([.. apiDocumentInfo.Keys.Select(k => new JsonObject { [NameOf(k)] = new JsonArray() })]),
            ["tags"] = new JsonArray([.. tags.Select(t => new JsonObject { ["name"] = t })]),
            ["paths"] = paths,
            ["components"] = Components(endpoints),
        };
    }

    private JsonObject Info() => new()
    {
        ["title"] = apiDocumentInfo.Title,
        ["description"] = apiDocumentInfo.Description,
        ["version"] = typeof(OpenApiDocumentWriter).Assembly.GetName().Version!.ToString(3),
        ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
    };

    private JsonObject Components(List<EndpointDescription> endpoints)
    {
        var responses = new JsonObject();
        foreach (var status in endpoints.SelectMany(e => e.Failures).Distinct().Order())
            responses[ErrorStatusDescriptions.NameOf(status)] = Failure(status);
        var schemes = new JsonObject();
        foreach (var key in apiDocumentInfo.Keys) schemes[NameOf(key)] = Scheme(key);
        return new() { ["securitySchemes"] = schemes, ["responses"] = responses, ["schemas"] = schemaRegistry.Write() };
    }

    private JsonObject Failure(int status) => new()
    {
        ["description"] = ErrorStatusDescriptions.Of(status),
        ["content"] = new JsonObject { [apiDocumentInfo.ErrorType] = new JsonObject { ["schema"] = apiDocumentInfo.Error.ToJsonSchema(schemaRegistry) } },
    };

    private static string NameOf(ApiSecurityScheme key) => key is ApiSecurityScheme.Token ? "token" : "apiKey";

    private static JsonObject Scheme(ApiSecurityScheme key) => key is ApiSecurityScheme.Token
        ? new() { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" }
        : new() { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-Api-Key" };
}
