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
    /// <summary>For every face that has lists to go on in; once for all of them.</summary>
    public static IServiceCollection AddCursors(this IServiceCollection services)
    {
        services.TryAddSingleton<SearchCursors>();
        return services;
    }
}

/// <summary>
/// Places in lists as texts. A seal tells one that was altered, a fingerprint one of another search; the secret of the seal is shared by
/// all nodes.
/// </summary>
internal sealed class SearchCursors(ISharedSecretStore secrets)
{
    private const string Name = "cursors";
    private const int Seal = 16;
    private const int Print = 8;

    /// <summary>Makes cursors of one search.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="search">What makes it this search.</param>
    /// <param name="ct">Ends the wait for the secret.</param>
    public async Task<QueryCursors> Of(TenantId tenant, string search, CancellationToken ct)
    {
        var print = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Value}\0{search}"))[..Print];
        return new(await secrets.Secret(Name, ct), print);
    }

    internal sealed class QueryCursors(byte[] secret, byte[] print)
    {
        public string Write(SortPosition at)
        {
            byte[] content = [.. print, .. JsonSerializer.SerializeToUtf8Bytes(at.Values.ToArray())];
            return Base64Url.EncodeToString([.. SealOf(content), .. content]);
        }

        /// <summary>The place, or what is wrong with the cursor.</summary>
        /// <param name="member">Where it stands.</param>
        /// <param name="text">The cursor.</param>
        /// <param name="told">What the face calls the cursors of a page.</param>
        public (SortPosition? At, ValidationError? Problem) Read(string member, string text, string told)
        {
            var bytes = Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
            if (bytes.Length <= Seal + Print || Base64Url.EncodeToString(bytes) != text || !IsSealed(bytes))
                return (null, new(member, "was altered or is no cursor", $"must be the {told} of a page, as it was"));
            if (!bytes.AsSpan(Seal, Print).SequenceEqual(print))
                return (null, new(member, "is a cursor of another query or sorting", "must be one of this query; begin anew without it"));
            var values = JsonElement.Parse(bytes.AsSpan(Seal + Print)).EnumerateArray();
            return (new([.. values.Select(v => v.ValueKind is JsonValueKind.Number ? (object)v.GetInt64() : v.GetString()!)]), null);
        }

        private bool IsSealed(byte[] bytes) =>
            CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, Seal), SealOf(bytes[Seal..]));

        private byte[] SealOf(byte[] content) => HMACSHA256.HashData(secret, content)[..Seal];
    }
}
