namespace Emend.Server.Application.BulkJobs;

internal static class BulkJobsSetup
{
    /// <summary>Registers bulk jobs and their worker.</summary>
    public static IServiceCollection AddBulkJobs(this IServiceCollection services, BulkJobOptions options) => services
        .AddSingleton(options)
        .AddSingleton<BulkJobService>()
        .AddSingleton<BulkItemProcessor>()
        .AddSingleton<BatchAllocationService>()
        .AddSingleton<BulkBatchProcessor>()
        .AddSingleton<BulkJobWorker>()
        .AddHostedService(provider => provider.GetRequiredService<BulkJobWorker>());
}
