using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Http;

/// <summary>Writes members in the forms that every face has in common. A null writes nothing.</summary>
internal static class JsonWriterExtensions
{
    extension(Utf8JsonWriter json)
    {
        public void Text(string name, string? value)
        {
            if (value is not null) json.WriteString(name, value);
        }

        /// <summary>A point in time with milliseconds and Z.</summary>
        public void Moment(string name, DateTimeOffset? value)
        {
            if (value is { } moment) json.WriteString(name, Rfc3339.Write(moment));
        }

        /// <summary>A whole number where it is whole.</summary>
        public void Amount(string name, Quantity value)
        {
            if (value.IsWhole) json.WriteNumber(name, value.Thousandths / Quantity.Scale);
            else json.WriteNumber(name, value.ToDecimal());
        }

        /// <summary>A kept value, as it was kept.</summary>
        public void Kept(string name, JsonText? value)
        {
            if (value is not { } kept) return;
            json.WritePropertyName(name);
            json.WriteRawValue(kept.Raw, skipInputValidation: true);
        }

        /// <summary>The members of a kept object among those being written, but for those that are written otherwise.</summary>
        public void Spread(JsonText? value, params ReadOnlySpan<string> except)
        {
            if (value is not { } kept) return;
            foreach (var member in JsonElement.Parse(kept.Raw).EnumerateObject())
                if (!except.Contains(member.Name))
                    member.WriteTo(json);
        }

        /// <summary>Free attributes; nothing where there are none.</summary>
        public void Attributes(string name, IReadOnlyDictionary<string, JsonText> values)
        {
            if (values.Count == 0) return;
            json.WriteStartObject(name);
            foreach (var (key, value) in values) json.Kept(key, value);
            json.WriteEndObject();
        }

        public void Texts(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        /// <summary>A list of objects.</summary>
        public void Objects<T>(string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> members)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.Object(value, members);
            json.WriteEndArray();
        }

        public void Object<T>(string name, T value, Action<Utf8JsonWriter, T> members)
        {
            json.WritePropertyName(name);
            json.Object(value, members);
        }

        public void Object<T>(T value, Action<Utf8JsonWriter, T> members)
        {
            json.WriteStartObject();
            members(json, value);
            json.WriteEndObject();
        }
    }
}
