using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>What someone gets who signs in.</summary>
internal sealed record Session(Person Person, string AccessToken, string RefreshToken);

/// <summary>A session, or the code that says why there is none.</summary>
internal readonly record struct SignInResult(Session? Session, string? Refusal)
{
    public static implicit operator SignInResult(Session session) => new(session, null);

    public static implicit operator SignInResult(string refusal) => new(null, refusal);
}

/// <summary>
/// Turns a password, or a refresh token, into an access token. A refresh token stays the same over its uses and counts for a while
/// after the last one: several clients of one person never sign each other out, and refreshing writes next to nothing.
/// </summary>
internal sealed class SignIn(
    ISignInStore store, AccessTokens tokens, IdentityOptions options, TimeProvider clock)
{
    private const int SecretBytes = 32;

    private long RefreshLife => Micros.Of(options.RefreshLife);

    public static string Normal(string username) => username.Trim().ToLowerInvariant();

    public async Task<SignInResult> ByPassword(string key, string email, string password, CancellationToken ct)
    {
        // Before anything is read: what changes meanwhile makes the tokens void.
        var now = clock.Now();
        var username = Normal(email);
        var read = await store.SignIn(key, username, ct);
        if (read.Tenant is not { } tenant) return SignInRefusals.NoSuchKey;
        if (!await Attempt(tenant.Id, username, now, ct)) return SignInRefusals.TooManyAttempts;
        if (!Passwords.Are(read.Person, password)) return SignInRefusals.WrongCredentials;
        await store.Right(tenant.Id, username, ct);
        if (!read.Person!.Active) return SignInRefusals.Disabled;
        var issuedAt = Math.Max(now, read.Person.TokensFrom);
        var refresh = RefreshText(issuedAt);
        await store.AddRefreshToken(new(Hash(refresh), tenant.Id, read.Person.Id, now + RefreshLife), now, ct);
        return new Session(read.Person, await tokens.Issue(read.Person, issuedAt, ct), refresh);
    }

    /// <summary>Whether it is their password now. Counts as a sign-in does, so that a stolen token does not help to guess.</summary>
    public async Task<bool?> IsPassword(Person person, string password, CancellationToken ct)
    {
        if (!await Attempt(person.Tenant, person.Username, clock.Now(), ct)) return null;
        if (!Passwords.Are(person, password)) return false;
        await store.Right(person.Tenant, person.Username, ct);
        return true;
    }

    public async Task<SignInResult> ByRefreshToken(string key, string refresh, CancellationToken ct)
    {
        var now = clock.Now();
        var read = await store.Refresh(key, Hash(refresh), ct);
        if (read.Tenant is null) return SignInRefusals.NoSuchKey;
        if (read.Token is not { } token || read.Person is not { } person) return SignInRefusals.NoSuchRefreshToken;
        if (token.ExpiresAt <= now || IssuedAt(refresh) < person.TokensFrom) return SignInRefusals.Expired;
        if (!person.Active) return SignInRefusals.Disabled;
        if (token.ExpiresAt - now < RefreshLife / 2) await store.ExtendRefreshToken(token.Hash, now + RefreshLife, ct);
        return new Session(person, await tokens.Issue(person, Math.Max(now, person.TokensFrom), ct), refresh);
    }

    /// <summary>Taken before the password is looked at: many tries at once are not more tries.</summary>
    private Task<bool> Attempt(TenantId tenant, string username, long now, CancellationToken ct)
    {
        var locked = Micros.Of(options.LockedFor);
        return store.Attempt(new(tenant, username, now, options.FailuresInARow, now + locked, now - locked), ct);
    }

    /// <summary>The token carries when it was made: it is kept as a hash over all of it, so that nobody can change that.</summary>
    private static string RefreshText(long issuedAt)
    {
        var bytes = new byte[sizeof(long) + SecretBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, issuedAt);
        Secrets.Bytes(SecretBytes).CopyTo(bytes, sizeof(long));
        return Base64Url.EncodeToString(bytes);
    }

    private static long IssuedAt(string refresh) => BinaryPrimitives.ReadInt64BigEndian(Base64Url.DecodeFromChars(refresh));

    private static byte[] Hash(string refresh) => SHA256.HashData(Encoding.UTF8.GetBytes(refresh));
}
