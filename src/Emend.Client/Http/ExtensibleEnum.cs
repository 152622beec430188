using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A word out of a list that may grow: what a newer server says is kept as it is, and never fails.</summary>
internal interface IExtensibleEnum<T>
    where T : struct, IExtensibleEnum<T>
{
    string Name { get; }

    static abstract T Of(string name);
}

/// <summary>Words are texts on the wire.</summary>
internal sealed class ExtensibleEnumConverter<T> : JsonConverter<T>
    where T : struct, IExtensibleEnum<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
