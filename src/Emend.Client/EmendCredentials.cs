using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Emend.Client;

/// <summary>The credentials of the caller: an API key, a bearer token, or a user name and password.</summary>
public abstract class EmendCredentials
{
    private EmendCredentials()
    {
    }

    /// <summary>Adds no credentials. The <see cref="HttpClient"/> of the client must add them.</summary>
    public static EmendCredentials None { get; } = new StaticCredentials((_, _) => ValueTask.CompletedTask);

    /// <summary>Uses an API key that <c>POST /emend/v1/credentials</c> created.</summary>
    /// <param name="key">The secret of the credential.</param>
    public static EmendCredentials FromApiKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new StaticCredentials((request, _) =>
        {
            request.Headers.Add("X-Api-Key", key);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Uses a token of <c>/v1/accounts:signInWithPassword</c>. It expires after one hour.</summary>
    /// <param name="token">The token.</param>
    public static EmendCredentials FromToken(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return FromToken(_ => ValueTask.FromResult(token));
    }

    /// <summary>Gets a token before every attempt, so that the caller can renew it.</summary>
    /// <param name="token">Returns the token.</param>
    public static EmendCredentials FromToken(Func<CancellationToken, ValueTask<string>> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new StaticCredentials(
            async (request, ct) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(ct)));
    }

    /// <summary>Signs in with a password before the first request, and again when the token expires.</summary>
    /// <param name="tenant">The sign-in key of the tenant; <c>demo</c> for the demo tenant.</param>
    /// <param name="username">The user name.</param>
    /// <param name="password">The password.</param>
    public static EmendCredentials FromPassword(string tenant, string username, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentException.ThrowIfNullOrEmpty(password);
        return new PasswordCredentials(tenant, new(username, password));
    }

    /// <summary>True if an expired token can be renewed.</summary>
    internal virtual bool CanRenew => false;

    internal abstract ValueTask ApplyAsync(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct);

    internal virtual void Invalidate()
    {
    }

    private sealed class StaticCredentials(Func<HttpRequestMessage, CancellationToken, ValueTask> apply) : EmendCredentials
    {
        internal override ValueTask ApplyAsync(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct) =>
            apply(request, ct);
    }

    private sealed class PasswordCredentials(string tenant, SignInRequest signInRequest) : EmendCredentials
    {
        private Task<string>? _token;

        internal override bool CanRenew => true;

        internal override async ValueTask ApplyAsync(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct) =>
            request.Headers.Authorization = new("Bearer", await GetTokenAsync(http, host).WaitAsync(ct));

        internal override void Invalidate() => _token = null;

        // Concurrent callers share one sign-in. A failed sign-in is repeated.
        private Task<string> GetTokenAsync(HttpClient http, Uri host)
        {
            var current = _token;
            return current is null or { IsFaulted: true } or { IsCanceled: true } ? _token = SignInAsync(http, host) : current;
        }

        private async Task<string> SignInAsync(HttpClient http, Uri host)
        {
            var address = new Uri(host, $"v1/accounts:signInWithPassword?key={Uri.EscapeDataString(tenant)}");
            using var body = JsonContent.Create(signInRequest, EmendJsonContext.Default.SignInRequest);
            using var response = await http.PostAsync(address, body);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => (await response.Content.ReadFromJsonAsync(EmendJsonContext.Default.SignInResponse))!.IdToken,
                HttpStatusCode.BadRequest =>
                    throw CreateSignInException(await response.Content.ReadFromJsonAsync(EmendJsonContext.Default.SignInErrorResponse)),
                _ => throw new HttpRequestException($"The sign-in failed with status {(int)response.StatusCode}."),
            };
        }

        private static UnauthenticatedException CreateSignInException(SignInErrorResponse? error) => new(new()
        {
            Type = "/problems/unauthenticated",
            Title = "The sign-in was rejected.",
            Status = (int)HttpStatusCode.BadRequest,
            Detail = error?.Error.Message,
        });
    }
}
