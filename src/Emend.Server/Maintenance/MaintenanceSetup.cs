namespace Emend.Server.Maintenance;

internal static class MaintenanceSetup
{
    /// <summary>Registers retention, the removal of tenants and the cleanup of expired data.</summary>
    public static IServiceCollection AddMaintenance(this IServiceCollection services, MaintenanceOptions options) => services
        .AddSingleton(options)
        .AddSingleton<CleanupWorker>()
        .AddSingleton<RetentionService>()
        .AddHostedService<RetentionWorker>()
        .AddHostedService<TenantRemovalWorker>()
        .AddHostedService(provider => provider.GetRequiredService<CleanupWorker>());
}
