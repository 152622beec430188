using Emend.IntegrationTests.Storage;
using Emend.Server;
using Emend.Server.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>The real application on a free loopback port, with its own database and the demo tenant.</summary>
internal sealed class EmendApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IDisposable? _place;
    private readonly VendorResponseCheck _check;

    private EmendApp(WebApplication app, IDisposable? place)
    {
        _app = app;
        _place = place;
        _check = app.Services.GetServices<IStartupFilter>().OfType<VendorResponseCheck>().Single();
        Url = new Uri(app.Urls.Single());
    }

    public Uri Url { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<EmendApp> Start(TimeProvider? clock = null) => Start(new TestDatabase.SqliteTestDatabase(), clock);

    /// <summary>
    /// Starts an application that owns the database. With a custom clock, the demo tenant is loaded again with that clock.
    /// </summary>
    public static async Task<EmendApp> Start(TestDatabase database, TimeProvider? clock = null)
    {
        if (clock is null)
        {
            await database.Fill();
        }

        return new(await Run(database, clock), database);
    }

    /// <summary>Starts an application as <c>./run --demo</c> does.</summary>
    public static async Task<EmendApp> StartWithDemoOrders()
    {
        var app = await Start();
        await app.Services.GetRequiredService<DemoOrderSeeder>().Load(TimeProvider.System, CancellationToken.None);
        return app;
    }

    /// <summary>The same with replaced services.</summary>
    public static Task<EmendApp> Start(Action<IServiceCollection> replace) => Start(new TestDatabase.SqliteTestDatabase(), replace);

    /// <summary>Starts an application that owns the database, with replaced services.</summary>
    public static async Task<EmendApp> Start(TestDatabase database, Action<IServiceCollection> replace)
    {
        await database.Fill();
        return new(await Run(database, replace), database);
    }

    /// <summary>Starts another node on an existing database, with command line arguments and replaced services.</summary>
    public static async Task<EmendApp> Join(TestDatabase database, string[] more, Action<IServiceCollection> replace) =>
        new(await Run(database, replace, more), null);

    /// <summary>Starts another node on an existing database.</summary>
    public static async Task<EmendApp> Join(TestDatabase database, TimeProvider? clock = null) => new(await Run(database, clock), null);

    /// <summary>A signed-in client of the fulfillmenttools API.</summary>
    public Task<FulfillmenttoolsTestClient> SignIn(string who = "admin", string? password = null) =>
        FulfillmenttoolsTestClient.SignIn(Url, who, password);

    /// <summary>Stops the node. The database stays until this object is disposed.</summary>
    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _place?.Dispose();
        Assert.Equal("", string.Join('\n', _check.Deviations));
    }

    private static Task<WebApplication> Run(TestDatabase database, TimeProvider? clock) =>
        Run(database, services => _ = clock is null ? services : services.AddSingleton(clock));

    private static async Task<WebApplication> Run(TestDatabase database, Action<IServiceCollection> replace, params string[] more)
    {
        var running = CompositionRoot.Create(
            ["--urls", "http://127.0.0.1:0", "--Emend:Demo:Enabled=true", "--Emend:Demo:SeedOrders=false",
            "--Emend:BackgroundWork:PollInterval=00:00:00.1", OperatorTestClient.Argument,
                .. database.Arguments, .. more],
            services =>
            {
                services.AddSingleton<IStartupFilter>(new VendorResponseCheck());
                replace(services);
            });
        await running.Prepare(CancellationToken.None);
        await running.StartAsync();
        return running;
    }
}
