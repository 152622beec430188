namespace Emend.Server.BackgroundWork;

internal static class BackgroundWorkSetup
{
    /// <summary>Registers background work.</summary>
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services, BackgroundWorkOptions options) => services
        .AddSingleton(options)
        .AddSingleton<SystemCommandRunner>()
        .AddSingleton<LabelRequestBuilder>()
        .AddSingleton<LabelRequestHandler>()
        .AddSingleton<EffectSender>()
        .AddSingleton<OutboxHandler>()
        .AddSingleton<WorkItemHandler>()
        .AddHostedService<WorkQueueWorker>()
        .AddHostedService<OutboxSweeper>();
}
