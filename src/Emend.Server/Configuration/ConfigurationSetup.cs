namespace Emend.Server.Configuration;

internal static class ConfigurationSetup
{
    /// <summary>Registers the services that read and write configurations.</summary>
    public static IServiceCollection AddConfigurationServices(this IServiceCollection services) => services
        .AddSingleton<ReasonService>()
        .AddSingleton<SettingService>()
        .AddSingleton<RemoteConfigurationService>();
}
