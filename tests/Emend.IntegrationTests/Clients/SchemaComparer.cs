using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Emend.Client;

namespace Emend.IntegrationTests.Clients;

/// <summary>Holds the types that the client reads and writes against the schemas of a document, member by member.</summary>
internal sealed class SchemaComparer(JsonNode document)
{
    private readonly HashSet<(string, Type)> seen = [];

    public List<string> Findings { get; } = [];

    public void Compare(string where, JsonNode schema, Type type)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            if (seen.Add((reference, type))) Compare(where, Follow(reference), type);
            return;
        }

        var bare = Bare(type);
        if (schema["properties"] is JsonObject members) Members(where, members, bare);
        else if (schema["additionalProperties"] is JsonObject values) Map(where, values, bare);
        else if (schema["anyOf"]?.AsArray() is { } either && either.FirstOrDefault(s => (string?)s!["type"] != "null") is { } some)
            Compare(where, some, bare);
        else if (schema["oneOf"] is JsonArray kinds && schema["discriminator"] is not null) Kinds(where, kinds, bare);
        else if (schema["oneOf"]?.AsArray().FirstOrDefault(s => (string?)s!["type"] != "null") is { } one) Compare(where, one, bare);
        else if (schema["allOf"] is JsonArray { Count: 1 } all) Compare(where, all[0]!, bare);
        else if (schema["enum"] is JsonArray words) Words(where, words, bare);
        else if (schema["items"] is { } items) List(where, items, bare);
        else Plain(where, TypeOf(schema), (string?)schema["format"], bare);
    }

    private void Kinds(string where, JsonArray kinds, Type type)
    {
        var info = Info(type);
        var known = info.PolymorphismOptions?.DerivedTypes.ToDictionary(d => (string)d.TypeDiscriminator!, d => d.DerivedType) ?? [];
        foreach (var kind in kinds.Select(k => Follow((string)k!["$ref"]!)))
        {
            var properties = kind["properties"]!.AsObject();
            var name = (string?)properties["type"]!["const"] ?? (string)properties["type"]!["enum"]![0]!;
            if (known.Remove(name, out var derived))
                Members($"{where}/{name}", Without(properties, info.PolymorphismOptions!.TypeDiscriminatorPropertyName), derived);
            else Findings.Add($"{where}: {type.Name} has no kind {name}");
        }

        Findings.AddRange(known.Keys.Select(k => $"{where}: the document has no kind {k} of {type.Name}"));
    }

    private void Words(string where, JsonArray words, Type type)
    {
        var known = type.GetProperties().Where(p => p.PropertyType == type && p.GetMethod!.IsStatic)
            .Select(p => p.GetValue(null)!.ToString()).ToHashSet();
        var told = words.Where(w => w is not null).Select(w => (string)w!).ToHashSet();
        Findings.AddRange(told.Except(known!).Select(w => $"{where}: {type.Name} has no word {w}"));
        Findings.AddRange(known.Except(told).Select(w => $"{where}: the document has no word {w} of {type.Name}"));
    }

    private void Members(string where, JsonObject properties, Type type)
    {
        if (type == typeof(JsonObject)) return;
        var known = Info(type).Properties.ToDictionary(p => p.Name, p => p.PropertyType);
        foreach (var (name, schema) in properties)
        {
            if (known.Remove(name, out var member)) Compare($"{where}/{name}", schema!, member);
            else Findings.Add($"{where}: {type.Name} has no {name}");
        }

        Findings.AddRange(known.Keys.Select(k => $"{where}: the document has no {k} of {type.Name}"));
    }

    private void Map(string where, JsonNode values, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            Compare(where + "/*", values, type.GetGenericArguments()[1]);
        else Findings.Add($"{where}: {type.Name} is no map");
    }

    private void List(string where, JsonNode items, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            Compare(where, items, type.GetGenericArguments()[0]);
        else Findings.Add($"{where}: {type.Name} is no list");
    }

    private void Plain(string where, string kind, string? format, Type type)
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
        if (!fits) Findings.Add($"{where}: {type.Name} is no {(kind.Length > 0 ? kind : "anything")}");
    }

    private JsonNode Follow(string reference) => reference.Split('/')[1..].Aggregate(document, (node, part) => node[part]!);

    private static string TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several when several.Where(t => (string)t! != "null").ToArray() is { Length: 1 } only => (string)only[0]!,
        JsonArray => "",
        { } one => (string)one!,
        null => "",
    };

    private static Type Bare(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(Optional<>) ? bare.GetGenericArguments()[0] : bare;
    }

    private static JsonTypeInfo Info(Type type) =>
        EmendJsonContext.Default.GetTypeInfo(type) ?? throw new InvalidOperationException($"The client knows nothing of {type.Name}.");

    private static JsonObject Without(JsonObject properties, string name)
    {
        var rest = properties.DeepClone().AsObject();
        rest.Remove(name);
        return rest;
    }
}
