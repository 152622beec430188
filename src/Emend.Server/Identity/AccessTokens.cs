using System.Diagnostics.CodeAnalysis;
using Emend.Server.Application;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Emend.Server.Identity;

/// <summary>What a token turned out to be: a caller, or why not.</summary>
internal readonly record struct AccessTokenResult(Caller? Caller, AuthenticationError? Problem)
{
    public static implicit operator AccessTokenResult(AuthenticationError authenticationError) => new(null, authenticationError);
}

/// <summary>Makes and reads access tokens: JWTs, HS256, signed by keys from the store.</summary>
internal sealed class AccessTokens(SigningKeys keys, IdentityOptions options, TimeProvider clock)
{
    private const string Party = "emend";
    private const string TenantClaim = "tenant";
    private const string IssuedClaim = "iat_us";
    private const int MaxLength = 4_096;

    private readonly JsonWebTokenHandler handler = new()
    {
        SetDefaultTimesOnTokenCreation = false,
        MaximumTokenSizeInBytes = MaxLength,
    };

    private readonly ValidatedTokenCache seen = new(clock);

    /// <param name="issuedAt">Microseconds since 1970. The claim the standard knows has whole seconds only.</param>
    public async ValueTask<string> Issue(User user, long issuedAt, CancellationToken ct)
    {
        var key = await keys.Current(ct);
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Party,
            Audience = Party,
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

    /// <summary>Cheap for a token this process has read before.</summary>
    public ValueTask<AccessTokenResult> Read(string token, CancellationToken ct)
    {
        if (token.Length > MaxLength) return new(AuthenticationError.Malformed);
        var digest = TokenHash.From(token);
        return seen.Find(digest) is { } accessTokenResult ? new(accessTokenResult) : Verify(token, digest, ct);
    }

    private async ValueTask<AccessTokenResult> Verify(string token, TokenHash digest, CancellationToken ct)
    {
        if (!TryParse(token, out var parsed)) return AuthenticationError.Malformed;
        if (await keys.Find(parsed.Kid ?? "", ct) is not { } key) return AuthenticationError.Forged;
        var result = await handler.ValidateTokenAsync(parsed, Rules(key));
        if (!result.IsValid) return AuthenticationError.Forged;
        var tenant = parsed.GetPayloadValue<string>(TenantClaim);
        var issuedAt = parsed.GetPayloadValue<long>(IssuedClaim);
        var caller = new Caller(new(tenant), new(parsed.Subject), issuedAt) { EndsAt = new DateTimeOffset(parsed.ValidTo) };
        return seen.Add(digest, caller, parsed.ValidTo);
    }

    /// <summary>The time is looked at here: the handler knows only the machine's clock.</summary>
    private static TokenValidationParameters Rules(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidIssuer = Party,
        ValidAudience = Party,
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
