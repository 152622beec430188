using System.Security.Cryptography;
using System.Text;
using Emend.Server.Identity;
using Microsoft.IdentityModel.Tokens;

namespace Emend.Server.Application.Quotes;

/// <summary>
/// Derives quote signing keys from the keys that sign access tokens, so that a quote token is never a valid access token.
/// </summary>
internal sealed class QuoteSigningKeys(SigningKeys keys) : IQuoteSigningKeys
{
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("emend promise 1");

    public async ValueTask<QuoteSigningKey> Current(CancellationToken ct) => Of(await keys.GetCurrent(ct));

    public async ValueTask<QuoteSigningKey?> Find(string id, CancellationToken ct) => await keys.Find(id, ct) is { } key ? Of(key) : null;

    private static QuoteSigningKey Of(SymmetricSecurityKey key) =>
        new(key.KeyId, HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Key, 32, info: Purpose));
}
