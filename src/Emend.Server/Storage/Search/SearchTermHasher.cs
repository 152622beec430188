using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>
/// Computes the search terms of an order: one number per field value. The number is a hash of tenant, field, and value, so the index stays
/// small for all kinds of values. The search checks every hit, because hashes may collide.
/// </summary>
internal static class SearchTermHasher
{
    /// <summary>All terms of an order, sorted and distinct.</summary>
    public static long[] Compute(TenantId tenant, Order order)
    {
        var terms = new SortedSet<long>();
        Add(terms, tenant, "", OrderSearchDocument.CreateIndexed(order));
        return [.. terms];
    }

    public static long Compute(TenantId tenant, string field, FieldValue value) =>
        Hash($"{tenant.Value}\0{field}\0{(int)value.Kind}\0{value.Text}");

    /// <summary>The term that states that the part has an element.</summary>
    public static long Compute(TenantId tenant, string part) => Hash($"{tenant.Value}\0{part}");

    private static void Add(SortedSet<long> terms, TenantId tenant, string path, SearchDocument document)
    {
        foreach (var (field, value) in document.Values)
        {
            // Times have no terms, because no search uses exact times.
            if (value.Kind is not FieldValueKind.Moment)
            {
                terms.Add(Compute(tenant, path + field, value));
            }
        }

        foreach (var (part, element) in document.Parts)
        {
            terms.Add(Compute(tenant, path + part));
            Add(terms, tenant, $"{path}{part}.", element);
        }
    }

    private static long Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
