using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Emend.Client;

namespace Emend.IntegrationTests.Clients;

/// <summary>Compares the types that the client reads and writes with the schemas of a document, member by member.</summary>
internal sealed class SchemaComparer(JsonNode document)
{
    private readonly HashSet<(string, Type)> _seen = [];

    public List<string> Findings { get; } = [];

    public void Compare(string where, JsonNode schema, Type type)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            if (_seen.Add((reference, type)))
            {
                Compare(where, Resolve(reference), type);
            }

            return;
        }

        var unwrapped = Unwrap(type);
        if (schema["properties"] is JsonObject members)
        {
            CompareMembers(where, members, unwrapped);
        }
        else if (schema["additionalProperties"] is JsonObject values)
        {
            CompareMap(where, values, unwrapped);
        }
        else if (schema["anyOf"]?.AsArray().FirstOrDefault(s => (string?)s!["type"] != "null") is { } some)
        {
            Compare(where, some, unwrapped);
        }
        else if (schema["oneOf"] is JsonArray kinds && schema["discriminator"] is not null)
        {
            CompareSubtypes(where, kinds, unwrapped);
        }
        else if (schema["oneOf"]?.AsArray().FirstOrDefault(s => (string?)s!["type"] != "null") is { } one)
        {
            Compare(where, one, unwrapped);
        }
        else if (schema["allOf"] is JsonArray { Count: 1 } all)
        {
            Compare(where, all[0]!, unwrapped);
        }
        else if (schema["enum"] is JsonArray allowed)
        {
            CompareEnum(where, allowed, unwrapped);
        }
        else if (schema["items"] is { } items)
        {
            CompareList(where, items, unwrapped);
        }
        else
        {
            ComparePrimitive(where, GetSchemaType(schema), (string?)schema["format"], unwrapped);
        }
    }

    private void CompareSubtypes(string where, JsonArray schemas, Type type)
    {
        var info = GetTypeInfo(type);
        var known = info.PolymorphismOptions?.DerivedTypes.ToDictionary(d => (string)d.TypeDiscriminator!, d => d.DerivedType) ?? [];
        foreach (var schema in schemas.Select(s => Resolve((string)s!["$ref"]!)))
        {
            var properties = schema["properties"]!.AsObject();
            var name = (string?)properties["type"]!["const"] ?? (string)properties["type"]!["enum"]![0]!;
            if (known.Remove(name, out var derived))
            {
                CompareMembers($"{where}/{name}", Without(properties, info.PolymorphismOptions!.TypeDiscriminatorPropertyName), derived);
            }
            else
            {
                Findings.Add($"{where}: {type.Name} has no subtype {name}");
            }
        }

        Findings.AddRange(known.Keys.Select(k => $"{where}: the schema has no subtype {k} of {type.Name}"));
    }

    private void CompareEnum(string where, JsonArray allowed, Type type)
    {
        var known = type.GetProperties().Where(p => p.PropertyType == type && p.GetMethod!.IsStatic)
            .Select(p => p.GetValue(null)!.ToString()).ToHashSet();
        var values = allowed.Where(v => v is not null).Select(v => (string)v!).ToHashSet();
        Findings.AddRange(values.Except(known!).Select(v => $"{where}: {type.Name} has no value {v}"));
        Findings.AddRange(known.Except(values).Select(v => $"{where}: the schema has no value {v} of {type.Name}"));
    }

    private void CompareMembers(string where, JsonObject properties, Type type)
    {
        if (type == typeof(JsonObject))
        {
            return;
        }

        var known = GetTypeInfo(type).Properties.ToDictionary(p => p.Name, p => p.PropertyType);
        foreach (var (name, schema) in properties)
        {
            if (known.Remove(name, out var member))
            {
                Compare($"{where}/{name}", schema!, member);
            }
            else
            {
                Findings.Add($"{where}: {type.Name} has no member {name}");
            }
        }

        Findings.AddRange(known.Keys.Select(k => $"{where}: the schema has no member {k} of {type.Name}"));
    }

    private void CompareMap(string where, JsonNode values, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            Compare(where + "/*", values, type.GetGenericArguments()[1]);
        }
        else
        {
            Findings.Add($"{where}: {type.Name} is not a map");
        }
    }

    private void CompareList(string where, JsonNode items, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            Compare(where, items, type.GetGenericArguments()[0]);
        }
        else
        {
            Findings.Add($"{where}: {type.Name} is not a list");
        }
    }

    private void ComparePrimitive(string where, string kind, string? format, Type type)
    {
        var fits = (kind, format) switch
        {
            ("string", "date-time") => type == typeof(DateTimeOffset),
            ("string", _) => type == typeof(string),
            ("integer", _) => type == typeof(long) || type == typeof(int),
            ("number", _) => type == typeof(decimal),
            ("boolean", _) => type == typeof(bool),
            ("object", _) => type == typeof(JsonObject),
            _ => type == typeof(JsonElement) || type == typeof(JsonNode),
        };
        if (!fits)
        {
            Findings.Add($"{where}: {type.Name} does not match {(kind.Length > 0 ? kind : "any value")}");
        }
    }

    private JsonNode Resolve(string reference) => reference.Split('/')[1..].Aggregate(document, (node, part) => node[part]!);

    private static string GetSchemaType(JsonNode schema) => schema["type"] switch
    {
        JsonArray several when several.Where(t => (string)t! != "null").ToArray() is { Length: 1 } only => (string)only[0]!,
        JsonArray => "",
        { } one => (string)one!,
        null => "",
    };

    private static Type Unwrap(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(Optional<>) ? inner.GetGenericArguments()[0] : inner;
    }

    private static JsonTypeInfo GetTypeInfo(Type type) =>
        EmendJsonContext.Default.GetTypeInfo(type)
        ?? throw new InvalidOperationException($"EmendJsonContext does not contain {type.Name}.");

    private static JsonObject Without(JsonObject properties, string name)
    {
        var rest = properties.DeepClone().AsObject();
        rest.Remove(name);
        return rest;
    }
}
