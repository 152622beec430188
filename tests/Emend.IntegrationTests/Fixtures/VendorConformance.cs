using System.Collections.Concurrent;
using System.Text.Json;
using Emend.Server.Common;
using Emend.Server.Http;
using Microsoft.AspNetCore.Routing.Template;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Compares responses of the fulfillmenttools API with the OpenAPI document of the vendor, if that is available.</summary>
internal sealed class VendorConformance
{
    private readonly Dictionary<string, VendorSchema> _components = [];
    private readonly List<(string Method, string Path, TemplateMatcher Matcher, JsonElement Operation)> _operations = [];
    private readonly ConcurrentDictionary<string, VendorSchema?> _schemas = [];
    private readonly JsonElement _document;

    private VendorConformance(string path)
    {
        _document = JsonElement.Parse(File.ReadAllText(path));
        foreach (var item in _document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in item.Value.EnumerateObject().Where(o => o.Value.ValueKind == JsonValueKind.Object))
            {
                var matcher = new TemplateMatcher(TemplateParser.Parse(item.Name.Replace(":", "__", StringComparison.Ordinal)), []);
                _operations.Add((operation.Name.ToUpperInvariant(), item.Name, matcher, operation.Value));
            }
        }
    }

    /// <summary>Null if EMEND_REFERENCE does not name the folder of the vendor's document.</summary>
    public static VendorConformance? Instance { get; } = VendorDocuments.Vendor is { } path ? new(path) : null;

    /// <summary>The deviations of a response that <see cref="VendorDeviations"/> does not list.</summary>
    public List<string> FindDeviations(string method, string path, int status, ReadOnlyMemory<byte> body)
    {
        var requested = DuplicateSlashMiddleware.CollapseSlashes(path);
        var operation = _operations.Where(o => o.Method == method && o.Matcher.TryMatch(requested, []))
            .OrderBy(o => o.Path.Count(c => c == '{')).FirstOrDefault();
        if (operation.Path is null)
        {
            return status is 404 or 405 || VendorDeviations.OwnEndpoints.Any(e => IsEndpoint(e, method, requested))
                ? []
                : [$"{method} {requested} is not an operation of the vendor"];
        }

        var name = $"{method} {operation.Path} {status}";
        var schema = _schemas.GetOrAdd(name, _ => FindSchema(operation.Operation, status));
        return schema is null ? DeviationsWithoutSchema(operation.Operation, status, name) : Compare(schema, name, body);
    }

    private static bool IsEndpoint(string endpoint, string method, string path) =>
        endpoint.Split(' ') is [var verb, var template] && verb == method
            && new TemplateMatcher(TemplateParser.Parse(template), []).TryMatch(path, []);

    private static List<string> DeviationsWithoutSchema(JsonElement operation, int status, string name) =>
        operation.GetProperty("responses").TryGetProperty($"{status}", out _) || VendorDeviations.IsListed(name, ": is not described")
            ? []
            : [$"{name}: is not described"];

    private static List<string> Compare(VendorSchema schema, string name, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return VendorDeviations.IsListed(name, ": has no body") ? [] : [$"{name}: has no body"];
        }

        try
        {
            using var parsed = JsonDocument.Parse(body);
            return [.. schema.FindDeviations(parsed.RootElement).Where(d => !VendorDeviations.IsListed(name, d)).Select(d => name + d)];
        }
        catch (JsonException)
        {
            return [$"{name}: is not JSON"];
        }
    }

    // An error that the vendor does not describe has the error body of the other operations.
    private VendorSchema? FindSchema(JsonElement operation, int status)
    {
        if (operation.GetProperty("responses").ReadMember($"{status}") is { } response)
        {
            return response.ReadMember("content")?.ReadMember("application/json")?.ReadMember("schema") is { } schema
                ? Resolve(schema)
                : null;
        }

        return status >= 400 ? Resolve(JsonElement.Parse("""{ "$ref": "#/components/schemas/ApiError" }""")) : null;
    }

    private VendorSchema Resolve(JsonElement schema)
    {
        lock (_components)
        {
            return ResolveLocked(schema);
        }
    }

    private VendorSchema ResolveLocked(JsonElement schema)
    {
        if (schema.ReadText("$ref") is not { } reference)
        {
            return Read(new VendorSchema(), schema);
        }

        var name = reference.Split('/')[^1];
        if (_components.TryGetValue(name, out var known))
        {
            return known;
        }

        // Registered before it is read, since schemas refer to themselves.
        return Read(_components[name] = new VendorSchema(), _document.GetProperty("components").GetProperty("schemas").GetProperty(name));
    }

    private VendorSchema Read(VendorSchema target, JsonElement schema)
    {
        target.Read(schema, ResolveLocked);
        return target;
    }
}
