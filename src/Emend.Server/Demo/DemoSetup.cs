using Emend.Server.Desk;

namespace Emend.Server.Demo;

/// <summary>Registers the demo tenant.</summary>
internal static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<Func<TimeProvider, OrderDesk>>(at => clock => ActivatorUtilities.CreateInstance<OrderDesk>(at, clock))
        .AddSingleton<DemoStock>()
        .AddSingleton<DemoSwitches>()
        .AddSingleton<DemoTenant>()
        .AddSingleton<DemoNetwork>()
        .AddSingleton<DemoOrders>();
}
