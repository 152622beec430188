using System.Diagnostics;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Waits for conditions. Tests wait for what happens, never for time to pass.</summary>
internal static class Wait
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits until a condition holds. Fails after <paramref name="patience"/>, by default 30 s.</summary>
    /// <param name="what">The condition in words, for the failure.</param>
    public static Task Until(Func<Task<bool>> holds, string what, TimeSpan? patience = null) =>
        For(holds, isTrue => isTrue, _ => what, patience);

    /// <summary>Reads until the value meets a condition, and returns the value.</summary>
    /// <param name="describe">The missing condition in words, from the last value, for the failure.</param>
    public static async Task<T> For<T>(
        Func<Task<T>> read, Func<T, bool> meetsCondition, Func<T, string> describe, TimeSpan? patience = null)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(Interval))
        {
            var value = await read();
            if (meetsCondition(value))
            {
                return value;
            }

            Assert.True(waited.Elapsed < (patience ?? Patience), $"Not within {patience ?? Patience}: {describe(value)}");
        }
    }
}
