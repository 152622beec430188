using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;

namespace Emend.Core.Differences;

/// <summary>Collects the fields of an object. What is null is not there.</summary>
internal sealed class Fields
{
    private readonly List<Node> _nodes = [];

    public IReadOnlyList<Node> All => _nodes;

    public static Branch Of(string name, string words, Action<Fields> fill)
    {
        var fields = new Fields();
        fill(fields);
        return new Branch(name, words, fields.All);
    }

    public Fields Text(string name, string words, string? value) => Raw(name, words, value is null ? null : Node.Quoted(value));

    public Fields Amount(string name, string words, Quantity value) => Raw(name, words, value.ToString());

    public Fields Number(string name, string words, decimal? value) => Raw(name, words, value?.ToString(CultureInfo.InvariantCulture));

    public Fields Moment(string name, string words, DateTimeOffset? value) =>
        Text(name, words, value is { } at ? Text(at) : null);

    public static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public Fields State<T>(string name, string words, T? value)
        where T : struct, Enum => Text(name, words, value is { } state ? CamelCase(state.ToString()) : null);

    public Fields Raw(string name, string words, string? json)
    {
        if (json is not null)
            _nodes.Add(new Leaf(name, words, json));
        return this;
    }

    /// <summary>Fields below a field; none where it has none.</summary>
    public Fields Object(string name, string words, Action<Fields> fill)
    {
        if (Of(name, words, fill) is { Fields.Count: > 0 } branch)
            _nodes.Add(branch);
        return this;
    }

    public Fields Each<T>(string name, ImmutableArray<T> items, Func<T, int, Branch> item) =>
        Object(name, "", all =>
        {
            for (var i = 0; i < items.Length; i++)
                all._nodes.Add(item(items[i], i));
        });

    public Fields Attributes(string name, ImmutableSortedDictionary<string, JsonText> attributes) =>
        Object(name, "", all =>
        {
            foreach (var (key, value) in attributes)
                all.Raw(key, $"attribute {key}", value.Raw);
        });

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
