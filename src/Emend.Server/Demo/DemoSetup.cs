using Emend.Server.Application;

namespace Emend.Server.Demo;

/// <summary>Registers the demo tenant.</summary>
internal static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<Func<TimeProvider, OrderService>>(at => clock => ActivatorUtilities.CreateInstance<OrderService>(at, clock))
        .AddSingleton<DemoStock>()
        .AddSingleton<DemoSettings>()
        .AddSingleton<DemoTenant>()
        .AddSingleton<DemoNetwork>()
        .AddSingleton<DemoOrderSeeder>();
}
