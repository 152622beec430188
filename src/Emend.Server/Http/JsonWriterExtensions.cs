using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Server.Http;

/// <summary>Writes members in the formats that all APIs share. A null value writes nothing.</summary>
internal static class JsonWriterExtensions
{
    extension(Utf8JsonWriter json)
    {
        public void WriteText(string name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        /// <summary>A UTC timestamp with milliseconds and Z.</summary>
        public void WriteTimestamp(string name, DateTimeOffset? value)
        {
            if (value is { } moment)
            {
                json.WriteString(name, Rfc3339.Write(moment));
            }
        }

        /// <summary>Whole quantities without decimals.</summary>
        public void WriteQuantity(string name, Quantity value)
        {
            if (value.IsWhole)
            {
                json.WriteNumber(name, value.Thousandths / Quantity.Scale);
            }
            else
            {
                json.WriteNumber(name, value.ToDecimal());
            }
        }

        /// <summary>Stored JSON, unchanged.</summary>
        public void WriteJson(string name, JsonText? value)
        {
            if (value is not { } stored)
            {
                return;
            }

            json.WritePropertyName(name);
            json.WriteRawValue(stored.Raw, skipInputValidation: true);
        }

        /// <summary>The members of a stored object, except the given names.</summary>
        public void WriteMembers(JsonText? value, params ReadOnlySpan<string> except)
        {
            if (value is not { } stored)
            {
                return;
            }

            foreach (var member in JsonElement.Parse(stored.Raw).EnumerateObject())
            {
                if (!except.Contains(member.Name))
                {
                    member.WriteTo(json);
                }
            }
        }

        /// <summary>Custom attributes. Writes nothing if there are none.</summary>
        public void WriteAttributes(string name, IReadOnlyDictionary<string, JsonText> values)
        {
            if (values.Count == 0)
            {
                return;
            }

            json.WriteStartObject(name);
            foreach (var (key, value) in values)
            {
                json.WriteJson(key, value);
            }

            json.WriteEndObject();
        }

        public void WriteTexts(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        /// <summary>An array of objects.</summary>
        public void WriteObjects<T>(string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> members)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteObject(value, members);
            }

            json.WriteEndArray();
        }

        public void WriteObject<T>(string name, T value, Action<Utf8JsonWriter, T> members)
        {
            json.WritePropertyName(name);
            json.WriteObject(value, members);
        }

        public void WriteObject<T>(T value, Action<Utf8JsonWriter, T> members)
        {
            json.WriteStartObject();
            members(json, value);
            json.WriteEndObject();
        }
    }
}
