using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Events;
using Emend.Server.Application.Retention;
using Emend.Server.Application.Tenants;
using Emend.Server.Application.WorkQueue;
using Emend.Server.BackgroundWork;
using Emend.Server.Common;
using Emend.Server.Maintenance;
using Emend.Server.Messaging;
using Emend.Server.Messaging.RabbitMq;
using Emend.Server.Storage;

namespace Emend.Server;

/// <summary>
/// Registers the workers of the further database servers. Each server has workers of its own, so a server that is down stops only its own.
/// The workers of the main server are registered by their folders.
/// </summary>
internal static class DatabaseWorkers
{
    public static IServiceCollection AddDatabaseWorkers(this IServiceCollection services, StorageOptions options)
    {
        if (options.Further.Count == 0)
        {
            return services;
        }

        services.AddHostedService<DatabasePreparer>().AddHostedService<DirectoryRefresher>();
        foreach (var name in options.Further.Select(server => server.Name))
        {
            services
                .AddWorker(all => Create<WorkQueueWorker>(all, all.GetRequiredKeyedService<IWorkQueue>(name)))
                .AddWorker(all => Create<OutboxSweeper>(all, all.GetRequiredKeyedService<IRetentionStore>(name)))
                .AddWorker(all => Create<BulkJobWorker>(all, all.GetRequiredKeyedService<IBulkJobStore>(name)))
                .AddWorker(all => Create<CleanupWorker>(all, all.GetRequiredKeyedService<IActiveTenants>(name)))
                .AddWorker(all => Create<RetentionWorker>(
                    all, Create<RetentionService>(all, all.GetRequiredKeyedService<IRetentionStore>(name))))
                .AddWorker(all => CreateDispatcher(all, name));
        }

        return services;
    }

    private static DeliveryDispatcher CreateDispatcher(IServiceProvider all, string name) => Create<DeliveryDispatcher>(
        all,
        all.GetRequiredService<DeliveryDependencies>().For(all.GetRequiredKeyedService<IEventDeliveryStore>(name)),
        new BrokerSubscriptionProvisioner(
            all.GetRequiredKeyedService<ISubscriptionStore>(name), all.GetRequiredService<EventReader>(),
            all.GetRequiredService<TimeProvider>(), all.GetService<RabbitMqOptions>()));

    private static T Create<T>(IServiceProvider all, params object[] given) => ActivatorUtilities.CreateInstance<T>(all, given);

    // AddHostedService registers each type once.
    private static IServiceCollection AddWorker<T>(this IServiceCollection services, Func<IServiceProvider, T> create)
        where T : class, IHostedService => services.AddSingleton<IHostedService>(create);

    /// <summary>Prepares the servers that did not respond at the start.</summary>
    private sealed class DatabasePreparer(DatabaseStartup startup, TimeProvider clock, ILogger<DatabasePreparer> log) : BackgroundService
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            while (!stoppingToken.IsCancellationRequested && !await Prepare(stoppingToken))
            {
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private async Task<bool> Prepare(CancellationToken stoppingToken)
        {
            try
            {
                return await startup.PrepareFurther(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) // the next attempt may succeed
            {
                log.LogError(failure, "Could not prepare a database. Its tenants have to wait.");
                return false;
            }
        }
    }

    /// <summary>Reads the directory of tenants in the background, so that few requests have to.</summary>
    private sealed class DirectoryRefresher(TenantDirectory directory, TimeProvider clock, ILogger<DirectoryRefresher> log)
        : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await directory.Refresh(stoppingToken);
                }
                catch (DatabaseUnavailableException outage)
                {
                    log.LogWarning("Could not read the tenants of the main database: {Reason}", outage.Message);
                }

                await Task.Delay(TenantDirectory.MaxAge / 4, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
