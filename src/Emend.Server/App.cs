using Emend.Server.Shipping;
using Emend.Server.Demo;
using Emend.Server.Desk;
using Emend.Server.Desk.Bulk;
using Emend.Server.OpenApi;
using Emend.Server.Faces.Fulfillmenttools;
using Emend.Server.Faces.Native;
using Emend.Server.Http;
using Emend.Server.Identity;
using Emend.Server.Relay;
using Emend.Server.Relay.Broker;
using Emend.Server.Storage;
using Emend.Server.Storage.Finding;
using Emend.Server.Upkeep;
using Emend.Server.Waiting;

namespace Emend.Server;

/// <summary>Puts the process together: the only file that names every adapter.</summary>
internal static class App
{
    public static WebApplication Create(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var options = EmendOptions.Of(builder.Configuration);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddStorage(options.Storage)
            .AddIdentity()
            .AddDesk()
            .AddFulfillmenttools()
            .AddNative()
            .AddCarriers(CarrierOf(builder.Configuration))
            .AddWaiting(options.Waiting)
            .AddBulk(options.Bulk)
            .AddUpkeep(options.Upkeep)
            .AddRelay(options.Relay, options.Targets, options.Broker)
            .AddDemo();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseSingleSlashes();
        app.UseRouting();
        app.UseCallers();
        app.MapHealth();
        app.MapSignIn().WithMetadata(FulfillmenttoolsSetup.Description);
        app.MapFulfillmenttools();
        app.MapNative();
        app.MapDocuments();
        return app;
    }

    /// <summary>Makes everything ready before the first request is taken: schema, first tenant, demo.</summary>
    public static async Task Prepare(this WebApplication app, CancellationToken ct)
    {
        var options = app.Services.GetRequiredService<EmendOptions>();
        await app.Services.GetRequiredService<Database>().Migrate(ct);
        await app.Services.GetRequiredService<Backfill>().Run(ct);
        if (options.Demo)
            await app.Services.GetRequiredService<DemoTenant>().Load(ct);
        else
            await app.Services.GetRequiredService<FirstStart>().Run(Console.Out, ct);
        if (options.DemoOrders)
            await app.Services.GetRequiredService<DemoOrders>().Load(app.Services.GetRequiredService<TimeProvider>(), ct);
    }

    private static EmbeddedCarrierOptions CarrierOf(ConfigurationManager configuration) => new(
        configuration.GetValue("Emend:Carrier:Delay", TimeSpan.Zero),
        configuration["Emend:Carrier:Refuses"] is { Length: > 0 } reason ? reason : null,
        configuration.GetValue("Emend:Carrier:Away", false));

    private static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).IsOpen();
        app.MapGet("/health/ready", async (Database database, IServiceProvider all, CancellationToken ct) =>
            await database.Answers(ct)
                ? Results.Text(all.GetService<BrokerState>() is { } broker ? $"ready\nrabbitmq: {broker.Words}" : "ready")
                : Results.Text("the database does not answer", statusCode: 503)).IsOpen();
    }
}
