using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>The named schemas of one document: whoever describes itself says its name here and is then referred to by it.</summary>
internal sealed class SchemaRegistry
{
    private const string Place = "#/components/schemas/";

    private readonly Dictionary<string, (JsonSchema Shape, JsonObject Schema)> named = new(StringComparer.Ordinal);

    /// <summary>A reference to the shape of this name; the first time it is described, too. A shape may contain itself.</summary>
    public JsonObject Reference(string name, JsonSchema schema)
    {
        if (!named.TryGetValue(name, out var known))
        {
            named[name] = (schema, []);
            named[name] = (schema, schema.ToJsonSchema(this));
        }
        else if (known.Shape != schema) throw new InvalidOperationException($"Two shapes are called {name}.");

        return new() { ["$ref"] = Place + name };
    }

    /// <summary>All of them, by name.</summary>
    public JsonObject Write()
    {
        var all = new JsonObject();
        foreach (var (name, known) in named.OrderBy(n => n.Key, StringComparer.Ordinal)) all[name] = known.Schema;
        return all;
    }

    /// <summary>A schema of one type, with what else is known of it.</summary>
    public static JsonObject Of(string type, params ReadOnlySpan<(string Keyword, JsonNode? Value)> more)
    {
        var schema = new JsonObject { ["type"] = type };
        foreach (var (keyword, value) in more)
            if (value is not null)
                schema[keyword] = value;
        return schema;
    }

    public static JsonArray List<T>(IEnumerable<T> values) => [.. values.Select(v => (JsonNode?)JsonValue.Create(v))];
}
