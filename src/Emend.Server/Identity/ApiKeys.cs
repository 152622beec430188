using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>
/// Reads the header of programs that have a key. Whose key it is never changes, so it is remembered; whether it still counts is
/// asked anew on every request, with the roles.
/// </summary>
internal sealed class ApiKeys(ICredentialStore store)
{
    public const string Header = "X-Api-Key";

    private const int MostCharacters = 200;
    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<TokenDigest, Caller> known = new();

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public ValueTask<TokenReading> Read(string key, CancellationToken ct)
    {
        if (key.Length > MostCharacters) return new(CallerProblem.UnknownKey);
        var digest = TokenDigest.Of(key);
        return known.TryGetValue(digest, out var caller) ? new(new TokenReading(caller, null)) : Look(key, digest, ct);
    }

    private async ValueTask<TokenReading> Look(string key, TokenDigest digest, CancellationToken ct)
    {
        var hash = Hash(key);
        if (await store.Owner(hash, ct) is not var (tenant, credential)) return CallerProblem.UnknownKey;
        if (known.Count >= MostKnown) known.Clear();
        var caller = new Caller(tenant, credential, 0) { Secret = Convert.ToHexStringLower(hash) };
        known[digest] = caller;
        return new(caller, null);
    }
}
