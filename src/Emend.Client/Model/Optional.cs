using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A member that may be left out: left out it stays as it is, null takes it away, a value replaces it.</summary>
/// <remarks>A value converts by itself: <c>Email = "david@example.com"</c>, or <c>Email = null</c> to take it away.</remarks>
/// <typeparam name="T">What it holds.</typeparam>
public readonly record struct Optional<T>
{
    private readonly T? value;

    /// <summary>Says something.</summary>
    /// <param name="value">The value, or null to take it away.</param>
    public Optional(T? value) => (this.value, IsGiven) = (value, true);

    /// <summary>Whether anything is said.</summary>
    public bool IsGiven { get; }

    /// <summary>The value; null where it is taken away or nothing is said.</summary>
    public T? Value => value;

    /// <summary>Says the value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the other way.")]
    public static implicit operator Optional<T>(T? value) => new(value);
}

/// <summary>What is said is written, null too; what is left out is never asked for.</summary>
internal sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
{
    public override bool HandleNull => true;

    public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.TokenType is JsonTokenType.Null ? default : (T?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(T))));

    public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options)
    {
        if (value.Value is null) writer.WriteNullValue();
        else JsonSerializer.Serialize(writer, value.Value, options.GetTypeInfo(typeof(T)));
    }
}
