using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Emend.Server.Http.QueryLanguage;

internal static class SearchCursorSetup
{
    /// <summary>Registers the cursors once for all APIs.</summary>
    public static IServiceCollection AddCursors(this IServiceCollection services)
    {
        services.TryAddSingleton<SearchCursors>();
        return services;
    }
}

/// <summary>
/// Creates cursors of positions in sorted lists. A MAC detects altered cursors, and a fingerprint detects cursors of another search. All
/// nodes share the MAC secret.
/// </summary>
internal sealed class SearchCursors(ISharedSecretStore secrets)
{
    private const string Name = "cursors";
    private const int MacLength = 16;
    private const int FingerprintLength = 8;

    /// <summary>Returns the cursors of one search.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="search">Text that identifies the query and its sort order.</param>
    /// <param name="ct">Cancels reading the secret.</param>
    public async Task<QueryCursors> ForSearch(TenantId tenant, string search, CancellationToken ct)
    {
        var fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Value}\0{search}"))[..FingerprintLength];
        return new(await secrets.GetOrCreate(Name, ct), fingerprint);
    }

    internal sealed class QueryCursors(byte[] secret, byte[] fingerprint)
    {
        public string Write(SortPosition position)
        {
            byte[] content = [.. fingerprint, .. JsonSerializer.SerializeToUtf8Bytes(position.Values.ToArray())];
            return Base64Url.EncodeToString([.. ComputeMac(content), .. content]);
        }

        /// <summary>Returns the position, or the validation error of the cursor.</summary>
        /// <param name="member">The member or parameter that contains the cursor.</param>
        /// <param name="text">The cursor.</param>
        /// <param name="source">The response member that contains cursors in this API.</param>
        public (SortPosition? At, ValidationError? Problem) Read(string member, string text, string source)
        {
            var bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
            if (bytes.Length <= MacLength + FingerprintLength || Base64Url.EncodeToString(bytes) != text || !IsAuthentic(bytes))
            {
                return (null, new(member, "is not a valid cursor", $"must be the unchanged {source} of a page"));
            }

            if (!bytes.AsSpan(MacLength, FingerprintLength).SequenceEqual(fingerprint))
            {
                return (
                    null,
                    new(member, "is a cursor of another query or sort order", "must be a cursor of this query; omit it to start over"));
            }

            var values = JsonElement.Parse(bytes.AsSpan(MacLength + FingerprintLength)).EnumerateArray();
            return (new([.. values.Select(v => v.ValueKind is JsonValueKind.Number ? (object)v.GetInt64() : v.GetString()!)]), null);
        }

        private bool IsAuthentic(byte[] bytes) =>
            CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacLength), ComputeMac(bytes[MacLength..]));

        private byte[] ComputeMac(byte[] content) => HMACSHA256.HashData(secret, content)[..MacLength];
    }
}
