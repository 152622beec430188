namespace Emend.Server.Waiting;

internal static class WaitingSetup
{
    /// <summary>Lets this node do what is due without anybody asking.</summary>
    public static IServiceCollection AddWaiting(this IServiceCollection services, WaitingOptions options) => services
        .AddSingleton(options)
        .AddSingleton<Attempts>()
        .AddSingleton<LabelRequests>()
        .AddSingleton<Labels>()
        .AddSingleton<Workshop>()
        .AddHostedService<Worker>();
}
