using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Client;

/// <summary>Sends calls, again where that can do no harm, and reads what is answered.</summary>
internal sealed class Transport(HttpClient http, Uri host, Access access, EmendClientOptions options)
{
    private readonly Uri root = new(host, "emend/v1/");

    /// <summary>How long a stream may say nothing at all.</summary>
    public TimeSpan Silence => options.Silence;

    /// <summary>Sends a call whose answer is always there.</summary>
    public async Task<T> Send<T>(Call call, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class =>
        await Ask(call, type, ct) ?? throw new EmendException(new() { Title = "The service answered nothing." });

    /// <summary>Sends a call; null where the answer is empty.</summary>
    public async Task<T?> Ask<T>(Call call, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Known(call, answer => Read(answer, type, ct), HttpCompletionOption.ResponseContentRead, ct);
            }
            catch (UnavailableException failure)
            {
                failure.IdempotencyKey = call.Key;
                failure.Attempts = attempt;
                if (!call.MayRepeat || attempt >= options.Attempts || Wait(attempt, failure.RetryAfter) is not { } wait) throw;
                await Task.Delay(wait, options.Clock, ct);
            }
        }
    }

    /// <summary>Opens a stream: one attempt, and an answer whose body is yet to come. It is the caller's to end.</summary>
    public Task<HttpResponseMessage> Open(Call call, CancellationToken ct) =>
        Known(call, Task.FromResult, HttpCompletionOption.ResponseHeadersRead, ct);

    /// <summary>Waits before a stream is opened again: as long as the service asks, the longer the more often nothing came.</summary>
    public Task Pause(int failures, TimeSpan? asked, CancellationToken ct)
    {
        var wait = failures == 0 ? TimeSpan.Zero : Wait(Math.Min(failures, 30), null)!.Value;
        return Task.Delay(asked is { } told && told > wait ? told : wait, options.Clock, ct);
    }

    // A token may end early. Nothing was done then, so that asking anew is no attempt of the call.
    private async Task<T> Known<T>(
        Call call, Func<HttpResponseMessage, Task<T>> read, HttpCompletionOption completion, CancellationToken ct)
    {
        try
        {
            return await Attempt(call, read, completion, ct);
        }
        catch (UnauthenticatedException) when (access.Renews)
        {
            access.Forget();
            return await Attempt(call, read, completion, ct);
        }
    }

    private async Task<T> Attempt<T>(
        Call call, Func<HttpResponseMessage, Task<T>> read, HttpCompletionOption completion, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.Timeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        HttpResponseMessage? answer = null;
        try
        {
            using var request = call.Request(root);
            await access.Apply(request, http, host, either.Token);
            answer = await http.SendAsync(request, completion, either.Token);
            if (!answer.IsSuccessStatusCode && answer.StatusCode is not HttpStatusCode.NotModified)
                throw Failures.Of(answer, await answer.Content.ReadAsByteArrayAsync(either.Token), options.Clock);
            var told = await read(answer);
            if (completion is HttpCompletionOption.ResponseHeadersRead) answer = null;
            return told;
        }
        catch (OperationCanceledException end) when (!ct.IsCancellationRequested)
        {
            throw UnavailableException.NoAnswer("It took too long.", end);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw UnavailableException.NoAnswer(failure.Message, failure);
        }
        finally
        {
            answer?.Dispose();
        }
    }

    private static async Task<T?> Read<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
        if (answer.StatusCode is HttpStatusCode.NotModified || bytes.Length == 0) return null;
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException unreadable)
        {
            throw Failures.Unreadable((int)answer.StatusCode, unreadable);
        }
    }

    /// <summary>How long to wait before the next attempt; null where that is longer than anybody wants to.</summary>
    private TimeSpan? Wait(int attempt, TimeSpan? asked)
    {
        var most = Math.Min(options.FirstWait.TotalMilliseconds * Math.Pow(2, attempt - 1), options.LongestWait.TotalMilliseconds);
        var own = TimeSpan.FromMilliseconds(most * (1 + Random.Shared.NextDouble()) / 2);
        if (asked is not { } told) return own;
        return told > options.LongestWait ? null : told > own ? told : own;
    }
}
