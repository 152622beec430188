using System.Globalization;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.OpenApi;

/// <summary>One endpoint as OpenAPI writes it.</summary>
internal sealed class OpenApiOperationWriter(SchemaRegistry schemaRegistry)
{
    private static readonly JsonSchema Id = JsonSchema.Name(200);

    public JsonObject Of(EndpointDescription endpoint)
    {
        var operationMetadata = endpoint.Operation;
        var json = new JsonObject
        {
            ["operationId"] = operationMetadata.Id,
            ["tags"] = SchemaRegistry.List([operationMetadata.Tag]),
            ["summary"] = operationMetadata.Summary,
        };
        if (Description(endpoint) is { Length: > 0 } text) json["description"] = text;
        if (!endpoint.Needed.Permissions.IsEmpty) json["x-permissions"] = SchemaRegistry.List(endpoint.Needed.Permissions);
        if (!endpoint.Needed.Known) json["security"] = new JsonArray();
        var parameters = endpoint.PathParameters.Select(InPath).Concat(operationMetadata.Parameters.Select(Parameter)).ToArray();
        if (parameters.Length > 0) json["parameters"] = new JsonArray(parameters);
        if (operationMetadata.Body is { } body) json["requestBody"] = RequestBody(operationMetadata, body);
        json["responses"] = Responses(endpoint);
        return json;
    }

    private static string Description(EndpointDescription endpoint)
    {
        var permissions = endpoint.Needed.Permissions;
        var needs = permissions.IsEmpty ? null : $"Needs {string.Join(" and ", permissions)}.";
        return string.Join("\n\n", new[] { endpoint.Operation.Description, needs }.Where(t => t is not null));
    }

    private JsonNode InPath(string name) => new JsonObject
    {
        ["name"] = name,
        ["in"] = "path",
        ["required"] = true,
        ["description"] = "The id, as answers tell it.",
        ["schema"] = Id.ToJsonSchema(schemaRegistry),
    };

    private JsonNode Parameter(OperationParameter parameter)
    {
        var schema = parameter.Shape.ToJsonSchema(schemaRegistry);
        if (parameter.Default is { } usual) schema["default"] = usual;
        var json = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.IsHeader ? "header" : "query",
            ["required"] = parameter.IsRequired,
            ["description"] = parameter.Words,
            ["schema"] = parameter.IsRepeated ? SchemaRegistry.Of("array", ("items", schema)) : schema,
        };
        if (parameter.Example is { } example) json["example"] = example;
        return json;
    }

    private JsonObject RequestBody(OperationMetadata operationMetadata, JsonSchema body)
    {
        var content = new JsonObject();
        foreach (var type in operationMetadata.BodyTypes)
        {
            content[type] = Content(body);
            if (operationMetadata.Example is { } example) content[type]!["example"] = JsonNode.Parse(example);
        }

        return new() { ["required"] = true, ["content"] = content };
    }

    private JsonObject Responses(EndpointDescription endpoint)
    {
        var responses = new SortedDictionary<int, JsonNode>();
        foreach (var replies in endpoint.Operation.Answers.GroupBy(r => r.Status)) responses[replies.Key] = Told([.. replies]);
        foreach (var status in endpoint.Failures)
            responses.TryAdd(status, new JsonObject { ["$ref"] = $"#/components/responses/{ErrorStatusDescriptions.NameOf(status)}" });
        var json = new JsonObject();
        foreach (var (status, response) in responses) json[status.ToString(CultureInfo.InvariantCulture)] = response;
        return json;
    }

    /// <summary>The answers of one status: each in a media type of its own.</summary>
    private JsonObject Told(IReadOnlyList<OperationResponse> replies)
    {
        var json = new JsonObject { ["description"] = string.Join(' ', replies.Select(r => r.Words)) };
        foreach (var operationResponse in replies)
        {
            if (operationResponse.Shape is not { } schema) continue;
            json["content"] ??= new JsonObject();
            json["content"]![operationResponse.Type] = Content(schema);
        }

        return json;
    }

    private JsonObject Content(JsonSchema schema) => new() { ["schema"] = schema.ToJsonSchema(schemaRegistry) };
}
