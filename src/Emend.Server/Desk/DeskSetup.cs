using Emend.Server.Desk.Events;
using Emend.Server.Desk.History;
using Emend.Server.Desk.Promises;

namespace Emend.Server.Desk;

internal static class DeskSetup
{
    /// <summary>The one door, and what looks through it without changing anything.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<World>()
        .AddSingleton<StockRoom>()
        .AddSingleton<PromiseTokens>()
        .AddSingleton<OrderDesk>()
        .AddSingleton<OrderHistory>()
        .AddSingleton<EventReader>()
        .AddSingleton<EventHub>()
        .AddSingleton<ActionsDesk>()
        .AddSingleton<PolicyDesk>()
        .AddSingleton<PolicyTrials>()
        .AddSingleton<RoutingDesk>();
}
