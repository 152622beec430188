using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>The named schemas of one OpenAPI document.</summary>
internal sealed class SchemaRegistry
{
    private const string ReferencePrefix = "#/components/schemas/";

    private readonly Dictionary<string, (JsonSchema Shape, JsonObject Schema)> _named = new(StringComparer.Ordinal);

    /// <summary>Returns a reference to the named schema and registers the schema on first use. A schema may contain itself.</summary>
    public JsonObject Reference(string name, JsonSchema schema)
    {
        if (!_named.TryGetValue(name, out var known))
        {
            _named[name] = (schema, []);
            _named[name] = (schema, schema.ToJsonSchema(this));
        }
        else if (known.Shape != schema)
        {
            throw new InvalidOperationException($"Two schemas have the name {name}.");
        }

        return new() { ["$ref"] = ReferencePrefix + name };
    }

    /// <summary>All registered schemas, ordered by name.</summary>
    public JsonObject ToComponents()
    {
        var all = new JsonObject();
        foreach (var (name, known) in _named.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            all[name] = known.Schema;
        }

        return all;
    }

    /// <summary>Creates a JSON schema of a type with additional keywords. Null values are omitted.</summary>
    public static JsonObject CreateSchema(string type, params ReadOnlySpan<(string Keyword, JsonNode? Value)> more)
    {
        var schema = new JsonObject { ["type"] = type };
        foreach (var (keyword, value) in more)
        {
            if (value is not null)
            {
                schema[keyword] = value;
            }
        }

        return schema;
    }

    public static JsonArray CreateArray<T>(IEnumerable<T> values) => [.. values.Select(v => (JsonNode?)JsonValue.Create(v))];
}
