namespace Emend.Server.Storage;

/// <summary>The names of an enum's values as they are stored, in the order of the values. A format: never renamed.</summary>
internal sealed class EnumNames<T>(params string[] names)
    where T : struct, Enum
{
    private readonly T[] values = Enum.GetValues<T>();

    /// <summary>All of them, in the order of the values.</summary>
    public IReadOnlyList<string> All => names;

    public string this[T value] => names[Array.IndexOf(values, value)];

    public T this[string name] => Array.IndexOf(names, name) is >= 0 and var at
        ? values[at]
        : throw new FormatException($"'{name}' is no stored {typeof(T).Name}.");
}
