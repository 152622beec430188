namespace Emend.Core.Orders;

/// <summary>
/// Derives ids from a time and 128 random bits. Format: UUID version 7 (RFC 9562) with the number as counter, so that the ids of one seed
/// sort in the order of their creation.
/// </summary>
public readonly record struct IdSeed(DateTimeOffset Moment, ulong High, ulong Low)
{
    /// <summary>The id with this number.</summary>
    public string this[int n]
    {
        get
        {
            var milliseconds = (ulong)Moment.ToUnixTimeMilliseconds();
            var a = Mix(High + ((ulong)n * 0x9E37_79B9_7F4A_7C15UL));
            var b = Mix(Low ^ a);
            var high = (milliseconds << 16) | 0x7000UL | ((ulong)n & 0x0FFFUL);
            var low = 0x8000_0000_0000_0000UL | (b & 0x3FFF_FFFF_FFFF_FFFFUL);
            return string.Create(36, (high, low), static (text, id) =>
            {
                Span<char> hex = stackalloc char[32];
                id.high.TryFormat(hex, out _, "x16");
                id.low.TryFormat(hex[16..], out _, "x16");
                hex[..8].CopyTo(text);
                hex[8..12].CopyTo(text[9..]);
                hex[12..16].CopyTo(text[14..]);
                hex[16..20].CopyTo(text[19..]);
                hex[20..].CopyTo(text[24..]);
                text[8] = text[13] = text[18] = text[23] = '-';
            });
        }
    }

    // Finalizer of SplitMix64: every input bit affects every output bit.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return x ^ (x >> 31);
    }
}

/// <summary>Returns the ids of one seed in order.</summary>
internal sealed class IdSequence(IdSeed seed)
{
    private int _next;

    public string Next() => seed[_next++];
}
