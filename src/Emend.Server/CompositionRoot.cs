using Emend.Server.Api.Fulfillmenttools;
using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Native;
using Emend.Server.Application;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Events;
using Emend.Server.BackgroundWork;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Demo;
using Emend.Server.Http;
using Emend.Server.Identity;
using Emend.Server.Maintenance;
using Emend.Server.Messaging;
using Emend.Server.Messaging.RabbitMq;
using Emend.Server.OpenApi;
using Emend.Server.Shipping;
using Emend.Server.Storage;

namespace Emend.Server;

/// <summary>Registers all services and maps all endpoints. Only this file references every adapter.</summary>
internal static class CompositionRoot
{
    public static WebApplication Create(string[] args, Action<IServiceCollection>? replace = null)
    {
        CommandLine.Check(args);
        var builder = WebApplication.CreateSlimBuilder(args);
        WebApplication? app = null;
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        StartupFailure.HideStackTraces(builder.Logging, () => app?.Lifetime.ApplicationStarted.IsCancellationRequested is true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var options = EmendOptions.FromConfiguration(builder.Configuration);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(SystemClock.Instance)
            .AddStorage(options.Storage)
            .AddSingleton(options.Identity)
            .AddIdentity()
            .AddRateLimits(options.RateLimits)
            .AddConfigurationServices()
            .AddApplication()
            .AddFulfillmenttools()
            .AddNative()
            .AddOperator(options.Operator)
            .AddCarriers(options.EmbeddedCarrier)
            .AddBackgroundWork(options.BackgroundWork)
            .AddBulkJobs(options.BulkJobs)
            .AddMaintenance(options.Maintenance)
            .AddEventDelivery(options.EventDelivery, options.OutboundTargetPolicy, options.RabbitMq)
            .AddDatabaseWorkers(options.Storage)
            .AddDemo();
        replace?.Invoke(builder.Services);

        app = builder.Build();
        app.MapRequests();
        return app;
    }

    private static void MapRequests(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseSingleSlashes();
        app.UseRouting();
        app.UseMiddleware<FailureMiddleware>();
        app.UseCallerAuthentication();
        app.UseRateLimiter();
        app.MapHealth();
        app.MapSignIn().WithMetadata(FulfillmenttoolsSetup.DocumentInfo);
        app.MapFulfillmenttools();
        app.MapNative();
        app.MapOperator();
        app.MapOpenApiDocuments();
        app.MapHomePage();
    }

    /// <summary>Prepares the database before the first request: schema migrations, first tenant, demo data.</summary>
    public static async Task Prepare(this WebApplication app, CancellationToken ct)
    {
        var options = app.Services.GetRequiredService<EmendOptions>();
        if (options.RabbitMq?.ValidateApi(app.Services.GetRequiredService<ApiEventFormats>()) is { } detail)
        {
            throw new InvalidConfigurationException(detail);
        }

        await app.Services.GetRequiredService<DatabaseStartup>().Run(ct);
        if (options.IsDemo)
        {
            await app.Services.GetRequiredService<DemoTenant>().Load(ct);
        }
        else
        {
            await app.Services.GetRequiredService<FirstRunProvisioner>().Run(Console.Out, ct);
        }

        if (options.SeedsDemoOrders)
        {
            await app.Services.GetRequiredService<DemoOrderSeeder>().Load(app.Services.GetRequiredService<TimeProvider>(), ct);
        }
    }

    private static string Describe((string Name, bool IsWritable) database) =>
        $"database {database.Name}: {(database.IsWritable ? "ready" : "does not respond or cannot write")}";

    private static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).IsPublic();
        app.MapGet("/health/ready", async (DatabaseHealth database, IServiceProvider all) =>
            await database.IsWritable()
                ? Results.Text(string.Join('\n', [
                    "ready",
                    .. all.GetService<RabbitMqStatus>() is { } broker ? [$"rabbitmq: {broker.Description}"] : (string[])[],
                    .. (await database.CheckFurther()).Select(Describe),
                ]))
                : Results.Text("The database does not respond or cannot write.", statusCode: 503)).IsPublic();
    }
}
