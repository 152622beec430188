using System.Globalization;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.OpenApi;

/// <summary>Writes the OpenAPI operation of one endpoint.</summary>
internal sealed class OpenApiOperationWriter(SchemaRegistry registry)
{
    private static readonly JsonSchema Id = JsonSchema.NonBlankText(200);

    public JsonObject Write(EndpointDescription endpoint)
    {
        var operation = endpoint.Operation;
        var json = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = SchemaRegistry.CreateArray([operation.Tag]),
            ["summary"] = operation.Summary,
        };
        if (Description(endpoint) is { Length: > 0 } text)
        {
            json["description"] = text;
        }

        if (!endpoint.Authorization.Permissions.IsEmpty)
        {
            json["x-permissions"] = SchemaRegistry.CreateArray(endpoint.Authorization.Permissions);
        }

        if (!endpoint.Authorization.RequiresAuthentication)
        {
            json["security"] = new JsonArray();
        }

        var parameters = endpoint.PathParameters.Select(InPath).Concat(operation.Parameters.Select(Parameter)).ToArray();
        if (parameters.Length > 0)
        {
            json["parameters"] = new JsonArray(parameters);
        }

        if (operation.Body is { } body)
        {
            json["requestBody"] = RequestBody(operation, body);
        }

        json["responses"] = Responses(endpoint);
        return json;
    }

    private static string Description(EndpointDescription endpoint)
    {
        var permissions = endpoint.Authorization.Permissions;
        var instead = endpoint.Authorization.Alternative is { } alternative ? $" or {alternative}" : "";
        var needs = permissions.IsEmpty ? null : $"Requires {string.Join(" and ", permissions)}{instead}.";
        return string.Join("\n\n", new[] { endpoint.Operation.Description, needs }.Where(t => t is not null));
    }

    private JsonNode InPath(string name) => new JsonObject
    {
        ["name"] = name,
        ["in"] = "path",
        ["required"] = true,
        ["description"] = "The id from a response.",
        ["schema"] = Id.ToJsonSchema(registry),
    };

    private JsonNode Parameter(OperationParameter parameter)
    {
        var schema = parameter.Schema.ToJsonSchema(registry);
        if (parameter.Default is { } defaultValue)
        {
            schema["default"] = defaultValue;
        }

        var json = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.IsHeader ? "header" : "query",
            ["required"] = parameter.IsRequired,
            ["description"] = parameter.Description,
            ["schema"] = parameter.IsRepeated ? SchemaRegistry.CreateSchema("array", ("items", schema)) : schema,
        };
        if (parameter.Example is { } example)
        {
            json["example"] = example;
        }

        return json;
    }

    private JsonObject RequestBody(OperationMetadata operation, JsonSchema body)
    {
        var content = new JsonObject();
        foreach (var type in operation.BodyMediaTypes)
        {
            content[type] = Content(body);
            if (operation.Example is { } example)
            {
                content[type]!["example"] = JsonNode.Parse(example);
            }
        }

        return new() { ["required"] = true, ["content"] = content };
    }

    private JsonObject Responses(EndpointDescription endpoint)
    {
        var responses = new SortedDictionary<int, JsonNode>();
        foreach (var replies in endpoint.Operation.Responses.GroupBy(r => r.Status))
        {
            responses[replies.Key] = Response([.. replies]);
        }

        foreach (var status in endpoint.ErrorStatuses)
        {
            responses.TryAdd(status, new JsonObject { ["$ref"] = $"#/components/responses/{ErrorStatusDescriptions.ToName(status)}" });
        }

        var json = new JsonObject();
        foreach (var (status, response) in responses)
        {
            json[status.ToString(CultureInfo.InvariantCulture)] = response;
        }

        return json;
    }

    /// <summary>The responses of one status, each with its own media type.</summary>
    private JsonObject Response(IReadOnlyList<OperationResponse> replies)
    {
        var json = new JsonObject { ["description"] = string.Join(' ', replies.Select(r => r.Description)) };
        foreach (var response in replies)
        {
            if (response.Schema is not { } schema)
            {
                continue;
            }

            json["content"] ??= new JsonObject();
            json["content"]![response.MediaType] = Content(schema);
        }

        return json;
    }

    private JsonObject Content(JsonSchema schema) => new() { ["schema"] = schema.ToJsonSchema(registry) };
}
