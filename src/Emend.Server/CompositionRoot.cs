using Emend.Server.Api.Fulfillmenttools;
using Emend.Server.Api.Native;
using Emend.Server.Application;
using Emend.Server.Application.BulkJobs;
using Emend.Server.BackgroundWork;
using Emend.Server.Demo;
using Emend.Server.Http;
using Emend.Server.Identity;
using Emend.Server.Maintenance;
using Emend.Server.Messaging;
using Emend.Server.Messaging.RabbitMq;
using Emend.Server.OpenApi;
using Emend.Server.Shipping;
using Emend.Server.Storage;
using Emend.Server.Storage.Search;

namespace Emend.Server;

/// <summary>Puts the process together: the only file that names every adapter.</summary>
internal static class CompositionRoot
{
    public static WebApplication Create(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var options = EmendOptions.FromConfiguration(builder.Configuration);
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
            .AddRelay(options.Relay, options.OutboundTargetPolicy, options.Broker)
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
        await app.Services.GetRequiredService<SearchTermBackfill>().Run(ct);
        if (options.Demo)
            await app.Services.GetRequiredService<DemoTenant>().Load(ct);
        else
            await app.Services.GetRequiredService<FirstRunProvisioner>().Run(Console.Out, ct);
        if (options.DemoOrders)
            await app.Services.GetRequiredService<DemoOrderSeeder>().Load(app.Services.GetRequiredService<TimeProvider>(), ct);
    }

    private static EmbeddedCarrierOptions CarrierOf(ConfigurationManager configuration) => new(
        configuration.GetValue("Emend:Carrier:Delay", TimeSpan.Zero),
        configuration["Emend:Carrier:Refuses"] is { Length: > 0 } reason ? reason : null,
        configuration.GetValue("Emend:Carrier:Away", false));

    private static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).IsPublic();
        app.MapGet("/health/ready", async (Database database, IServiceProvider all, CancellationToken ct) =>
            await database.Answers(ct)
                ? Results.Text(all.GetService<RabbitMqStatus>() is { } broker ? $"ready\nrabbitmq: {broker.Description}" : "ready")
                : Results.Text("the database does not answer", statusCode: 503)).IsPublic();
    }
}
