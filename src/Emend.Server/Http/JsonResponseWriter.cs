using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Emend.Server.Common;

namespace Emend.Server.Http;

/// <summary>Writes JSON responses with Content-Length, because some clients fail on chunked empty bodies.</summary>
internal static class JsonResponseWriter
{
    private const int InitialSize = 4_096;
    private const string Json = "application/json; charset=utf-8";

    public static Task Write<T>(HttpResponse response, int status, T body, Action<Utf8JsonWriter, T> members, string type = Json) =>
        WriteValue(response, status, (body, members), static (json, item) => json.WriteObject(item.body, item.members), type);

    public static Task Write<T>(HttpResponse response, int status, T body, JsonTypeInfo<T> contract, string type = Json) => WriteValue(
        response, status, (body, contract), static (json, item) => JsonSerializer.Serialize(json, item.body, item.contract), type);

    /// <summary>Writes a list of strings.</summary>
    public static Task WriteTexts(HttpResponse response, int status, IEnumerable<string> texts) => WriteValue(
        response,
        status,
        texts,
        static (json, values) =>
        {
            json.WriteStartArray();
            foreach (var text in values)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        });

    public static Task WriteList<T>(HttpResponse response, int status, IEnumerable<T> entries, Action<Utf8JsonWriter, T> members) =>
        WriteValue(
            response,
            status,
            (entries, members),
            static (json, list) =>
            {
                json.WriteStartArray();
                foreach (var entry in list.entries)
                {
                    json.WriteObject(entry, list.members);
                }

                json.WriteEndArray();
            });

    private static async Task WriteValue<T>(
        HttpResponse response, int status, T body, Action<Utf8JsonWriter, T> write, string type = Json)
    {
        using var buffer = new PooledBuffer(InitialSize);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            write(json, body);
        }

        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = buffer.Written.Length;
        await response.BodyWriter.WriteAsync(buffer.Written, response.HttpContext.RequestAborted);
    }
}
