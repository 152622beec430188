using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Emend.Client;

/// <summary>One connection over which events come (server-sent events). It ends, and says how far it came.</summary>
internal sealed class EventStream(Transport transport, Call call) : IAsyncDisposable
{
    private HttpResponseMessage? answer;
    private SseParser<OrderEvent?>? parser;
    private IAsyncEnumerator<SseItem<OrderEvent?>>? items;

    /// <summary>The last id that was told, of an event or of how far was looked; null where nothing came.</summary>
    public string? LastId => parser?.LastEventId is { Length: > 0 } id ? id : null;

    /// <summary>Why it ended, where it was not the service that ended it.</summary>
    public UnavailableException? Failure { get; private set; }

    /// <summary>How long the service asks to wait before the next connection.</summary>
    public TimeSpan? Wait => Failure?.RetryAfter
        ?? (parser?.ReconnectionInterval is { } told && told != Timeout.InfiniteTimeSpan ? told : null);

    /// <summary>The next event; null where the connection ended.</summary>
    public async ValueTask<OrderEvent?> Next(CancellationToken ct)
    {
        try
        {
            items ??= await Open(ct);
            while (await items.MoveNextAsync())
                if (items.Current.Data is { } told)
                    return told;
        }
        catch (UnavailableException failure)
        {
            Failure = failure;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            Failure = UnavailableException.NoAnswer(failure.Message, failure);
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (items is not null) await items.DisposeAsync();
        }
        finally
        {
            answer?.Dispose();
        }
    }

    private async Task<IAsyncEnumerator<SseItem<OrderEvent?>>> Open(CancellationToken ct)
    {
        answer = await transport.Open(call, ct);
        var patient = new PatientStream(await answer.Content.ReadAsStreamAsync(ct), transport.Silence);
        parser = SseParser.Create(patient, static (_, data) => data.IsEmpty ? null : JsonSerializer.Deserialize(data, Wire.Default.OrderEvent));
        return parser.EnumerateAsync(ct).GetAsyncEnumerator(ct);
    }
}
