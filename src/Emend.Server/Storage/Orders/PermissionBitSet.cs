using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Emend.Core.Rules;

namespace Emend.Server.Storage.Orders;

/// <summary>A set of permissions as bits in the order of <see cref="Permissions.InOrder"/>, base64: some thirty characters.</summary>
internal static class PermissionBitSet
{
    // A person's set is the same object from request to request.
    private static readonly ConditionalWeakTable<FrozenSet<string>, string> Written = [];

    public static string Write(FrozenSet<string> permissions) => Written.GetValue(permissions, Bits);

    public static FrozenSet<string> Read(string text)
    {
        var bits = Convert.FromBase64String(text);
        return Permissions.InOrder.Where((_, i) => i / 8 < bits.Length && (bits[i / 8] & (1 << (i % 8))) != 0).ToFrozenSet();
    }

    private static string Bits(FrozenSet<string> permissions)
    {
        var bits = new byte[(Permissions.InOrder.Length + 7) / 8];
        for (var i = 0; i < Permissions.InOrder.Length; i++)
            if (permissions.Contains(Permissions.InOrder[i]))
                bits[i / 8] |= (byte)(1 << (i % 8));
        return Convert.ToBase64String(bits.AsSpan().TrimEnd((byte)0));
    }
}
