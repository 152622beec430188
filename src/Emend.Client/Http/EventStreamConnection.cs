using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Client;

/// <summary>
/// One connection over which events come (server-sent events). It ends, and says how far it came. The framework's parser passes over an
/// id without data; here that says how far was looked, and the next connection must go on there.
/// </summary>
internal sealed class EventStreamConnection<T>(HttpTransport httpTransport, ApiRequest call, JsonTypeInfo<T> type) : IAsyncDisposable
    where T : class
{
    private readonly StringBuilder data = new();
    private HttpResponseMessage? response;
    private StreamReader? lines;
    private string? id;
    private TimeSpan? retry;

    /// <summary>The last id that was told, of an event or of how far was looked; null where nothing came.</summary>
    public string? LastId { get; private set; }

    /// <summary>Why it ended, where it was not the service that ended it.</summary>
    public ServiceUnavailableException? Failure { get; private set; }

    /// <summary>How long the service asks to wait before the next connection.</summary>
    public TimeSpan? Wait => Failure?.RetryAfter ?? retry;

    /// <summary>The next event; null where the connection ended.</summary>
    public async ValueTask<T?> NextAsync(CancellationToken ct)
    {
        try
        {
            lines ??= await OpenAsync(ct);
            while (await lines.ReadLineAsync(ct) is { } line)
                if (line.Length > 0) Field(line);
                else if (Told() is { } told) return told;
        }
        catch (ServiceUnavailableException failure)
        {
            Failure = failure;
        }
        catch (IOException failure) when (!ct.IsCancellationRequested)
        {
            Failure = ServiceUnavailableException.NoAnswer(failure.Message, failure);
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        lines?.Dispose();
        response?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<StreamReader> OpenAsync(CancellationToken ct)
    {
        response = await httpTransport.OpenAsync(call, ct);
        return new(new IdleTimeoutStream(await response.Content.ReadAsStreamAsync(ct), httpTransport.Silence), Encoding.UTF8);
    }

    private void Field(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
        if (value.StartsWith(' ')) value = value[1..];
        if (name is "id") id = value;
        else if (name is "data") data.Append(data.Length > 0 ? "\n" : "").Append(value);
        else if (name is "retry" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            retry = TimeSpan.FromMilliseconds(milliseconds);
    }

    private T? Told()
    {
        LastId = id ?? LastId;
        if (data.Length == 0) return null;
        var text = data.ToString();
        data.Clear();
        return JsonSerializer.Deserialize(text, type);
    }
}
