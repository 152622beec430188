using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>
/// Three-way merge of the base, current and requested values of fields. A field can be set if no other modification changed it, or if it
/// already has the requested value. Every other field is a conflict.
/// </summary>
internal sealed class ThreeWayMerge
{
    private readonly ImmutableArray<FieldConflict>.Builder _conflicts = ImmutableArray.CreateBuilder<FieldConflict>();

    public ImmutableArray<FieldConflict> Conflicts => _conflicts.ToImmutable();

    /// <summary>Whether the field can be set; otherwise adds a conflict.</summary>
    public bool TryChange<T>(string path, string words, (T Then, T Now, T Wanted) states, Func<T, string?> json)
    {
        var same = EqualityComparer<T>.Default;
        if (same.Equals(states.Now, states.Then) || same.Equals(states.Now, states.Wanted))
        {
            return true;
        }

        _conflicts.Add(new(path, Text(states.Then), Text(states.Now), Text(states.Wanted), words));
        return false;

        JsonText? Text(T value) => json(value) is { } text ? new JsonText(text) : null;
    }

    /// <summary>Returns the requested attributes without conflicts.</summary>
    public ImmutableSortedDictionary<string, JsonText?> MergeAttributes(
        string path,
        ImmutableSortedDictionary<string, JsonText> then,
        ImmutableSortedDictionary<string, JsonText> now,
        ImmutableSortedDictionary<string, JsonText?> requested) => requested.RemoveRange(requested
            .Where(w => !TryChange(
                path + OrderDiff.ToPathSegment(w.Key), $"attribute {w.Key}", (Find(then, w.Key), Find(now, w.Key), w.Value), v => v?.Raw))
            .Select(w => w.Key).ToList());

    /// <summary>Merges the requested addresses with the current ones; null if they cannot be merged.</summary>
    public ImmutableArray<Address>? MergeAddresses(
        ImmutableArray<Address> then, ImmutableArray<Address> now, ImmutableArray<Address> requested)
    {
        const string Path = "/consumer/addresses";
        if (now.SequenceEqual(then) || now.SequenceEqual(requested))
        {
            return requested;
        }

        if (now.Length != then.Length || requested.Length != then.Length)
        {
            _conflicts.Add(new(Path, ToJson(then), ToJson(now), ToJson(requested), "addresses"));
            return null;
        }
        // An address is merged as a whole: mixing two addresses would create an invalid one.
        return
        [
            .. requested.Select((address, i) =>
                address != then[i] && TryChange($"{Path}/{i}", $"address {i + 1}", (then[i], now[i], address), a => ToJson(a, i))
                    ? address
                    : now[i]),
        ];
    }

    private static JsonText? Find(ImmutableSortedDictionary<string, JsonText> attributes, string name) =>
        attributes.TryGetValue(name, out var value) ? value : null;

    private static JsonText ToJson(ImmutableArray<Address> addresses) =>
        new($"[{string.Join(',', addresses.Select(ToJson))}]");

    private static string ToJson(Address address, int index) => OrderFields.CreateAddress(address, index).AsJson.Raw;
}
