using Emend.Core;

namespace Emend.Server.Application;

/// <summary>Moments as they are kept, and the seeds of ids.</summary>
internal static class ClockExtensions
{
    /// <summary>The moment without what is finer than a microsecond, which no database keeps.</summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>A seed that was never used.</summary>
    public static IdSeed NewSeed(TimeProvider clock)
    {
        Span<byte> random = stackalloc byte[16];
        System.Security.Cryptography.RandomNumberGenerator.Fill(random);
        return new IdSeed(clock.GetUtcNow(), BitConverter.ToUInt64(random), BitConverter.ToUInt64(random[8..]));
    }
}
