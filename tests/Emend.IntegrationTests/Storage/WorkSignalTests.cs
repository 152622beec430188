using Emend.Server.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Emend.IntegrationTests.Storage;

public sealed class WorkSignalTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_wait_without_a_signal_ends_when_the_clock_reaches_its_maximum()
    {
        var wait = new WorkSignal(_clock).WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);

        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(wait.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));

        await wait;
    }

    [Fact]
    public async Task A_signal_ends_one_wait_at_once()
    {
        var signal = new WorkSignal(_clock);

        signal.Signal();
        await signal.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);

        Assert.False(signal.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None).IsCompleted);
    }
}
