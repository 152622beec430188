using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Storage.Finding;

/// <summary>
/// What an order can be found by: a number for each value of each field. The number is a hash over tenant, field and value, so that
/// an index of any values whatever stays small; whoever is found by it is looked at before it is told.
/// </summary>
internal static class Terms
{
    /// <summary>Sorted, each once.</summary>
    public static long[] Of(TenantId tenant, Order order)
    {
        var terms = new SortedSet<long>();
        Add(terms, tenant, "", FindableOrder.Of(order));
        return [.. terms];
    }

    public static long Of(TenantId tenant, string field, Value value) => Hash($"{tenant.Value}\0{field}\0{(int)value.Kind}\0{value.Text}");

    /// <summary>That there is an element of the part.</summary>
    public static long Of(TenantId tenant, string part) => Hash($"{tenant.Value}\0{part}");

    private static void Add(SortedSet<long> terms, TenantId tenant, string path, Findable found)
    {
        foreach (var (field, value) in found.Values)
        {
            // Nobody asks for a moment by its microsecond.
            if (value.Kind is not ValueKind.Moment) terms.Add(Of(tenant, path + field, value));
        }

        foreach (var (part, element) in found.Parts)
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
