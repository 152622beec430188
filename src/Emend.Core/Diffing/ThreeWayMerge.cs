using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>
/// Three states of a field: as the caller saw it, as it is, as it is wanted. What nobody else touched may be set; what is so already
/// needs no setting; the rest is a conflict.
/// </summary>
internal sealed class ThreeWayMerge
{
    private readonly ImmutableArray<FieldConflict>.Builder _conflicts = ImmutableArray.CreateBuilder<FieldConflict>();

    public ImmutableArray<FieldConflict> Conflicts => _conflicts.ToImmutable();

    /// <summary>Whether the field may be set.</summary>
    public bool TryChange<T>(string path, string words, (T Then, T Now, T Wanted) states, Func<T, string?> json)
    {
        var same = EqualityComparer<T>.Default;
        if (same.Equals(states.Now, states.Then) || same.Equals(states.Now, states.Wanted))
            return true;
        _conflicts.Add(new(path, Text(states.Then), Text(states.Now), Text(states.Wanted), words));
        return false;

        JsonText? Text(T value) => json(value) is { } text ? new JsonText(text) : null;
    }

    /// <summary>Those of the wanted attributes that may be set.</summary>
    public ImmutableSortedDictionary<string, JsonText?> Attributes(
        string path,
        ImmutableSortedDictionary<string, JsonText> then,
        ImmutableSortedDictionary<string, JsonText> now,
        ImmutableSortedDictionary<string, JsonText?> wanted) => wanted.RemoveRange(wanted
            .Where(w => !TryChange(path + OrderDiff.Part(w.Key), $"attribute {w.Key}", (Of(then, w.Key), Of(now, w.Key), w.Value), v => v?.Raw))
            .Select(w => w.Key).ToList());

    /// <summary>The addresses as wanted, on top of what others made of the rest; null where they can't be set at all.</summary>
    public ImmutableArray<Address>? Addresses(ImmutableArray<Address> then, ImmutableArray<Address> now, ImmutableArray<Address> wanted)
    {
        const string Path = "/consumer/addresses";
        if (now.SequenceEqual(then) || now.SequenceEqual(wanted))
            return wanted;
        if (now.Length != then.Length || wanted.Length != then.Length)
        {
            _conflicts.Add(new(Path, Json(then), Json(now), Json(wanted), "addresses"));
            return null;
        }
        // An address is one thing: the street of one and the city of another would be neither.
        return
        [
            .. wanted.Select((address, i) =>
                address != then[i] && TryChange($"{Path}/{i}", $"address {i + 1}", (then[i], now[i], address), a => Json(a, i))
                    ? address
                    : now[i]),
        ];
    }

    private static JsonText? Of(ImmutableSortedDictionary<string, JsonText> attributes, string name) =>
        attributes.TryGetValue(name, out var value) ? value : null;

    private static JsonText Json(ImmutableArray<Address> addresses) =>
        new($"[{string.Join(',', addresses.Select(Json))}]");

    private static string Json(Address address, int index) => OrderFields.Address(address, index).Said.Raw;
}
