using System.Collections.Frozen;
using System.Globalization;
using Emend.Server.Application;
using Microsoft.IdentityModel.Tokens;

namespace Emend.Server.Identity;

/// <summary>
/// The keys that sign tokens, shared by all nodes through the store. Time is cut into periods and each has one key, named after it:
/// whichever node needs it first makes it, and two that make it at once end up with the one that was stored.
/// </summary>
internal sealed class SigningKeys(ISignInStore store, IdentityOptions options, TimeProvider clock)
{
    private const int SecretBytes = 64;

    /// <summary>A token that names a key this node has not seen makes it look; nonsense must not make it look all the time.</summary>
    private readonly TokenBucket looks = new(burst: 20, TimeSpan.FromSeconds(1), clock);
    private volatile FrozenDictionary<string, SymmetricSecurityKey> known = FrozenDictionary<string, SymmetricSecurityKey>.Empty;

    /// <summary>The key to sign with now.</summary>
    public async ValueTask<SymmetricSecurityKey> Current(CancellationToken ct)
    {
        var period = Period;
        var id = Name(period);
        if (known.GetValueOrDefault(id) is { } key) return key;
        var ends = (period + 1) * UnixMicroseconds.FromTimeSpan(options.SigningKeyRotationInterval);
        await store.AddKey(new(id, SecretGenerator.Bytes(SecretBytes), clock.NowMicroseconds(), ends + UnixMicroseconds.FromTimeSpan(2 * options.AccessTokenLifetime)), ct);
        await Look(ct);
        return known[id];
    }

    /// <summary>The key of that name, or null where there is none or it has run out.</summary>
    public async ValueTask<SymmetricSecurityKey?> Find(string id, CancellationToken ct)
    {
        if (known.GetValueOrDefault(id) is { } key) return key;
        if (!CouldBe(id) || !looks.Take()) return null;
        await Look(ct);
        return known.GetValueOrDefault(id);
    }

    private long Period => clock.NowMicroseconds() / UnixMicroseconds.FromTimeSpan(options.SigningKeyRotationInterval);

    private static string Name(long period) => "k" + period.ToString(CultureInfo.InvariantCulture);

    /// <summary>The period before still verifies; the next one may have begun by another node's clock.</summary>
    private bool CouldBe(string id) => Period is var period && (id == Name(period - 1) || id == Name(period) || id == Name(period + 1));

    private async Task Look(CancellationToken ct)
    {
        var keys = await store.Keys(clock.NowMicroseconds(), ct);
        known = keys.ToFrozenDictionary(k => k.Id, k => new SymmetricSecurityKey(k.Secret) { KeyId = k.Id });
    }
}
