using Emend.IntegrationTests.Storage;
using Emend.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>The real application on a free loopback port, over a database of its own, with the demo tenant.</summary>
internal sealed class EmendApp : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly IDisposable? place;

    private EmendApp(WebApplication app, IDisposable? place)
    {
        this.app = app;
        this.place = place;
        Url = new Uri(app.Urls.Single());
    }

    public Uri Url { get; }

    public IServiceProvider Services => app.Services;

    public static Task<EmendApp> Start(TimeProvider? clock = null) => Start(new TestDatabase.SqliteTestDatabase(), clock);

    /// <summary>Owns the place: both end together. By a clock of its own the demo tenant is loaded anew, by that clock.</summary>
    public static async Task<EmendApp> Start(TestDatabase database, TimeProvider? clock = null)
    {
        if (clock is null) await database.Fill();
        return new(await Run(database, clock), database);
    }

    /// <summary>The same, with parts of it replaced.</summary>
    public static Task<EmendApp> Start(Action<IServiceCollection> replace) => Start(new TestDatabase.SqliteTestDatabase(), replace);

    /// <summary>Owns the place, with parts of it replaced.</summary>
    public static async Task<EmendApp> Start(TestDatabase database, Action<IServiceCollection> replace)
    {
        await database.Fill();
        return new(await Run(database, replace), database);
    }

    /// <summary>Another node over a place that somebody else owns, told more on its command line, with parts of it replaced.</summary>
    public static async Task<EmendApp> Join(TestDatabase database, string[] more, Action<IServiceCollection> replace) =>
        new(await Run(database, replace, more), null);

    /// <summary>Another node over a place that somebody else owns.</summary>
    public static async Task<EmendApp> Join(TestDatabase database, TimeProvider? clock = null) => new(await Run(database, clock), null);

    /// <summary>A client of the fulfillmenttools face, signed in.</summary>
    public Task<FulfillmenttoolsTestClient> SignIn(string who = "admin", string? password = null) => FulfillmenttoolsTestClient.SignIn(Url, who, password);

    /// <summary>The node goes; its place stays until this is disposed of.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        place?.Dispose();
    }

    private static Task<WebApplication> Run(TestDatabase database, TimeProvider? clock) =>
        Run(database, services => _ = clock is null ? services : services.AddSingleton(clock));

    private static async Task<WebApplication> Run(TestDatabase database, Action<IServiceCollection> replace, params string[] more)
    {
        var running = CompositionRoot.Create(
            ["--urls", "http://127.0.0.1:0", "--Emend:Demo=true", "--Emend:DemoOrders=false", "--Emend:Waiting:Poll=00:00:00.1",
                .. database.Arguments, .. more],
            replace);
        await running.Prepare(CancellationToken.None);
        await running.StartAsync();
        return running;
    }
}
