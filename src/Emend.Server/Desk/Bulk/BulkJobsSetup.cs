namespace Emend.Server.Desk.Bulk;

internal static class BulkJobsSetup
{
    /// <summary>Lets jobs over many orders be made, and this node work on them.</summary>
    public static IServiceCollection AddBulk(this IServiceCollection services, BulkOptions options) => services
        .AddSingleton(options)
        .AddSingleton<BulkDesk>()
        .AddSingleton<BulkStep>()
        .AddSingleton<JointDesk>()
        .AddSingleton<BulkShift>()
        .AddSingleton<BulkWorker>()
        .AddHostedService(provider => provider.GetRequiredService<BulkWorker>());
}
