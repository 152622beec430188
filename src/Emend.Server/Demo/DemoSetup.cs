using Emend.Server.Application.Orders;

namespace Emend.Server.Demo;

/// <summary>Registers the demo tenant.</summary>
internal static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<Func<TimeProvider, OrderService>>(provider => clock => ActivatorUtilities.CreateInstance<OrderService>(
            provider, ActivatorUtilities.CreateInstance<DecisionContextBuilder>(provider, clock)))
        .AddSingleton<DemoStock>()
        .AddSingleton<DemoSettings>()
        .AddSingleton<DemoTenant>()
        .AddSingleton<DemoNetwork>()
        .AddSingleton<DemoOrderSeeder>();
}
