using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Client;

/// <summary>Sends calls, again where that can do no harm, and reads what is answered.</summary>
internal sealed class HttpTransport(HttpClient http, Uri host, EmendCredentials emendCredentials, EmendClientOptions options)
{
    private readonly Uri root = new(host, "emend/v1/");

    /// <summary>How long a stream may say nothing at all.</summary>
    public TimeSpan Silence => options.IdleTimeout;

    /// <summary>Sends a call whose answer is always there.</summary>
    public async Task<T> SendAsync<T>(ApiRequest call, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class =>
        await AskAsync(call, type, ct) ?? throw new EmendException(new() { Title = "The service answered nothing." });

    /// <summary>Sends a call; null where the answer is empty.</summary>
    public async Task<T?> AskAsync<T>(ApiRequest call, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await KnownAsync(call, response => ReadAsync(response, type, ct), HttpCompletionOption.ResponseContentRead, ct);
            }
            catch (ServiceUnavailableException failure)
            {
                failure.IdempotencyKey = call.Key;
                failure.Attempts = attempt;
                if (!call.MayRepeat || attempt >= options.MaxAttempts || Wait(attempt, failure.RetryAfter) is not { } wait) throw;
                await Task.Delay(wait, options.Clock, ct);
            }
        }
    }

    /// <summary>Opens a stream: one attempt, and an answer whose body is yet to come. It is the caller's to end.</summary>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest call, CancellationToken ct) =>
        KnownAsync(call, Task.FromResult, HttpCompletionOption.ResponseHeadersRead, ct);

    /// <summary>Waits before a stream is opened again: as long as the service asks, the longer the more often nothing came.</summary>
    public Task PauseAsync(int failures, TimeSpan? asked, CancellationToken ct)
    {
        var wait = failures == 0 ? TimeSpan.Zero : Wait(Math.Min(failures, 30), null)!.Value;
        return Task.Delay(asked is { } told && told > wait ? told : wait, options.Clock, ct);
    }

    // A token may end early. Nothing was done then, so that asking anew is no attempt of the call.
    private async Task<T> KnownAsync<T>(
        ApiRequest call, Func<HttpResponseMessage, Task<T>> read, HttpCompletionOption completion, CancellationToken ct)
    {
        try
        {
            return await AttemptAsync(call, read, completion, ct);
        }
        catch (UnauthenticatedException) when (emendCredentials.Renews)
        {
            emendCredentials.Forget();
            return await AttemptAsync(call, read, completion, ct);
        }
    }

    private async Task<T> AttemptAsync<T>(
        ApiRequest call, Func<HttpResponseMessage, Task<T>> read, HttpCompletionOption completion, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        HttpResponseMessage? response = null;
        try
        {
            using var request = call.Request(root);
            await emendCredentials.ApplyAsync(request, http, host, either.Token);
            response = await http.SendAsync(request, completion, either.Token);
            if (!response.IsSuccessStatusCode && response.StatusCode is not HttpStatusCode.NotModified)
                throw ProblemExceptionFactory.Of(response, await response.Content.ReadAsByteArrayAsync(either.Token), options.Clock);
            var told = await read(response);
            if (completion is HttpCompletionOption.ResponseHeadersRead) response = null;
            return told;
        }
        catch (OperationCanceledException end) when (!ct.IsCancellationRequested)
        {
            throw ServiceUnavailableException.NoAnswer("It took too long.", end);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw ServiceUnavailableException.NoAnswer(failure.Message, failure);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        if (response.StatusCode is HttpStatusCode.NotModified || bytes.Length == 0) return null;
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException unreadable)
        {
            throw ProblemExceptionFactory.Unreadable((int)response.StatusCode, unreadable);
        }
    }

    /// <summary>How long to wait before the next attempt; null where that is longer than anybody wants to.</summary>
    private TimeSpan? Wait(int attempt, TimeSpan? asked)
    {
        var most = Math.Min(options.InitialBackoff.TotalMilliseconds * Math.Pow(2, attempt - 1), options.MaxBackoff.TotalMilliseconds);
        var own = TimeSpan.FromMilliseconds(most * (1 + Random.Shared.NextDouble()) / 2);
        if (asked is not { } told) return own;
        return told > options.MaxBackoff ? null : told > own ? told : own;
    }
}
