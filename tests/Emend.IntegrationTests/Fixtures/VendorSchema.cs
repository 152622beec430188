using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Emend.Server.Common;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// One schema of an OpenAPI 3.0 document, read once. A closed schema that is part of a composition allows the members of the other parts,
/// the siblings: otherwise no value could satisfy the composition.
/// </summary>
internal sealed class VendorSchema
{
    private readonly Dictionary<string, VendorSchema> _properties = [];
    private readonly List<VendorSchema> _allOf = [];
    private readonly List<VendorSchema> _anyOf = [];
    private readonly List<VendorSchema> _oneOf = [];
    private readonly Dictionary<string, VendorSchema> _mapping = [];
    private string[] _required = [];
    private HashSet<string>? _values;
    private string? _type;
    private string? _format;
    private string? _discriminator;
    private bool _isNullable;
    private bool _isClosed;
    private VendorSchema? _additional;
    private VendorSchema? _items;
    private Regex? _pattern;
    private (double Least, double Most) _number = (double.NegativeInfinity, double.PositiveInfinity);
    private (int Least, int Most) _length = (0, int.MaxValue);
    private (int Least, int Most) _count = (0, int.MaxValue);

    /// <summary>Reads a schema. The function resolves references; it returns the same object for the same reference.</summary>
    public void Read(JsonElement schema, Func<JsonElement, VendorSchema> resolve)
    {
        _type = schema.ReadText("type");
        _format = schema.ReadText("format");
        _isNullable = schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean();
        _required = [.. schema.ReadEntries("required").Select(r => r.GetString()!)];
        _values = schema.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray().Select(v => v.ToString())] : null;
        _pattern = schema.ReadText("pattern") is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant) : null;
        _number = (Bound(schema, "minimum") ?? _number.Least, Bound(schema, "maximum") ?? _number.Most);
        _length = ((int)(Bound(schema, "minLength") ?? 0), (int)(Bound(schema, "maxLength") ?? int.MaxValue));
        _count = ((int)(Bound(schema, "minItems") ?? 0), (int)(Bound(schema, "maxItems") ?? int.MaxValue));
        _items = schema.TryGetProperty("items", out var items) ? resolve(items) : null;
        ReadProperties(schema, resolve);
        _allOf.AddRange(schema.ReadEntries("allOf").Select(resolve));
        _anyOf.AddRange(schema.ReadEntries("anyOf").Select(resolve));
        _oneOf.AddRange(schema.ReadEntries("oneOf").Select(resolve));
    }

    /// <summary>The deviations of a value: where and what.</summary>
    public List<string> FindDeviations(JsonElement value)
    {
        var found = new List<string>();
        Validate(value, "", [], found);
        return found;
    }

    private static double? Bound(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var bound) && bound.ValueKind == JsonValueKind.Number ? bound.GetDouble() : null;

    private void ReadProperties(JsonElement schema, Func<JsonElement, VendorSchema> resolve)
    {
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                _properties[property.Name] = resolve(property.Value);
            }
        }

        if (schema.TryGetProperty("additionalProperties", out var additional))
        {
            _isClosed = additional.ValueKind == JsonValueKind.False;
            _additional = additional.ValueKind == JsonValueKind.Object ? resolve(additional) : null;
        }

        // A discriminator without a mapping names the schema by its component name: an example only, so the alternatives decide.
        if (schema.TryGetProperty("discriminator", out var discriminator) && discriminator.TryGetProperty("mapping", out var mapping))
        {
            _discriminator = discriminator.ReadText("propertyName");
            foreach (var entry in mapping.EnumerateObject())
            {
                _mapping[entry.Name] = resolve(JsonSerializer.SerializeToElement(new Dictionary<string, string?>
                {
                    ["$ref"] = entry.Value.GetString(),
                }));
            }
        }
    }

    private void Validate(JsonElement value, string path, IReadOnlyCollection<VendorSchema> siblings, List<string> found)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!_isNullable && _type is not null)
            {
                found.Add($"{path}: is null");
            }

            return;
        }

        if (!HasType(value))
        {
            found.Add($"{path}: is not of type {_type}");
            return;
        }

        if (_values is { } values && !values.Contains(value.ToString()))
        {
            found.Add($"{path}: {value} is not one of {string.Join(", ", values.Take(12))}");
        }

        IReadOnlyCollection<VendorSchema> all =
            _allOf.Count + _anyOf.Count + _oneOf.Count == 0 ? siblings : [.. siblings, .. Flatten([])];
        ValidateKind(value, path, all, found);
        foreach (var part in _allOf)
        {
            part.Validate(value, path, all, found);
        }

        found.AddRange(FindDeviations(_anyOf, value, path, all, isExclusive: false));
        found.AddRange(FindDeviations(_oneOf, value, path, all, isExclusive: true));
    }

    private void ValidateKind(JsonElement value, string path, IReadOnlyCollection<VendorSchema> siblings, List<string> found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                ValidateMembers(value, path, siblings, found);
                break;
            case JsonValueKind.Array:
                ValidateItems(value, path, siblings, found);
                break;
            case JsonValueKind.String:
                ValidateText(value.GetString()!, path, found);
                break;
            case JsonValueKind.Number when value.GetDouble() < _number.Least || value.GetDouble() > _number.Most:
                found.Add($"{path}: {value} is not from {_number.Least} to {_number.Most}");
                break;
        }
    }

    private void ValidateMembers(JsonElement value, string path, IReadOnlyCollection<VendorSchema> siblings, List<string> found)
    {
        found.AddRange(_required.Where(r => !value.TryGetProperty(r, out _)).Select(r => $"{path}: lacks {r}"));
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            if (_properties.TryGetValue(member.Name, out var schema))
            {
                schema.Validate(member.Value, at, Flatten(siblings.Select(s => s._properties.GetValueOrDefault(member.Name))), found);
            }
            else if (siblings.Any(s => s._properties.ContainsKey(member.Name)))
            {
                continue;
            }
            else if (_isClosed)
            {
                found.Add($"{at}: is not a member");
            }
            else
            {
                _additional?.Validate(member.Value, at, [], found);
            }
        }
    }

    private void ValidateItems(JsonElement value, string path, IReadOnlyCollection<VendorSchema> siblings, List<string> found)
    {
        var count = value.GetArrayLength();
        if (count < _count.Least || count > _count.Most)
        {
            found.Add($"{path}: has {count} elements, not from {_count.Least} to {_count.Most}");
        }

        var others = Flatten(siblings.Select(s => s._items));
        foreach (var item in _items is null ? [] : value.EnumerateArray().ToArray())
        {
            _items!.Validate(item, path + "[]", others, found);
        }
    }

    private void ValidateText(string text, string path, List<string> found)
    {
        var isFormatted = _format switch
        {
            "date-time" => text.Contains('T', StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            "uuid" => Guid.TryParse(text, out _),
            "email" => text.Contains('@', StringComparison.Ordinal),
            _ => true,
        };
        if (!isFormatted)
        {
            found.Add($"{path}: is not a {_format}");
        }

        if (text.Length < _length.Least || text.Length > _length.Most || _pattern?.IsMatch(text) == false)
        {
            found.Add($"{path}: \"{text}\" has the wrong length or pattern");
        }
    }

    // If no alternative fits, the deviations of the closest one are told.
    private List<string> FindDeviations(
        List<VendorSchema> alternatives, JsonElement value, string path, IReadOnlyCollection<VendorSchema> siblings, bool isExclusive)
    {
        if (alternatives.Count == 0)
        {
            return [];
        }

        if (_discriminator is { } name && value.ValueKind == JsonValueKind.Object && value.ReadText(name) is { } kind
            && _mapping.TryGetValue(kind, out var mapped))
        {
            return mapped.DeviationsAt(value, path, siblings);
        }

        var results = alternatives.Select(a => a.DeviationsAt(value, path, siblings)).ToList();
        var fitting = results.Count(r => r.Count == 0);
        return fitting == 0 ? results.MinBy(r => r.Count)!
            : isExclusive && fitting > 1 ? [$"{path}: {fitting} of {results.Count} alternatives fit, not one"] : [];
    }

    private List<string> DeviationsAt(JsonElement value, string path, IReadOnlyCollection<VendorSchema> siblings)
    {
        var found = new List<string>();
        Validate(value, path, siblings, found);
        return found;
    }

    private bool HasType(JsonElement value) => _type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => true,
    };

    private static List<VendorSchema> Flatten(IEnumerable<VendorSchema?> schemas) =>
        [.. schemas.OfType<VendorSchema>().SelectMany(s => s.Flatten([]))];

    /// <summary>This schema and the parts of its compositions.</summary>
    private IEnumerable<VendorSchema> Flatten(HashSet<VendorSchema> visited) =>
        visited.Add(this)
            ? new[] { this }.Concat(_allOf.Concat(_anyOf).Concat(_oneOf).Concat(_mapping.Values).SelectMany(s => s.Flatten(visited)))
            : [];
}
