using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Client;

/// <summary>Sends calls, again where that can do no harm, and reads what is answered.</summary>
internal sealed class Transport(HttpClient http, Uri host, Access access, EmendClientOptions options)
{
    private readonly Uri root = new(host, "emend/v1/");

    /// <summary>Sends a call whose answer is always there.</summary>
    public async Task<T> Send<T>(Call call, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class =>
        await Ask(call, type, ct) ?? throw new EmendException(new() { Title = "The service answered nothing." });

    /// <summary>Sends a call; null where the answer is empty.</summary>
    public async Task<T?> Ask<T>(Call call, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var renewed = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(call, type, ct);
            }
            catch (UnavailableException failure)
            {
                failure.IdempotencyKey = call.Key;
                failure.Attempts = attempt;
                if (!call.MayRepeat || attempt >= options.Attempts || Wait(attempt, failure.RetryAfter) is not { } wait) throw;
                await Task.Delay(wait, options.Clock, ct);
            }
            catch (UnauthenticatedException) when (!renewed && access.Renews)
            {
                // A token that ended early; nothing was done, so this is no attempt of the call.
                renewed = true;
                access.Forget();
                attempt--;
            }
        }
    }

    private async Task<T?> Attempt<T>(Call call, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        using var patience = new CancellationTokenSource(options.Timeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var request = call.Request(root);
            await access.Apply(request, http, host, either.Token);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var bytes = await answer.Content.ReadAsByteArrayAsync(either.Token);
            return answer.StatusCode is HttpStatusCode.NotModified || (answer.IsSuccessStatusCode && bytes.Length == 0)
                ? null
                : Read(answer, bytes, type);
        }
        catch (OperationCanceledException end) when (!ct.IsCancellationRequested)
        {
            throw UnavailableException.NoAnswer("It took too long.", end);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw UnavailableException.NoAnswer(failure.Message, failure);
        }
    }

    private T Read<T>(HttpResponseMessage answer, byte[] bytes, JsonTypeInfo<T> type)
    {
        if (!answer.IsSuccessStatusCode) throw Failures.Of(answer, bytes, options.Clock);
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
