namespace Emend.Server.Maintenance;

internal static class MaintenanceSetup
{
    /// <summary>Lets this node remove what has had its time.</summary>
    public static IServiceCollection AddUpkeep(this IServiceCollection services, MaintenanceOptions options) => services
        .AddSingleton(options)
        .AddSingleton<CleanupWorker>()
        .AddSingleton<RetentionService>()
        .AddHostedService<RetentionWorker>()
        .AddHostedService(provider => provider.GetRequiredService<CleanupWorker>());
}
