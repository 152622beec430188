using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A member that can be unset. Unset keeps the current value, null removes it, a value replaces it.</summary>
/// <remarks>A value converts implicitly: <c>Email = "david@example.com"</c>, or <c>Email = null</c> to remove the value.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct Optional<T>
{
    private readonly T? _value;

    /// <summary>Sets the value.</summary>
    /// <param name="value">The value, or null to remove it.</param>
    public Optional(T? value) => (this._value, IsSet) = (value, true);

    /// <summary>True if a value or null is set.</summary>
    public bool IsSet { get; }

    /// <summary>The value; null if it is removed or unset.</summary>
    public T? Value => _value;

    /// <summary>Converts a value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative.")]
    public static implicit operator Optional<T>(T? value) => new(value);
}

/// <summary>Writes set values, including null. The serializer never calls the converter for unset values.</summary>
internal sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
{
    public override bool HandleNull => true;

    public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.TokenType is JsonTokenType.Null ? default : (T?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(T))));

    public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options)
    {
        if (value.Value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Value, options.GetTypeInfo(typeof(T)));
        }
    }
}
