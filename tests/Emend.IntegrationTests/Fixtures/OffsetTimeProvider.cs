namespace Emend.IntegrationTests.Fixtures;

/// <summary>The real clock, so much later.</summary>
internal sealed class OffsetTimeProvider : TimeProvider
{
    public TimeSpan Late { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Late;
}
