using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Emend.Server.Http;

/// <summary>A body that was read and checked: either a document of the shape asked for, or everything that is wrong with it.</summary>
/// <param name="Json">The body, where nothing is wrong.</param>
/// <param name="Bytes">The body as it came: what a fingerprint is taken of.</param>
/// <param name="Status">0 where nothing is wrong; else 400, 413 or 415.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record JsonBody(JsonElement Json, ReadOnlyMemory<byte> Bytes, int Status, ImmutableArray<ValidationError> Problems)
{
    /// <summary>The largest body that is read, but for those of many rows.</summary>
    public const int Max = 1_048_576;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public bool IsGood => Status == 0;

    public static ValueTask<JsonBody> Read(HttpRequest request, JsonSchema schema, CancellationToken ct) => Read(request, schema, Max, ct);

    /// <summary>The same, for bodies that may be larger.</summary>
    public static async ValueTask<JsonBody> Read(HttpRequest request, JsonSchema schema, int max, CancellationToken ct)
    {
        if (!IsJson(request.ContentType)) return Bad(415, "is " + ValueFormatter.Short(request.ContentType!), "must be sent as application/json");
        if (request.Headers.ContentEncoding.Count > 0) return Bad(415, "is encoded", "must be sent without Content-Encoding");
        var bytes = await RequestBodyReader.Read(request, max, ct);
        return bytes is { } read ? Parse(read, schema) : Bad(413, $"is larger than {max} bytes", $"must be at most {max} bytes");
    }

    /// <summary>Reads what was received already.</summary>
    public static JsonBody Parse(ReadOnlyMemory<byte> bytes, JsonSchema schema)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty) return Bad(400, "is empty", $"must be {schema.Expectation} in JSON");
        if (!Utf8.IsValid(bytes.Span)) return Bad(400, $"is not valid UTF-8 from byte {ValidPart(bytes.Span)} on", "must be JSON in UTF-8");
        JsonElement json;
        try
        {
            json = JsonElement.Parse(bytes.Span, Options);
        }
        catch (JsonException e)
        {
            var place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            return Bad(400, $"is not JSON at {place}", $"must be JSON, nested at most {Options.MaxDepth} deep");
        }

        var report = new ValidationReport();
        schema.Validate(json, report);
        return new(json, bytes, report.Problems.IsEmpty ? 0 : 400, report.Problems);
    }

    private static JsonBody Bad(int status, string detail, string expected) => new(default, default, status, [new("", detail, expected)]);

    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType)) return true;
        var kind = contentType.AsSpan();
        var end = kind.IndexOf(';');
        kind = (end < 0 ? kind : kind[..end]).Trim();
        return kind.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (kind.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && kind.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }

    private static int ValidPart(ReadOnlySpan<byte> bytes)
    {
        var done = 0;
        while (System.Text.Rune.DecodeFromUtf8(bytes[done..], out _, out var taken) == OperationStatus.Done) done += taken;
        return done;
    }
}
