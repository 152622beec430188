using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Emend.Server.Common;

namespace Emend.Server.Http;

/// <summary>Writes JSON responses with Content-Length, because some clients fail on chunked empty bodies.</summary>
internal static class JsonResponseWriter
{
    private const int Default = 4_096;
    private const string Json = "application/json; charset=utf-8";

    public static async Task Write<T>(
        HttpResponse response, int status, T body, Action<Utf8JsonWriter, T> members, string type = Json)
    {
        var buffer = new ArrayBufferWriter<byte>(Default);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteObject(body, members);
        }

        await Send(response, status, buffer.WrittenMemory, type);
    }

    public static Task Write<T>(HttpResponse response, int status, T body, JsonTypeInfo<T> type) =>
        Send(response, status, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>Writes a list of strings.</summary>
    public static async Task WriteTexts(HttpResponse response, int status, IEnumerable<string> texts)
    {
        var buffer = new ArrayBufferWriter<byte>(Default);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartArray();
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        await Send(response, status, buffer.WrittenMemory, Json);
    }

    public static async Task WriteList<T>(HttpResponse response, int status, IEnumerable<T> entries, Action<Utf8JsonWriter, T> members)
    {
        var buffer = new ArrayBufferWriter<byte>(Default);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                json.WriteObject(entry, members);
            }

            json.WriteEndArray();
        }

        await Send(response, status, buffer.WrittenMemory);
    }

    private static async Task Send(HttpResponse response, int status, ReadOnlyMemory<byte> body, string type = Json)
    {
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, response.HttpContext.RequestAborted);
    }
}
