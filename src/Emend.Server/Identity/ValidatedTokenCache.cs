using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Emend.Server.Identity;

/// <summary>
/// SHA-256 of a token. Caches use the hash as the key, never the token, so the time of a comparison reveals nothing about known tokens.
/// </summary>
internal readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    public static TokenHash From(string token)
    {
        Span<byte> text = stackalloc byte[Encoding.UTF8.GetMaxByteCount(512)];
        var bytes = Encoding.UTF8.GetByteCount(token) is var count && count <= text.Length ? text[..count] : new byte[count];
        Encoding.UTF8.GetBytes(token, bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }
}

/// <summary>Cache of tokens with a valid signature, until they expire.</summary>
internal sealed class ValidatedTokenCache(TimeProvider clock)
{
    private const int MaxCached = 10_000;

    private readonly ConcurrentDictionary<TokenHash, (Caller Caller, DateTime ExpiresAt)> _known = new();

    public AccessTokenResult? Find(TokenHash tokenHash) =>
        _known.TryGetValue(tokenHash, out var token) ? CheckExpiration(token.Caller, token.ExpiresAt) : (AccessTokenResult?)null;

    public AccessTokenResult Add(TokenHash tokenHash, Caller caller, DateTime expiresAt)
    {
        var result = CheckExpiration(caller, expiresAt);
        if (result.Caller is null)
        {
            return result;
        }

        if (_known.Count >= MaxCached)
        {
            RemoveExpired();
        }

        _known[tokenHash] = (caller, expiresAt);
        return result;
    }

    private AccessTokenResult CheckExpiration(Caller caller, DateTime expiresAt) =>
        clock.GetUtcNow().UtcDateTime < expiresAt ? new AccessTokenResult(caller, null) : AuthenticationError.Expired;

    private void RemoveExpired()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (tokenHash, token) in _known)
        {
            if (token.ExpiresAt <= now)
            {
                _known.TryRemove(tokenHash, out _);
            }
        }

        if (_known.Count >= MaxCached)
        {
            _known.Clear();
        }
    }
}
