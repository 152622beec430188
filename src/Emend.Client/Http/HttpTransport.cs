using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Client;

/// <summary>Sends requests, retries them if that is safe, and reads the responses.</summary>
internal sealed class HttpTransport(HttpClient http, Uri host, EmendCredentials credentials, EmendClientOptions options)
{
    private readonly Uri _root = new(host, "emend/v1/");

    /// <summary>A stream that fails when no data arrives for the maximum idle time.</summary>
    public Stream EndWhenIdle(Stream stream) => new IdleTimeoutStream(stream, options.IdleTimeout, options.Clock);

    /// <summary>Sends a request whose response always has a body.</summary>
    public async Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class =>
        await SendOptionalAsync(request, type, ct) ?? throw new EmendException(new() { Title = "The response has no body." });

    /// <summary>Sends a request. Returns null if the response has no body.</summary>
    public async Task<T?> SendOptionalAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAuthenticatedAsync(
                    request, response => ReadAsync(response, type, ct), HttpCompletionOption.ResponseContentRead, ct);
            }
            catch (ServiceUnavailableException failure)
            {
                failure.IdempotencyKey = request.Key;
                failure.Attempts = attempt;
                if (!request.IsRetryable || attempt >= options.MaxAttempts)
                {
                    throw;
                }

                if (GetRetryDelay(attempt, failure.RetryAfter) is not { } wait)
                {
                    throw;
                }

                await Task.Delay(wait, options.Clock, ct);
            }
        }
    }

    /// <summary>Opens a stream with one attempt. Returns after the headers; the caller disposes the response.</summary>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken ct) =>
        SendAuthenticatedAsync(request, Task.FromResult, HttpCompletionOption.ResponseHeadersRead, ct);

    /// <summary>
    /// Waits before a stream is reopened: at least as long as the server requests, and longer after each consecutive failure.
    /// </summary>
    public Task DelayReconnectAsync(int failures, TimeSpan? requested, CancellationToken ct)
    {
        var wait = failures == 0 ? TimeSpan.Zero : GetRetryDelay(Math.Min(failures, 30), null)!.Value;
        return Task.Delay(requested is { } minimum && minimum > wait ? minimum : wait, options.Clock, ct);
    }

    // A token can become invalid early. A 401 response has no side effects, so this repetition does not count as an attempt.
    private async Task<T> SendAuthenticatedAsync<T>(
        ApiRequest request, Func<HttpResponseMessage, Task<T>> read, HttpCompletionOption completion, CancellationToken ct)
    {
        try
        {
            return await AttemptAsync(request, read, completion, ct);
        }
        catch (UnauthenticatedException) when (credentials.CanRenew)
        {
            credentials.Invalidate();
            return await AttemptAsync(request, read, completion, ct);
        }
    }

    private async Task<T> AttemptAsync<T>(
        ApiRequest apiRequest, Func<HttpResponseMessage, Task<T>> read, HttpCompletionOption completion, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, options.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        HttpResponseMessage? response = null;
        try
        {
            using var request = apiRequest.ToHttpRequestMessage(_root);
            await credentials.ApplyAsync(request, http, host, linked.Token);
            response = await http.SendAsync(request, completion, linked.Token);
            if (!response.IsSuccessStatusCode && response.StatusCode is not HttpStatusCode.NotModified)
            {
                throw ProblemExceptionFactory.Create(response, await response.Content.ReadAsByteArrayAsync(linked.Token), options.Clock);
            }

            var result = await read(response);
            if (completion is HttpCompletionOption.ResponseHeadersRead)
            {
                response = null;
            }

            return result;
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw ServiceUnavailableException.ForNoResponse("The request timed out.", exception);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw ServiceUnavailableException.ForNoResponse(failure.Message, failure);
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
        if (response.StatusCode is HttpStatusCode.NotModified || bytes.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException exception)
        {
            throw ProblemExceptionFactory.CreateForUnreadableBody((int)response.StatusCode, exception);
        }
    }

    /// <summary>Returns the delay before the next attempt; null if the server requests more than the maximum delay.</summary>
    private TimeSpan? GetRetryDelay(int attempt, TimeSpan? requested)
    {
        var maximum = Math.Min(options.InitialBackoff.TotalMilliseconds * Math.Pow(2, attempt - 1), options.MaxBackoff.TotalMilliseconds);
        var backoff = TimeSpan.FromMilliseconds(maximum * (1 + Random.Shared.NextDouble()) / 2);
        if (requested is not { } minimum)
        {
            return backoff;
        }

        return minimum > options.MaxBackoff ? null : minimum > backoff ? minimum : backoff;
    }
}
