using System.Globalization;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.OpenApi;

/// <summary>One endpoint as OpenAPI writes it.</summary>
internal sealed class OperationDocument(Schemas schemas)
{
    private static readonly Shape Id = Shape.Name(200);

    public JsonObject Of(DescribedEndpoint endpoint)
    {
        var operation = endpoint.Operation;
        var json = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = Schemas.List([operation.Tag]),
            ["summary"] = operation.Summary,
        };
        if (Description(endpoint) is { Length: > 0 } words) json["description"] = words;
        if (!endpoint.Needed.Permissions.IsEmpty) json["x-permissions"] = Schemas.List(endpoint.Needed.Permissions);
        if (!endpoint.Needed.Known) json["security"] = new JsonArray();
        var parameters = endpoint.PathParameters.Select(InPath).Concat(operation.Parameters.Select(Parameter)).ToArray();
        if (parameters.Length > 0) json["parameters"] = new JsonArray(parameters);
        if (operation.Body is { } body) json["requestBody"] = RequestBody(operation, body);
        json["responses"] = Responses(endpoint);
        return json;
    }

    private static string Description(DescribedEndpoint endpoint)
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
        ["schema"] = Id.Describe(schemas),
    };

    private JsonNode Parameter(Parameter parameter)
    {
        var schema = parameter.Shape.Describe(schemas);
        if (parameter.Usual is { } usual) schema["default"] = usual;
        var json = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.IsHeader ? "header" : "query",
            ["required"] = parameter.IsRequired,
            ["description"] = parameter.Words,
            ["schema"] = parameter.IsRepeated ? Schemas.Of("array", ("items", schema)) : schema,
        };
        if (parameter.Example is { } example) json["example"] = example;
        return json;
    }

    private JsonObject RequestBody(Operation operation, Shape body)
    {
        var content = new JsonObject();
        foreach (var type in operation.BodyTypes)
        {
            content[type] = Content(body);
            if (operation.Example is { } example) content[type]!["example"] = JsonNode.Parse(example);
        }

        return new() { ["required"] = true, ["content"] = content };
    }

    private JsonObject Responses(DescribedEndpoint endpoint)
    {
        var responses = new SortedDictionary<int, JsonNode>();
        foreach (var replies in endpoint.Operation.Answers.GroupBy(r => r.Status)) responses[replies.Key] = Told([.. replies]);
        foreach (var status in endpoint.Failures)
            responses.TryAdd(status, new JsonObject { ["$ref"] = $"#/components/responses/{FailureWords.NameOf(status)}" });
        var json = new JsonObject();
        foreach (var (status, response) in responses) json[status.ToString(CultureInfo.InvariantCulture)] = response;
        return json;
    }

    /// <summary>The answers of one status: each in a media type of its own.</summary>
    private JsonObject Told(IReadOnlyList<Reply> replies)
    {
        var json = new JsonObject { ["description"] = string.Join(' ', replies.Select(r => r.Words)) };
        foreach (var reply in replies)
        {
            if (reply.Shape is not { } shape) continue;
            json["content"] ??= new JsonObject();
            json["content"]![reply.Type] = Content(shape);
        }

        return json;
    }

    private JsonObject Content(Shape shape) => new() { ["schema"] = shape.Describe(schemas) };
}
