using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>
/// SHA-256 of a token. Tokens are looked up by it and never by themselves, so that how long a comparison takes tells nothing about
/// a token that is known.
/// </summary>
internal readonly record struct TokenDigest(UInt128 High, UInt128 Low)
{
    public static TokenDigest Of(string token)
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
internal sealed class KnownTokens(TimeProvider clock)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<TokenDigest, (Caller Caller, DateTime ExpiresAt)> known = new();

    public TokenReading? Find(TokenDigest digest) =>
        known.TryGetValue(digest, out var token) ? Judge(token.Caller, token.ExpiresAt) : (TokenReading?)null;

    public TokenReading Add(TokenDigest digest, Caller caller, DateTime expiresAt)
    {
        var reading = Judge(caller, expiresAt);
        if (reading.Caller is null) return reading;
        if (known.Count >= Most) Shrink();
        known[digest] = (caller, expiresAt);
        return reading;
    }

    private TokenReading Judge(Caller caller, DateTime expiresAt) =>
        clock.GetUtcNow().UtcDateTime < expiresAt ? new TokenReading(caller, null) : CallerProblem.Expired;

    private void Shrink()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (digest, token) in known)
        {
            if (token.ExpiresAt <= now) known.TryRemove(digest, out _);
        }

        if (known.Count >= Most) known.Clear();
    }
}
