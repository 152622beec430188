using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Builds a diff object. Null values are omitted.</summary>
internal sealed class DiffObjectBuilder
{
    private readonly List<DiffNode> _diffNodes = [];

    public IReadOnlyList<DiffNode> Fields => _diffNodes;

    public static DiffObject Build(string name, string text, Action<DiffObjectBuilder> fill)
    {
        var fields = new DiffObjectBuilder();
        fill(fields);
        return new DiffObject(name, text, fields.Fields);
    }

    public DiffObjectBuilder Text(string name, string text, string? value) =>
        Json(name, text, value is null ? null : DiffNode.ToJsonString(value));

    public DiffObjectBuilder Amount(string name, string text, Quantity value) => Json(name, text, value.ToString());

    public DiffObjectBuilder Number(string name, string text, decimal? value) =>
        Json(name, text, value?.ToString(CultureInfo.InvariantCulture));

    public DiffObjectBuilder Time(string name, string text, DateTimeOffset? value) =>
        Text(name, text, value is { } at ? FormatTime(at) : null);

    public static string FormatTime(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public DiffObjectBuilder State<T>(string name, string text, T? value)
        where T : struct, Enum => Text(name, text, value is { } state ? CamelCase(state.ToString()) : null);

    public DiffObjectBuilder Json(string name, string text, string? json)
    {
        if (json is not null)
        {
            _diffNodes.Add(new DiffValue(name, text, json));
        }

        return this;
    }

    /// <summary>Adds an object; omitted if it has no fields.</summary>
    public DiffObjectBuilder Object(string name, string text, Action<DiffObjectBuilder> fill)
    {
        if (Build(name, text, fill) is { Fields.Count: > 0 } diffObject)
        {
            _diffNodes.Add(diffObject);
        }

        return this;
    }

    public DiffObjectBuilder Items<T>(string name, ImmutableArray<T> items, Func<T, int, DiffObject> item) =>
        Object(name, "", all =>
        {
            for (var i = 0; i < items.Length; i++)
            {
                all._diffNodes.Add(item(items[i], i));
            }
        });

    public DiffObjectBuilder Attributes(string name, ImmutableSortedDictionary<string, JsonText> attributes) =>
        Object(name, "", all =>
        {
            foreach (var (key, value) in attributes)
            {
                all.Json(key, $"attribute {key}", value.Raw);
            }
        });

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
