namespace Emend.Server.Demo;

/// <summary>Registers the demo tenant.</summary>
internal static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddSingleton<DemoStock>().AddSingleton<DemoTenant>();
}
