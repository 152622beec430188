using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Emend.Core.Rules;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Writes a set of permissions as bits in the order of <see cref="Permissions.InOrder"/>, base64. About thirty characters.
/// </summary>
internal static class PermissionBitSet
{
    // All requests of a user share the same set instance.
    private static readonly ConditionalWeakTable<FrozenSet<string>, string> Cache = [];

    public static string Write(FrozenSet<string> permissions) => Cache.GetValue(permissions, ToBase64);

    public static FrozenSet<string> Read(string text)
    {
        var bits = Convert.FromBase64String(text);
        return Permissions.InOrder.Where((_, i) => i / 8 < bits.Length && (bits[i / 8] & (1 << (i % 8))) != 0).ToFrozenSet();
    }

    private static string ToBase64(FrozenSet<string> permissions)
    {
        var bits = new byte[(Permissions.InOrder.Length + 7) / 8];
        for (var i = 0; i < Permissions.InOrder.Length; i++)
        {
            if (permissions.Contains(Permissions.InOrder[i]))
            {
                bits[i / 8] |= (byte)(1 << (i % 8));
            }
        }

        return Convert.ToBase64String(bits.AsSpan().TrimEnd((byte)0));
    }
}
