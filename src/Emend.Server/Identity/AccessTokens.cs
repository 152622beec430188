using System.Diagnostics.CodeAnalysis;
using Emend.Server.Common;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Emend.Server.Identity;

/// <summary>The caller of a token, or an error.</summary>
internal readonly record struct AccessTokenResult(Caller? Caller, AuthenticationError? Error)
{
    public static implicit operator AccessTokenResult(AuthenticationError authenticationError) => new(null, authenticationError);
}

/// <summary>Issues and reads access tokens: JWTs with HS256, signed with keys from the store.</summary>
internal sealed class AccessTokens(SigningKeys keys, IdentityOptions options, TimeProvider clock)
{
    private const string IssuerAndAudience = "emend";
    private const string TenantClaim = "tenant";
    private const string IssuedClaim = "iat_us";
    private const int MaxLength = 4_096;

    private readonly JsonWebTokenHandler _handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MaximumTokenSizeInBytes = MaxLength,
    };

    private readonly ValidatedTokenCache _cache = new(clock);

    /// <param name="issuedAt">Microseconds since 1970. The standard claim <c>iat</c> has only whole seconds.</param>
    public async ValueTask<string> Issue(User user, long issuedAt, CancellationToken ct)
    {
        var key = await keys.GetCurrent(ct);
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = IssuerAndAudience,
            Audience = IssuerAndAudience,
            IssuedAt = UnixMicroseconds.ToDateTime(issuedAt),
            Expires = clock.GetUtcNow().UtcDateTime + options.AccessTokenLifetime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [JwtRegisteredClaimNames.Sub] = user.Id.Value,
                [TenantClaim] = user.Tenant.Value,
                [IssuedClaim] = issuedAt,
            },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Reads a token. Uses a cache of validated tokens.</summary>
    public ValueTask<AccessTokenResult> Read(string token, CancellationToken ct)
    {
        if (token.Length > MaxLength)
        {
            return new(AuthenticationError.Malformed);
        }

        var tokenHash = TokenHash.From(token);
        return _cache.Find(tokenHash) is { } accessTokenResult ? new(accessTokenResult) : Verify(token, tokenHash, ct);
    }

    private async ValueTask<AccessTokenResult> Verify(string token, TokenHash tokenHash, CancellationToken ct)
    {
        if (!TryParse(token, out var parsed))
        {
            return AuthenticationError.Malformed;
        }

        if (await keys.Find(parsed.Kid ?? "", ct) is not { } key)
        {
            return AuthenticationError.Forged;
        }

        var result = await _handler.ValidateTokenAsync(parsed, CreateValidationParameters(key));
        if (!result.IsValid)
        {
            return AuthenticationError.Forged;
        }

        var tenant = parsed.GetPayloadValue<string>(TenantClaim);
        var issuedAt = parsed.GetPayloadValue<long>(IssuedClaim);
        var caller = new Caller(new(tenant), new(parsed.Subject), issuedAt) { EndsAt = new DateTimeOffset(parsed.ValidTo) };
        return _cache.Add(tokenHash, caller, parsed.ValidTo);
    }

    /// <summary>Emend checks the lifetime itself, because the handler uses only the system clock.</summary>
    private static TokenValidationParameters CreateValidationParameters(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidIssuer = IssuerAndAudience,
        ValidAudience = IssuerAndAudience,
        ValidateLifetime = false,
    };

    private static bool TryParse(string token, [NotNullWhen(true)] out JsonWebToken? parsed)
    {
        try
        {
            parsed = new JsonWebToken(token);
            return true;
        }
        catch (ArgumentException)
        {
            parsed = null;
            return false;
        }
    }
}
