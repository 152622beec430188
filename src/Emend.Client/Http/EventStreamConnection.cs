using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Client;

/// <summary>
/// One connection of a server-sent event stream. After the end, <see cref="LastId"/> is the position to continue from. The parser of the
/// framework ignores an id without data. The server sends such ids to report its position, so this class reads them too.
/// </summary>
internal sealed class EventStreamConnection<T>(HttpTransport httpTransport, ApiRequest request, JsonTypeInfo<T> type) : IAsyncDisposable
    where T : class
{
    private readonly StringBuilder _data = new();
    private HttpResponseMessage? _response;
    private StreamReader? _reader;
    private string? _id;
    private TimeSpan? _retry;

    /// <summary>The last received id, of an event or of a position report; null if none was received.</summary>
    public string? LastId { get; private set; }

    /// <summary>The error that ended the connection; null if the server ended it.</summary>
    public ServiceUnavailableException? Failure { get; private set; }

    /// <summary>The delay that the server requests before the next connection; null if it requests none.</summary>
    public TimeSpan? ReconnectDelay => Failure?.RetryAfter ?? _retry;

    /// <summary>Reads the next event. Returns null when the connection has ended.</summary>
    public async ValueTask<T?> ReadNextAsync(CancellationToken ct)
    {
        try
        {
            _reader ??= await OpenAsync(ct);
            while (await _reader.ReadLineAsync(ct) is { } line)
            {
                if (line.Length > 0)
                {
                    ParseField(line);
                }
                else if (TakeEvent() is { } received)
                {
                    return received;
                }
            }
        }
        catch (ServiceUnavailableException failure)
        {
            Failure = failure;
        }
        catch (IOException failure) when (!ct.IsCancellationRequested)
        {
            Failure = ServiceUnavailableException.ForNoResponse(failure.Message, failure);
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        _response?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<StreamReader> OpenAsync(CancellationToken ct)
    {
        _response = await httpTransport.OpenAsync(request, ct);
        return new(httpTransport.EndWhenIdle(await _response.Content.ReadAsStreamAsync(ct)), Encoding.UTF8);
    }

    private void ParseField(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
        if (value.StartsWith(' '))
        {
            value = value[1..];
        }

        if (name is "id")
        {
            _id = value;
        }
        else if (name is "data")
        {
            _data.Append(_data.Length > 0 ? "\n" : "").Append(value);
        }
        else if (name is "retry" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            _retry = TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    private T? TakeEvent()
    {
        LastId = _id ?? LastId;
        if (_data.Length == 0)
        {
            return null;
        }

        var text = _data.ToString();
        _data.Clear();
        return JsonSerializer.Deserialize(text, type);
    }
}
