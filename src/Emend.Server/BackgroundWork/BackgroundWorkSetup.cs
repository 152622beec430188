namespace Emend.Server.BackgroundWork;

internal static class BackgroundWorkSetup
{
    /// <summary>Lets this node do what is due without anybody asking.</summary>
    public static IServiceCollection AddWaiting(this IServiceCollection services, BackgroundWorkOptions options) => services
        .AddSingleton(options)
        .AddSingleton<SystemCommandRunner>()
        .AddSingleton<LabelRequestBuilder>()
        .AddSingleton<LabelRequestHandler>()
        .AddSingleton<WorkItemHandler>()
        .AddHostedService<WorkQueueWorker>();
}
