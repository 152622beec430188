using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Client;

/// <summary>A request that can be sent several times. The body is serialized once, so that every attempt sends identical bytes.</summary>
internal sealed class ApiRequest
{
    private readonly HttpMethod _method;
    private readonly StringBuilder _path;
    private byte[]? _body;
    private long? _ifNoneMatch;
    private long? _ifMatch;
    private string? _lastEventId;
    private bool _acceptsEventStream;

    private ApiRequest(HttpMethod method, string path) => (this._method, this._path) = (method, new(path));

    /// <summary>The idempotency key of a write; null if the request has none.</summary>
    public string? Key { get; private set; }

    /// <summary>True if the request can be sent again without side effects.</summary>
    public bool IsRetryable { get; private set; }

    public static ApiRequest Get(string path) => new(HttpMethod.Get, path) { IsRetryable = true };

    /// <summary>Creates a write with an idempotency key. The server applies it once, even if it is sent several times.</summary>
    public static ApiRequest WriteWithKey(HttpMethod method, string path, string? key) =>
        new(method, path) { Key = ValidateKey(key) ?? Guid.NewGuid().ToString("N"), IsRetryable = true };

    /// <summary>Creates a POST that writes nothing, or that is idempotent without a key.</summary>
    public static ApiRequest RetryablePost(string path) => new(HttpMethod.Post, path) { IsRetryable = true };

    /// <summary>Creates a write without an idempotency key. It is sent only once.</summary>
    public static ApiRequest WriteWithoutKey(HttpMethod method, string path) => new(method, path);

    /// <summary>Escapes a path segment.</summary>
    public static string EscapeSegment(string segment)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(segment);
        return segment is "." or ".."
            ? throw new ArgumentException("'.' and '..' are not valid ids.", nameof(segment))
            : Uri.EscapeDataString(segment);
    }

    public ApiRequest WithBody<T>(T value, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(value);
        _body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return this;
    }

    public ApiRequest WithQuery(string name, string? value)
    {
        if (value is null)
        {
            return this;
        }

        _path.Append(_path.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?');
        _path.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public ApiRequest WithQuery(string name, long? value) => WithQuery(name, value?.ToString(CultureInfo.InvariantCulture));

    public ApiRequest WithQuery(string name, DateTimeOffset? time) =>
        WithQuery(name, time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Adds the parameter once for each value.</summary>
    public ApiRequest WithQuery(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            WithQuery(name, value);
        }

        return this;
    }

    public ApiRequest WithQuery(string revisionName, string timeName, AsOf asOf) =>
        WithQuery(revisionName, asOf.Revision).WithQuery(timeName, asOf.Time);

    /// <summary>Sets If-None-Match. The response is 304 if the resource still has this revision.</summary>
    public ApiRequest IfNoneMatch(long revision)
    {
        _ifNoneMatch = revision;
        return this;
    }

    /// <summary>Sets If-Match. The request fails if the resource has another version.</summary>
    public ApiRequest IfMatch(long? version)
    {
        _ifMatch = version;
        return this;
    }

    /// <summary>Requests a stream of server-sent events, after the event with this id if one is given.</summary>
    public ApiRequest AsEventStream(string? eventId)
    {
        (_lastEventId, _acceptsEventStream) = (eventId, true);
        return this;
    }

    public HttpRequestMessage ToHttpRequestMessage(Uri root)
    {
        var request = new HttpRequestMessage(_method, new Uri(root, _path.ToString()));
        request.Headers.Accept.Add(new(_acceptsEventStream ? "text/event-stream" : "application/json"));
        request.Headers.Accept.Add(new("application/problem+json"));
        if (Key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Key);
        }

        if (_ifNoneMatch is { } revision)
        {
            request.Headers.IfNoneMatch.Add(new($"\"{revision}\""));
        }

        if (_ifMatch is { } version)
        {
            request.Headers.IfMatch.Add(new($"\"{version}\""));
        }

        if (_lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", _lastEventId);
        }

        if (_body is null)
        {
            return request;
        }

        request.Content = new ByteArrayContent(_body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return request;
    }

    private static string? ValidateKey(string? key) =>
        key is null || (key.Length is > 0 and <= 200 && key.All(c => c is >= '!' and <= '~')) ? key
        : throw new ArgumentException("An idempotency key has 1 to 200 visible ASCII characters.", nameof(key));
}
