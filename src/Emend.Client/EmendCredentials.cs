using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Emend.Client;

/// <summary>Who asks: the key of a program, or the token of somebody who signed in.</summary>
public abstract class EmendCredentials
{
    private EmendCredentials()
    {
    }

    /// <summary>Nothing is sent: the <see cref="HttpClient"/> that the client was given sees to it.</summary>
    public static EmendCredentials None { get; } = new StaticCredentials((_, _) => ValueTask.CompletedTask);

    /// <summary>The key of a program, as <c>POST /emend/v1/credentials</c> made it.</summary>
    /// <param name="key">Its secret.</param>
    public static EmendCredentials Key(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new StaticCredentials((request, _) =>
        {
            request.Headers.Add("X-Api-Key", key);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>A token of <c>/v1/accounts:signInWithPassword</c>. It ends after an hour.</summary>
    /// <param name="token">The token.</param>
    public static EmendCredentials Token(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return Token(_ => ValueTask.FromResult(token));
    }

    /// <summary>Tokens that are asked for before every attempt, so that they can be renewed.</summary>
    /// <param name="token">Gives the token.</param>
    public static EmendCredentials Token(Func<CancellationToken, ValueTask<string>> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new StaticCredentials(async (request, ct) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(ct)));
    }

    /// <summary>Somebody who signs in with a password, when it is first needed and again when the token ends.</summary>
    /// <param name="tenant">The key of the tenant's sign-in; <c>demo</c> on the demo tenant.</param>
    /// <param name="username">What they sign in with.</param>
    /// <param name="password">Their password.</param>
    public static EmendCredentials SignIn(string tenant, string username, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentException.ThrowIfNullOrEmpty(password);
        return new PasswordCredentials(tenant, new(username, password));
    }

    /// <summary>Whether a token that counts no longer can be had anew.</summary>
    internal virtual bool Renews => false;

    internal abstract ValueTask ApplyAsync(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct);

    internal virtual void Forget()
    {
    }

    private sealed class StaticCredentials(Func<HttpRequestMessage, CancellationToken, ValueTask> apply) : EmendCredentials
    {
        internal override ValueTask ApplyAsync(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct) =>
            apply(request, ct);
    }

    private sealed class PasswordCredentials(string tenant, SignInRequest who) : EmendCredentials
    {
        private Task<string>? token;

        internal override bool Renews => true;

        internal override async ValueTask ApplyAsync(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct) =>
            request.Headers.Authorization = new("Bearer", await CurrentAsync(http, host).WaitAsync(ct));

        internal override void Forget() => token = null;

        // Those who come while it is on its way wait for the same one; one that failed is asked for again.
        private Task<string> CurrentAsync(HttpClient http, Uri host)
        {
            var now = token;
            return now is null or { IsFaulted: true } or { IsCanceled: true } ? token = FetchAsync(http, host) : now;
        }

        private async Task<string> FetchAsync(HttpClient http, Uri host)
        {
            var address = new Uri(host, $"v1/accounts:signInWithPassword?key={Uri.EscapeDataString(tenant)}");
            using var body = JsonContent.Create(who, EmendJsonContext.Default.SignInRequest);
            using var response = await http.PostAsync(address, body);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => (await response.Content.ReadFromJsonAsync(EmendJsonContext.Default.SignInResponse))!.IdToken,
                HttpStatusCode.BadRequest => throw Refused(await response.Content.ReadFromJsonAsync(EmendJsonContext.Default.SignInErrorResponse)),
                _ => throw new HttpRequestException($"The sign-in answered {(int)response.StatusCode}."),
            };
        }

        private static UnauthenticatedException Refused(SignInErrorResponse? signInErrorResponse) => new(new()
        {
            Type = "/problems/unauthenticated",
            Title = "The sign-in was refused.",
            Status = (int)HttpStatusCode.BadRequest,
            Detail = signInErrorResponse?.Error.Message,
        });
    }
}
