using System.Text.Json.Nodes;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.OpenApi;

/// <summary>Writes the OpenAPI 3.1 document of one API from its mapped endpoints and their metadata.</summary>
internal sealed class OpenApiDocumentWriter
{
    private readonly ApiDocumentInfo _info;
    private readonly SchemaRegistry _registry = new();

    private OpenApiDocumentWriter(ApiDocumentInfo info) => this._info = info;

    public static JsonObject Create(ApiDocumentInfo info, IEnumerable<EndpointDescription> endpoints)
    {
        var own = endpoints.Where(e => e.Api == info)
            .OrderBy(e => e.Path, StringComparer.Ordinal).ThenBy(e => e.Method, StringComparer.Ordinal).ToList();
        return new OpenApiDocumentWriter(info).Write(own);
    }

    private JsonObject Write(List<EndpointDescription> endpoints)
    {
        var operations = new OpenApiOperationWriter(_registry);
        var paths = new JsonObject();
        foreach (var path in endpoints.GroupBy(e => e.Path))
        {
            var item = new JsonObject();
            foreach (var endpoint in path)
            {
                item[endpoint.Method.ToLowerInvariant()] = operations.Write(endpoint);
            }

            paths[path.Key] = item;
        }

        var tags = endpoints.Select(e => e.Operation.Tag).Distinct().Order(StringComparer.Ordinal);
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray([.. _info.SecuritySchemes.Select(k => new JsonObject { [NameOf(k)] = new JsonArray() })]),
            ["tags"] = new JsonArray([.. tags.Select(t => new JsonObject { ["name"] = t })]),
            ["paths"] = paths,
            ["components"] = Components(endpoints),
        };
    }

    private JsonObject Info() => new()
    {
        ["title"] = _info.Title,
        ["description"] = _info.Description,
        ["version"] = typeof(OpenApiDocumentWriter).Assembly.GetName().Version!.ToString(3),
        ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
    };

    private JsonObject Components(List<EndpointDescription> endpoints)
    {
        var responses = new JsonObject();
        foreach (var status in endpoints.SelectMany(e => e.ErrorStatuses).Distinct().Order())
        {
            responses[ErrorStatusDescriptions.ToName(status)] = Failure(status);
        }

        var schemes = new JsonObject();
        foreach (var key in _info.SecuritySchemes)
        {
            schemes[NameOf(key)] = Scheme(key);
        }

        return new() { ["securitySchemes"] = schemes, ["responses"] = responses, ["schemas"] = _registry.ToComponents() };
    }

    private JsonObject Failure(int status) => new()
    {
        ["description"] = ErrorStatusDescriptions.Describe(status),
        ["content"] = new JsonObject { [_info.ErrorMediaType] = new JsonObject { ["schema"] = _info.ErrorSchema.ToJsonSchema(_registry) } },
    };

    private static string NameOf(ApiSecurityScheme key) => key switch
    {
        ApiSecurityScheme.Token => "token",
        ApiSecurityScheme.ApiKey => "apiKey",
        _ => "operatorKey",
    };

    private static JsonObject Scheme(ApiSecurityScheme key) => key is ApiSecurityScheme.Token
        ? new() { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" }
        : new()
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = key is ApiSecurityScheme.ApiKey ? ApiKeyReader.Header : OperatorKeyVerifier.Header,
        };
}
