namespace Emend.Server.Application.BulkJobs;

internal static class BulkJobsSetup
{
    /// <summary>Lets jobs over many orders be made, and this node work on them.</summary>
    public static IServiceCollection AddBulk(this IServiceCollection services, BulkJobOptions options) => services
        .AddSingleton(options)
        .AddSingleton<BulkJobService>()
        .AddSingleton<BulkItemProcessor>()
        .AddSingleton<BatchAllocationService>()
        .AddSingleton<BulkBatchProcessor>()
        .AddSingleton<BulkJobWorker>()
        .AddHostedService(provider => provider.GetRequiredService<BulkJobWorker>());
}
