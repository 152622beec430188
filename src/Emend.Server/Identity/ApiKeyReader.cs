using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Emend.Server.Identity;

/// <summary>
/// Reads the X-Api-Key header. Caches the owner of a key, which never changes. Emend checks on every request whether the key is still
/// valid.
/// </summary>
internal sealed class ApiKeyReader(ICredentialStore store)
{
    public const string Header = "X-Api-Key";

    private const int MaxLength = 200;
    private const int MaxCached = 10_000;

    private readonly ConcurrentDictionary<TokenHash, Caller> _known = new();

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public ValueTask<AccessTokenResult> Read(string key, CancellationToken ct)
    {
        if (key.Length > MaxLength)
        {
            return new(AuthenticationError.UnknownKey);
        }

        var tokenHash = TokenHash.From(key);
        return _known.TryGetValue(tokenHash, out var caller) ? new(new AccessTokenResult(caller, null)) : FindOwner(key, tokenHash, ct);
    }

    private async ValueTask<AccessTokenResult> FindOwner(string key, TokenHash tokenHash, CancellationToken ct)
    {
        var hash = Hash(key);
        if (await store.FindOwner(hash, ct) is not var (tenant, credential))
        {
            return AuthenticationError.UnknownKey;
        }

        if (_known.Count >= MaxCached)
        {
            _known.Clear();
        }

        var caller = new Caller(tenant, credential, 0) { Secret = Convert.ToHexStringLower(hash) };
        _known[tokenHash] = caller;
        return new(caller, null);
    }
}
