using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>An enum that a newer server can extend. Unknown values are preserved and never cause an error.</summary>
internal interface IExtensibleEnum<T>
    where T : struct, IExtensibleEnum<T>
{
    string Name { get; }

    static abstract T Create(string name);
}

/// <summary>Reads and writes an extensible enum as a JSON string.</summary>
internal sealed class ExtensibleEnumConverter<T> : JsonConverter<T>
    where T : struct, IExtensibleEnum<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Create(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
