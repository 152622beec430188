using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>What someone gets who signs in.</summary>
internal sealed record SignInSession(User Person, string AccessToken, string RefreshToken);

/// <summary>A session, or the code that says why there is none.</summary>
internal readonly record struct SignInResult(SignInSession? Session, string? Refusal)
{
    public static implicit operator SignInResult(SignInSession signInSession) => new(signInSession, null);

    public static implicit operator SignInResult(string refusal) => new(null, refusal);
}

/// <summary>
/// Turns a password, or a refresh token, into an access token. A refresh token stays the same over its uses and counts for a while
/// after the last one: several clients of one person never sign each other out, and refreshing writes next to nothing.
/// </summary>
internal sealed class SignInService(
    ISignInStore store, AccessTokens tokens, IdentityOptions options, TimeProvider clock)
{
    private const int SecretBytes = 32;

    private long RefreshLife => UnixMicroseconds.FromTimeSpan(options.RefreshTokenLifetime);

    public static string Normal(string username) => username.Trim().ToLowerInvariant();

    public async Task<SignInResult> ByPassword(string key, string email, string password, CancellationToken ct)
    {
        // Before anything is read: what changes meanwhile makes the tokens void.
        var now = clock.NowMicroseconds();
        var username = Normal(email);
        var read = await store.SignIn(key, username, ct);
        if (read.Tenant is not { } tenant) return SignInErrorCodes.NoSuchKey;
        if (!await Attempt(tenant.Id, username, now, ct)) return SignInErrorCodes.TooManyAttempts;
        if (!PasswordService.Are(read.Person, password)) return SignInErrorCodes.WrongCredentials;
        await store.Right(tenant.Id, username, ct);
        if (!read.Person!.Active) return SignInErrorCodes.Disabled;
        var issuedAt = Math.Max(now, read.Person.TokensFrom);
        var refresh = RefreshText(issuedAt);
        await store.AddRefreshToken(new(Hash(refresh), tenant.Id, read.Person.Id, now + RefreshLife), now, ct);
        return new SignInSession(read.Person, await tokens.Issue(read.Person, issuedAt, ct), refresh);
    }

    /// <summary>Whether it is their password now. Counts as a sign-in does, so that a stolen token does not help to guess.</summary>
    public async Task<bool?> IsPassword(User user, string password, CancellationToken ct)
    {
        if (!await Attempt(user.Tenant, user.Username, clock.NowMicroseconds(), ct)) return null;
        if (!PasswordService.Are(user, password)) return false;
        await store.Right(user.Tenant, user.Username, ct);
        return true;
    }

    public async Task<SignInResult> ByRefreshToken(string key, string refresh, CancellationToken ct)
    {
        var now = clock.NowMicroseconds();
        var read = await store.Refresh(key, Hash(refresh), ct);
        if (read.Tenant is null) return SignInErrorCodes.NoSuchKey;
        if (read.Token is not { } token || read.Person is not { } user) return SignInErrorCodes.NoSuchRefreshToken;
        if (token.ExpiresAt <= now || IssuedAt(refresh) < user.TokensFrom) return SignInErrorCodes.Expired;
        if (!user.Active) return SignInErrorCodes.Disabled;
        if (token.ExpiresAt - now < RefreshLife / 2) await store.ExtendRefreshToken(token.Hash, now + RefreshLife, ct);
        return new SignInSession(user, await tokens.Issue(user, Math.Max(now, user.TokensFrom), ct), refresh);
    }

    /// <summary>Taken before the password is looked at: many tries at once are not more tries.</summary>
    private Task<bool> Attempt(TenantId tenant, string username, long now, CancellationToken ct)
    {
        var locked = UnixMicroseconds.FromTimeSpan(options.LockoutDuration);
        return store.Attempt(new(tenant, username, now, options.MaxFailedSignIns, now + locked, now - locked), ct);
    }

    /// <summary>The token carries when it was made: it is kept as a hash over all of it, so that nobody can change that.</summary>
    private static string RefreshText(long issuedAt)
    {
        var bytes = new byte[sizeof(long) + SecretBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, issuedAt);
        SecretGenerator.Bytes(SecretBytes).CopyTo(bytes, sizeof(long));
        return Base64Url.EncodeToString(bytes);
    }

    private static long IssuedAt(string refresh) => BinaryPrimitives.ReadInt64BigEndian(Base64Url.DecodeFromChars(refresh));

    private static byte[] Hash(string refresh) => SHA256.HashData(Encoding.UTF8.GetBytes(refresh));
}
