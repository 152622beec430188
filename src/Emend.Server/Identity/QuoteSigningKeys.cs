using System.Security.Cryptography;
using System.Text;
using Emend.Server.Application.Quotes;
using Microsoft.IdentityModel.Tokens;

namespace Emend.Server.Identity;

/// <summary>The keys that sign access tokens, turned into others: a promise is never taken for an access token.</summary>
internal sealed class QuoteSigningKeys(SigningKeys keys) : IQuoteSigningKeys
{
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("emend promise 1");

    public async ValueTask<QuoteSigningKey> Current(CancellationToken ct) => Of(await keys.Current(ct));

    public async ValueTask<QuoteSigningKey?> Find(string id, CancellationToken ct) => await keys.Find(id, ct) is { } key ? Of(key) : null;

    private static QuoteSigningKey Of(SymmetricSecurityKey key) =>
        new(key.KeyId, HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Key, 32, info: Purpose));
}
