using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Client;

/// <summary>A request, which can be made again: its body is written once, so that every attempt sends the very same.</summary>
internal sealed class ApiRequest
{
    private readonly HttpMethod method;
    private readonly StringBuilder path;
    private byte[]? body;
    private long? known;
    private long? still;
    private string? heard;
    private bool streams;

    private ApiRequest(HttpMethod method, string path) => (this.method, this.path) = (method, new(path));

    /// <summary>The idempotency key of a write; null where there is none.</summary>
    public string? Key { get; private set; }

    /// <summary>Whether it may be made again without doing anything twice.</summary>
    public bool MayRepeat { get; private set; }

    public static ApiRequest Get(string path) => new(HttpMethod.Get, path) { MayRepeat = true };

    /// <summary>A write that is done once, however often it is sent.</summary>
    public static ApiRequest Once(HttpMethod method, string path, string? key) =>
        new(method, path) { Key = Checked(key) ?? Guid.NewGuid().ToString("N"), MayRepeat = true };

    /// <summary>A post that writes nothing.</summary>
    public static ApiRequest Preview(string path) => new(HttpMethod.Post, path) { MayRepeat = true };

    /// <summary>A write that takes no key: it is sent once.</summary>
    public static ApiRequest Write(HttpMethod method, string path) => new(method, path);

    /// <summary>A part of a path, which may hold anything.</summary>
    public static string Part(string part)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(part);
        return part is "." or ".." ? throw new ArgumentException("It is no id.", nameof(part)) : Uri.EscapeDataString(part);
    }

    public ApiRequest With<T>(T value, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(value);
        body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return this;
    }

    public ApiRequest Asking(string name, string? value)
    {
        if (value is null) return this;
        path.Append(path.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?');
        path.Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public ApiRequest Asking(string name, long? value) => Asking(name, value?.ToString(CultureInfo.InvariantCulture));

    public ApiRequest Asking(string name, DateTimeOffset? moment) =>
        Asking(name, moment?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A parameter that is there once for each value.</summary>
    public ApiRequest Asking(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? []) Asking(name, value);
        return this;
    }

    public ApiRequest Asking(string revision, string moment, AsOf asOf) =>
        Asking(revision, asOf.OfRevision).Asking(moment, asOf.OfMoment);

    /// <summary>The answer may be that it is still the same.</summary>
    public ApiRequest Unless(long revision)
    {
        known = revision;
        return this;
    }

    /// <summary>Only where it is still in this version.</summary>
    public ApiRequest IfStill(long? version)
    {
        still = version;
        return this;
    }

    /// <summary>As a stream, behind the event of this id where one is named.</summary>
    public ApiRequest AsStreamBehind(string? id)
    {
        (heard, streams) = (id, true);
        return this;
    }

    public HttpRequestMessage Request(Uri root)
    {
        var request = new HttpRequestMessage(method, new Uri(root, path.ToString()));
        request.Headers.Accept.Add(new(streams ? "text/event-stream" : "application/json"));
        request.Headers.Accept.Add(new("application/problem+json"));
        if (Key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", Key);
        if (known is { } revision) request.Headers.IfNoneMatch.Add(new($"\"{revision}\""));
        if (still is { } version) request.Headers.IfMatch.Add(new($"\"{version}\""));
        if (heard is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", heard);
        if (body is null) return request;
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return request;
    }

    private static string? Checked(string? key) =>
        key is null || (key.Length is > 0 and <= 200 && key.All(c => c is >= '!' and <= '~')) ? key
        : throw new ArgumentException("It is no key: 1 to 200 visible characters of ASCII are.", nameof(key));
}
