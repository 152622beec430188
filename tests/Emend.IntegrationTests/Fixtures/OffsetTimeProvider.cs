namespace Emend.IntegrationTests.Fixtures;

/// <summary>The system clock with an offset.</summary>
internal sealed class OffsetTimeProvider : TimeProvider
{
    public TimeSpan Late { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Late;
}
