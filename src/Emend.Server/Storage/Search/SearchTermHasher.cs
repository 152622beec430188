using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Search;

/// <summary>
/// What an order can be found by: a number for each value of each field. The number is a hash over tenant, field and value, so that
/// an index of any values whatever stays small; whoever is found by it is looked at before it is told.
/// </summary>
internal static class SearchTermHasher
{
    /// <summary>Sorted, each once.</summary>
    public static long[] Of(TenantId tenant, Order order)
    {
        var terms = new SortedSet<long>();
        Add(terms, tenant, "", OrderSearchDocument.Of(order));
        return [.. terms];
    }

    public static long Of(TenantId tenant, string field, FieldValue fieldValue) => Hash($"{tenant.Value}\0{field}\0{(int)fieldValue.Kind}\0{fieldValue.Text}");

    /// <summary>That there is an element of the part.</summary>
    public static long Of(TenantId tenant, string part) => Hash($"{tenant.Value}\0{part}");

    private static void Add(SortedSet<long> terms, TenantId tenant, string path, SearchDocument searchDocument)
    {
        foreach (var (field, fieldValue) in searchDocument.Values)
        {
            // Nobody asks for a moment by its microsecond.
            if (fieldValue.Kind is not FieldValueKind.Moment) terms.Add(Of(tenant, path + field, fieldValue));
        }

        foreach (var (part, element) in searchDocument.Parts)
        {
            terms.Add(Of(tenant, path + part));
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
