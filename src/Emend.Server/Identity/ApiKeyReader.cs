using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>
/// Reads the header of programs that have a key. Whose key it is never changes, so it is remembered; whether it still counts is
/// asked anew on every request, with the roles.
/// </summary>
internal sealed class ApiKeyReader(ICredentialStore store)
{
    public const string Header = "X-Api-Key";

    private const int MaxLength = 200;
    private const int MaxKnown = 10_000;

    private readonly ConcurrentDictionary<TokenHash, Caller> known = new();

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public ValueTask<AccessTokenResult> Read(string key, CancellationToken ct)
    {
        if (key.Length > MaxLength) return new(AuthenticationError.UnknownKey);
        var digest = TokenHash.From(key);
        return known.TryGetValue(digest, out var caller) ? new(new AccessTokenResult(caller, null)) : Look(key, digest, ct);
    }

    private async ValueTask<AccessTokenResult> Look(string key, TokenHash digest, CancellationToken ct)
    {
        var hash = Hash(key);
        if (await store.Owner(hash, ct) is not var (tenant, credential)) return AuthenticationError.UnknownKey;
        if (known.Count >= MaxKnown) known.Clear();
        var caller = new Caller(tenant, credential, 0) { Secret = Convert.ToHexStringLower(hash) };
        known[digest] = caller;
        return new(caller, null);
    }
}
