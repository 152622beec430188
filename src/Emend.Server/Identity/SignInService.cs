using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;

namespace Emend.Server.Identity;

/// <summary>The tokens of a successful sign-in.</summary>
internal sealed record SignInSession(User User, string AccessToken, string RefreshToken);

/// <summary>A session, or an error code.</summary>
internal readonly record struct SignInResult(SignInSession? Session, string? ErrorCode)
{
    public static implicit operator SignInResult(SignInSession signInSession) => new(signInSession, null);

    public static implicit operator SignInResult(string error) => new(null, error);
}

/// <summary>
/// Issues access tokens for passwords and refresh tokens. A refresh token does not change on use and stays valid for a time after its last
/// use. Several clients of one user do not sign each other out, and a refresh rarely writes.
/// </summary>
internal sealed class SignInService(
    ISignInStore store, AccessTokens tokens, PasswordHashQueue passwords, IdentityOptions options, TimeProvider clock)
{
    private const int SecretBytes = 32;

    private long RefreshTokenLifetime => UnixMicroseconds.FromTimeSpan(options.RefreshTokenLifetime);

    public static string NormalizeUsername(string username) => username.Trim().ToLowerInvariant();

    public async Task<SignInResult> SignInWithPassword(string key, string email, string password, CancellationToken ct)
    {
        // Taken before the first read, so that changes during the sign-in revoke the tokens.
        var now = clock.NowMicroseconds();
        var name = NormalizeUsername(email);
        var read = await store.FindUser(key, name, ct);
        if (read.Tenant is not { } tenant)
        {
            return SignInErrorCodes.InvalidKey;
        }

        RejectSuspended(tenant);

        // Both names of a user count the same attempts.
        var username = read.User?.Username ?? name;
        if (!await TryCountAttempt(tenant.Id, username, now, ct))
        {
            return SignInErrorCodes.TooManyAttempts;
        }

        if (!await passwords.Verify(read.User, password, ct))
        {
            return SignInErrorCodes.InvalidCredentials;
        }

        await store.ResetFailures(tenant.Id, username, ct);
        if (!read.User!.Active)
        {
            return SignInErrorCodes.UserDisabled;
        }

        var issuedAt = Math.Max(now, read.User.TokensValidFrom);
        var refresh = CreateRefreshToken(issuedAt);
        await store.AddRefreshToken(new(Hash(refresh), tenant.Id, read.User.Id, now + RefreshTokenLifetime), now, ct);
        return new SignInSession(read.User, await tokens.Issue(read.User, issuedAt, ct), refresh);
    }

    /// <summary>Computes the hash of a new password.</summary>
    public Task<string> HashPassword(string password, CancellationToken ct) => passwords.Hash(password, ct);

    /// <summary>
    /// Verifies the current password. Counts as a sign-in attempt, so a stolen token does not allow guessing. Null if locked.
    /// </summary>
    public async Task<bool?> VerifyPassword(User user, string password, CancellationToken ct)
    {
        if (!await TryCountAttempt(user.Tenant, user.Username, clock.NowMicroseconds(), ct))
        {
            return null;
        }

        if (!await passwords.Verify(user, password, ct))
        {
            return false;
        }

        await store.ResetFailures(user.Tenant, user.Username, ct);
        return true;
    }

    public async Task<SignInResult> SignInWithRefreshToken(string key, string refresh, CancellationToken ct)
    {
        var now = clock.NowMicroseconds();
        var read = await store.FindRefreshToken(key, Hash(refresh), ct);
        if (read.Tenant is not { } tenant)
        {
            return SignInErrorCodes.InvalidKey;
        }

        RejectSuspended(tenant);

        if (read.Token is not { } token || read.User is not { } user)
        {
            return SignInErrorCodes.InvalidRefreshToken;
        }

        if (token.ExpiresAt <= now || ReadIssuedAt(refresh) < user.TokensValidFrom)
        {
            return SignInErrorCodes.TokenExpired;
        }

        if (!user.Active)
        {
            return SignInErrorCodes.UserDisabled;
        }

        if (token.ExpiresAt - now < RefreshTokenLifetime / 2)
        {
            await store.ExtendRefreshToken(token.Tenant, token.Hash, now + RefreshTokenLifetime, ct);
        }

        return new SignInSession(user, await tokens.Issue(user, Math.Max(now, user.TokensValidFrom), ct), refresh);
    }

    private static void RejectSuspended(Tenant tenant)
    {
        if (tenant.IsSuspended)
        {
            throw new TenantSuspendedException();
        }
    }

    /// <summary>Counts the attempt before the password check, so concurrent requests do not allow more attempts.</summary>
    private Task<bool> TryCountAttempt(TenantId tenant, string username, long now, CancellationToken ct)
    {
        var lockout = UnixMicroseconds.FromTimeSpan(options.LockoutDuration);
        return store.TryCountAttempt(new(tenant, username, now, options.MaxFailedSignIns, now + lockout, now - lockout), ct);
    }

    /// <summary>The token contains its time of issue. The stored hash covers the whole token, so the time cannot be changed.</summary>
    private static string CreateRefreshToken(long issuedAt)
    {
        var bytes = new byte[sizeof(long) + SecretBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, issuedAt);
        SecretGenerator.CreateBytes(SecretBytes).CopyTo(bytes, sizeof(long));
        return Base64Url.EncodeToString(bytes);
    }

    private static long ReadIssuedAt(string refresh) => BinaryPrimitives.ReadInt64BigEndian(Base64Url.DecodeFromChars(refresh));

    private static byte[] Hash(string refresh) => SHA256.HashData(Encoding.UTF8.GetBytes(refresh));
}
