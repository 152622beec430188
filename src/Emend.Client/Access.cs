using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Emend.Client;

/// <summary>Who asks: the key of a program, or the token of somebody who signed in.</summary>
public abstract class Access
{
    private Access()
    {
    }

    /// <summary>Nothing is sent: the <see cref="HttpClient"/> that the client was given sees to it.</summary>
    public static Access None { get; } = new Sent((_, _) => ValueTask.CompletedTask);

    /// <summary>The key of a program, as <c>POST /emend/v1/credentials</c> made it.</summary>
    /// <param name="key">Its secret.</param>
    public static Access Key(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new Sent((request, _) =>
        {
            request.Headers.Add("X-Api-Key", key);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>A token of <c>/v1/accounts:signInWithPassword</c>. It ends after an hour.</summary>
    /// <param name="token">The token.</param>
    public static Access Token(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return Token(_ => ValueTask.FromResult(token));
    }

    /// <summary>Tokens that are asked for before every attempt, so that they can be renewed.</summary>
    /// <param name="token">Gives the token.</param>
    public static Access Token(Func<CancellationToken, ValueTask<string>> token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new Sent(async (request, ct) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(ct)));
    }

    /// <summary>Somebody who signs in with a password, when it is first needed and again when the token ends.</summary>
    /// <param name="tenant">The key of the tenant's sign-in; <c>demo</c> on the demo tenant.</param>
    /// <param name="username">What they sign in with.</param>
    /// <param name="password">Their password.</param>
    public static Access SignIn(string tenant, string username, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentException.ThrowIfNullOrEmpty(password);
        return new SignedIn(tenant, new(username, password));
    }

    /// <summary>Whether a token that counts no longer can be had anew.</summary>
    internal virtual bool Renews => false;

    internal abstract ValueTask Apply(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct);

    internal virtual void Forget()
    {
    }

    private sealed class Sent(Func<HttpRequestMessage, CancellationToken, ValueTask> apply) : Access
    {
        internal override ValueTask Apply(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct) =>
            apply(request, ct);
    }

    private sealed class SignedIn(string tenant, PasswordSignIn who) : Access
    {
        private Task<string>? token;

        internal override bool Renews => true;

        internal override async ValueTask Apply(HttpRequestMessage request, HttpClient http, Uri host, CancellationToken ct) =>
            request.Headers.Authorization = new("Bearer", await Current(http, host).WaitAsync(ct));

        internal override void Forget() => token = null;

        // Those who come while it is on its way wait for the same one; one that failed is asked for again.
        private Task<string> Current(HttpClient http, Uri host)
        {
            var now = token;
            return now is null or { IsFaulted: true } or { IsCanceled: true } ? token = Fetch(http, host) : now;
        }

        private async Task<string> Fetch(HttpClient http, Uri host)
        {
            var address = new Uri(host, $"v1/accounts:signInWithPassword?key={Uri.EscapeDataString(tenant)}");
            using var body = JsonContent.Create(who, Wire.Default.PasswordSignIn);
            using var answer = await http.PostAsync(address, body);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => (await answer.Content.ReadFromJsonAsync(Wire.Default.SignInAnswer))!.IdToken,
                HttpStatusCode.BadRequest => throw Refused(await answer.Content.ReadFromJsonAsync(Wire.Default.SignInRefusal)),
                _ => throw new HttpRequestException($"The sign-in answered {(int)answer.StatusCode}."),
            };
        }

        private static UnauthenticatedException Refused(SignInRefusal? refusal) => new(new()
        {
            Type = "/problems/unauthenticated",
            Title = "The sign-in was refused.",
            Status = (int)HttpStatusCode.BadRequest,
            Detail = refusal?.Error.Message,
        });
    }
}
