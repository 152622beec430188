using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Application.Search;

/// <summary>A searchable document: values by field, and nested elements with their own values. A field may have several values.</summary>
internal sealed class SearchDocument
{
    private readonly List<(string Field, FieldValue Value)> _values = [];
    private readonly List<(string Part, SearchDocument Element)> _parts = [];

    public IReadOnlyList<(string Field, FieldValue Value)> Values => _values;

    public IReadOnlyList<(string Part, SearchDocument Element)> Parts => _parts;

    public void Add(string field, FieldValue? value)
    {
        if (value is { } known)
        {
            _values.Add((field, SearchFields.Normalize(field, known)));
        }
    }

    public void Add(string field, string? text)
    {
        if (text is not null)
        {
            Add(field, FieldValue.From(text));
        }
    }

    public void Add(string field, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            _values.Add((field, FieldValue.From(known)));
        }
    }

    /// <summary>Adds an element to a part.</summary>
    public SearchDocument AddPart(string part)
    {
        var element = new SearchDocument();
        _parts.Add((part, element));
        return element;
    }

    /// <summary>Adds custom attributes that are strings, numbers or booleans.</summary>
    public void Add(string prefix, IEnumerable<KeyValuePair<string, JsonText>> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            Add(prefix + name, FieldValue.From(JsonElement.Parse(value.Raw)));
        }
    }

    /// <summary>
    /// Adds the values of stored JSON by path, with names joined by dots. So searches also find members that Emend does not read. Arrays of
    /// objects become parts.
    /// </summary>
    public void AddJson(string path, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    AddJson($"{path}.{member.Name}", member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var entry in json.EnumerateArray())
                {
                    if (entry.ValueKind is JsonValueKind.Object)
                    {
                        AddPart(path).AddMembers(entry);
                    }
                    else
                    {
                        AddJson(path, entry);
                    }
                }

                break;
            default:
                Add(path, FieldValue.From(json));
                break;
        }
    }

    private void AddMembers(JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
        {
            AddJson(member.Name, member.Value);
        }
    }
}
