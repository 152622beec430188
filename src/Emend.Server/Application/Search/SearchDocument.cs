using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Application.Search;

/// <summary>Something as a search sees it: values by field, and parts with values of their own. A field may have several values.</summary>
internal sealed class SearchDocument
{
    private readonly List<(string Field, FieldValue Value)> values = [];
    private readonly List<(string Part, SearchDocument Element)> parts = [];

    public IReadOnlyList<(string Field, FieldValue Value)> Values => values;

    public IReadOnlyList<(string Part, SearchDocument Element)> Parts => parts;

    public void Add(string field, FieldValue? fieldValue)
    {
        if (fieldValue is { } known) values.Add((field, known));
    }

    public void Add(string field, string? text)
    {
        if (text is not null) values.Add((field, FieldValue.From(text)));
    }

    public void Add(string field, DateTimeOffset? moment)
    {
        if (moment is { } known) values.Add((field, FieldValue.From(known)));
    }

    /// <summary>A new element of a part.</summary>
    public SearchDocument Part(string part)
    {
        var element = new SearchDocument();
        parts.Add((part, element));
        return element;
    }

    /// <summary>Free attributes that are texts, numbers or flags.</summary>
    public void Add(string prefix, IEnumerable<KeyValuePair<string, JsonText>> attributes)
    {
        foreach (var (name, value) in attributes) Add(prefix + name, FieldValue.From(JsonElement.Parse(value.Raw)));
    }

    /// <summary>
    /// A kept object by the paths in it, names joined by points: what Emend does not read can be found nevertheless. Lists of objects are
    /// parts.
    /// </summary>
    public void Spread(string path, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject()) Spread($"{path}.{member.Name}", member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var entry in json.EnumerateArray())
                {
                    if (entry.ValueKind is JsonValueKind.Object) Part(path).SpreadMembers(entry);
                    else Spread(path, entry);
                }

                break;
            default:
                Add(path, FieldValue.From(json));
                break;
        }
    }

    private void SpreadMembers(JsonElement json)
    {
        foreach (var member in json.EnumerateObject()) Spread(member.Name, member.Value);
    }
}
