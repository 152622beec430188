namespace Emend.Server.Storage;

/// <summary>Stored names of the values of an enum, in the order of the values. Stored names never change.</summary>
internal sealed class EnumNames<T>(params string[] names)
    where T : struct, Enum
{
    private readonly T[] _values = Enum.GetValues<T>();

    /// <summary>All names, in the order of the values.</summary>
    public IReadOnlyList<string> All => names;

    public string this[T value] => names[Array.IndexOf(_values, value)];

    public T this[string name] => Find(name) ?? throw new FormatException($"'{name}' is not a stored {typeof(T).Name}.");

    /// <summary>The value with the name; null for a name of a newer version.</summary>
    public T? Find(string name) => Array.IndexOf(names, name) is >= 0 and var at ? _values[at] : null;
}
