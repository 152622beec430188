using Emend.Server;
using Emend.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Tests.Fixtures;

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

    public static Task<EmendApp> Start(TimeProvider? clock = null) => Start(new StorePlace.Sqlite(), clock);

    /// <summary>Owns the place: both end together. By a clock of its own the demo tenant is loaded anew, by that clock.</summary>
    public static async Task<EmendApp> Start(StorePlace place, TimeProvider? clock = null)
    {
        if (clock is null) await place.Fill();
        return new(await Run(place, clock), place);
    }

    /// <summary>The same, with parts of it replaced.</summary>
    public static Task<EmendApp> Start(Action<IServiceCollection> replace) => Start(new StorePlace.Sqlite(), replace);

    /// <summary>Owns the place, with parts of it replaced.</summary>
    public static async Task<EmendApp> Start(StorePlace place, Action<IServiceCollection> replace)
    {
        await place.Fill();
        return new(await Run(place, replace), place);
    }

    /// <summary>Another node over a place that somebody else owns, told more on its command line, with parts of it replaced.</summary>
    public static async Task<EmendApp> Join(StorePlace place, string[] more, Action<IServiceCollection> replace) =>
        new(await Run(place, replace, more), null);

    /// <summary>Another node over a place that somebody else owns.</summary>
    public static async Task<EmendApp> Join(StorePlace place, TimeProvider? clock = null) => new(await Run(place, clock), null);

    /// <summary>A client of the fulfillmenttools face, signed in.</summary>
    public Task<FaceClient> SignIn(string who = "admin", string? password = null) => FaceClient.SignIn(Url, who, password);

    /// <summary>The node goes; its place stays until this is disposed of.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        place?.Dispose();
    }

    private static Task<WebApplication> Run(StorePlace place, TimeProvider? clock) =>
        Run(place, services => _ = clock is null ? services : services.AddSingleton(clock));

    private static async Task<WebApplication> Run(StorePlace place, Action<IServiceCollection> replace, params string[] more)
    {
        var running = App.Create(
            ["--urls", "http://127.0.0.1:0", "--Emend:Demo=true", "--Emend:DemoOrders=false", "--Emend:Waiting:Poll=00:00:00.1",
                .. place.Arguments, .. more],
            replace);
        await running.Prepare(CancellationToken.None);
        await running.StartAsync();
        return running;
    }
}
