namespace Emend.Server.Upkeep;

internal static class UpkeepSetup
{
    /// <summary>Lets this node remove what has had its time.</summary>
    public static IServiceCollection AddUpkeep(this IServiceCollection services, UpkeepOptions options) => services
        .AddSingleton(options)
        .AddSingleton<Sweeper>()
        .AddSingleton<Keeper>()
        .AddHostedService<KeepingRounds>()
        .AddHostedService(provider => provider.GetRequiredService<Sweeper>());
}
