using System.Collections.Frozen;
using System.Globalization;
using Emend.Server.Common;
using Microsoft.IdentityModel.Tokens;

namespace Emend.Server.Identity;

/// <summary>
/// Keys that sign tokens, shared by all nodes through the store. Each period has one key with an id derived from the period. The first node
/// that needs the key creates it. If two nodes create it at once, both use the stored key.
/// </summary>
internal sealed class SigningKeys(ISignInStore store, IdentityOptions options, TimeProvider clock)
{
    private const int SecretBytes = 64;

    /// <summary>Limits the store reads for unknown key ids, which invalid tokens can contain.</summary>
    private readonly TokenBucket _reloads = new(burst: 20, TimeSpan.FromSeconds(1), clock);
    private volatile FrozenDictionary<string, SymmetricSecurityKey> _known = FrozenDictionary<string, SymmetricSecurityKey>.Empty;

    /// <summary>The current signing key.</summary>
    public async ValueTask<SymmetricSecurityKey> GetCurrent(CancellationToken ct)
    {
        var period = Period;
        var id = KeyId(period);
        if (_known.GetValueOrDefault(id) is { } key)
        {
            return key;
        }

        var ends = (period + 1) * UnixMicroseconds.FromTimeSpan(options.SigningKeyRotationInterval);
        await store.AddSigningKey(
            new(
                id, SecretGenerator.CreateBytes(SecretBytes), clock.NowMicroseconds(),
                ends + UnixMicroseconds.FromTimeSpan(2 * options.AccessTokenLifetime)),
            ct);
        await Reload(ct);
        return _known[id];
    }

    /// <summary>The key with this id; null if it does not exist or has expired.</summary>
    public async ValueTask<SymmetricSecurityKey?> Find(string id, CancellationToken ct)
    {
        if (_known.GetValueOrDefault(id) is { } key)
        {
            return key;
        }

        if (!IsPlausible(id) || !_reloads.TryTake())
        {
            return null;
        }

        await Reload(ct);
        return _known.GetValueOrDefault(id);
    }

    private long Period => clock.NowMicroseconds() / UnixMicroseconds.FromTimeSpan(options.SigningKeyRotationInterval);

    private static string KeyId(long period) => "k" + period.ToString(CultureInfo.InvariantCulture);

    /// <summary>The key of the previous period is still valid. The next period may already have started on another node's clock.</summary>
    private bool IsPlausible(string id) =>
        Period is var period && (id == KeyId(period - 1) || id == KeyId(period) || id == KeyId(period + 1));

    private async Task Reload(CancellationToken ct)
    {
        var keys = await store.ReadSigningKeys(clock.NowMicroseconds(), ct);
        _known = keys.ToFrozenDictionary(k => k.Id, k => new SymmetricSecurityKey(k.Secret) { KeyId = k.Id });
    }
}
