using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Emend.Server.Http;

/// <summary>A request body after validation: JSON that matches the schema, or all validation errors.</summary>
/// <param name="Json">The body, if it is valid.</param>
/// <param name="Bytes">The body as received. Input of the idempotency fingerprint.</param>
/// <param name="Status">0 if the body is valid; otherwise 400, 413 or 415.</param>
/// <param name="Errors">The validation errors.</param>
internal sealed record JsonBody(JsonElement Json, ReadOnlyMemory<byte> Bytes, int Status, ImmutableArray<ValidationError> Errors)
{
    /// <summary>The default size limit of a body, in bytes. Bulk endpoints have larger limits.</summary>
    public const int Max = 1_048_576;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public bool IsValid => Status == 0;

    public static ValueTask<JsonBody> Read(HttpRequest request, JsonSchema schema, CancellationToken ct) => Read(request, schema, Max, ct);

    /// <summary>Reads and validates a body of at most <paramref name="max"/> bytes.</summary>
    public static async ValueTask<JsonBody> Read(HttpRequest request, JsonSchema schema, int max, CancellationToken ct)
    {
        if (!IsJson(request.ContentType))
        {
            return Invalid(415, "has content type " + ValueFormatter.Truncate(request.ContentType!), "must be sent as application/json");
        }

        if (request.Headers.ContentEncoding.Count > 0)
        {
            return Invalid(415, "has a Content-Encoding", "must be sent without Content-Encoding");
        }

        var bytes = await RequestBodyReader.Read(request, max, ct);
        return bytes is { } read ? Parse(read, schema) : Invalid(413, $"is larger than {max} bytes", $"must be at most {max} bytes");
    }

    /// <summary>Parses and validates bytes that are already received.</summary>
    public static JsonBody Parse(ReadOnlyMemory<byte> bytes, JsonSchema schema)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return Invalid(400, "is empty", $"must be {schema.Expectation} in JSON");
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            return Invalid(400, $"is not valid UTF-8 from byte {CountValidBytes(bytes.Span)} on", "must be JSON in UTF-8");
        }

        JsonElement json;
        try
        {
            json = JsonElement.Parse(bytes.Span, Options);
        }
        catch (JsonException e)
        {
            var place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            return Invalid(400, $"is not JSON at {place}", $"must be JSON with at most {Options.MaxDepth} levels of nesting");
        }

        var report = new ValidationReport();
        if (HasEscapedSurrogate(bytes.Span))
        {
            TextSanitizer.ValidateNames(json, report);
        }

        if (report.Errors.IsEmpty)
        {
            schema.Validate(json, report);
        }

        return new(json, bytes, report.Errors.IsEmpty ? 0 : 400, report.Errors);
    }

    private static bool HasEscapedSurrogate(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\\ud"u8) >= 0 || bytes.IndexOf("\\uD"u8) >= 0;

    private static JsonBody Invalid(int status, string detail, string expected) =>
        new(default, default, status, [new("", detail, expected)]);

    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
        {
            return true;
        }

        var kind = contentType.AsSpan();
        var end = kind.IndexOf(';');
        kind = (end < 0 ? kind : kind[..end]).Trim();
        return kind.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (kind.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && kind.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }

    private static int CountValidBytes(ReadOnlySpan<byte> bytes)
    {
        var validBytes = 0;
        while (System.Text.Rune.DecodeFromUtf8(bytes[validBytes..], out _, out var taken) == OperationStatus.Done)
        {
            validBytes += taken;
        }

        return validBytes;
    }
}
