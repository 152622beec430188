using System.Collections.Concurrent;
using Emend.IntegrationTests.Fixtures;
using Microsoft.Extensions.Logging;

namespace Emend.IntegrationTests.Identity;

public sealed class SignInLogTests
{
    [Fact]
    public async Task Log_contains_no_password_from_the_query()
    {
        using var log = new LogLines();
        await using var node = await IdentityNode.StartAlone(new FixedTimeProvider(), log);
        await node.Add(IdentityNode.Demo, "a@demo.emend", "hush-hush");

        var response = await node.Post("/v1/accounts:signInWithPassword?key=demo&email=a@demo.emend&password=hush-hush", null);

        Assert.Equal(200, response.Status);
        Assert.NotEmpty(log.All);
        Assert.DoesNotContain(log.All, line => line.Contains("hush", StringComparison.Ordinal));
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception));

        public void Dispose() => All.Clear();
    }
}
