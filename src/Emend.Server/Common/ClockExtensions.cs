using Emend.Core.Orders;

namespace Emend.Server.Common;

/// <summary>Timestamps in storage precision, and seeds of ids.</summary>
internal static class ClockExtensions
{
    /// <summary>Truncates to microseconds, the precision of both databases.</summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>Creates a unique seed.</summary>
    public static IdSeed NewSeed(TimeProvider clock)
    {
        Span<byte> random = stackalloc byte[16];
        System.Security.Cryptography.RandomNumberGenerator.Fill(random);
        return new IdSeed(clock.GetUtcNow(), BitConverter.ToUInt64(random), BitConverter.ToUInt64(random[8..]));
    }
}
