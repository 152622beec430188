using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>
/// SHA-256 of a token. Tokens are looked up by it and never by themselves, so that how long a comparison takes tells nothing about
/// a token that is known.
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

/// <summary>Tokens whose signature was found right, until they expire.</summary>
internal sealed class ValidatedTokenCache(TimeProvider clock)
{
    private const int Max = 10_000;

    private readonly ConcurrentDictionary<TokenHash, (Caller Caller, DateTime ExpiresAt)> known = new();

    public AccessTokenResult? Find(TokenHash digest) =>
        known.TryGetValue(digest, out var token) ? Judge(token.Caller, token.ExpiresAt) : (AccessTokenResult?)null;

    public AccessTokenResult Add(TokenHash digest, Caller caller, DateTime expiresAt)
    {
        var reading = Judge(caller, expiresAt);
        if (reading.Caller is null) return reading;
        if (known.Count >= Max) Shrink();
        known[digest] = (caller, expiresAt);
        return reading;
    }

    private AccessTokenResult Judge(Caller caller, DateTime expiresAt) =>
        clock.GetUtcNow().UtcDateTime < expiresAt ? new AccessTokenResult(caller, null) : AuthenticationError.Expired;

    private void Shrink()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (digest, token) in known)
        {
            if (token.ExpiresAt <= now) known.TryRemove(digest, out _);
        }

        if (known.Count >= Max) known.Clear();
    }
}
