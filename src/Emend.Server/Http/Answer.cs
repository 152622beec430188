using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Server.Http;

/// <summary>Writes answers: JSON with its length, so that no client meets an empty chunked body.</summary>
internal static class Answer
{
    public static async Task Write<T>(HttpResponse response, int status, T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }
}
