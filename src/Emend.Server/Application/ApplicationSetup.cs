using Emend.Server.Application.Events;
using Emend.Server.Application.History;
using Emend.Server.Application.Quotes;

namespace Emend.Server.Application;

internal static class ApplicationSetup
{
    /// <summary>The one door, and what looks through it without changing anything.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<ReferenceDataCache>()
        .AddSingleton<StockBulkService>()
        .AddSingleton<QuoteTokenService>()
        .AddSingleton<OrderService>()
        .AddSingleton<OrderHistoryService>()
        .AddSingleton<EventReader>()
        .AddSingleton<EventHub>()
        .AddSingleton<AvailableActionService>()
        .AddSingleton<PolicyService>()
        .AddSingleton<PolicySimulator>()
        .AddSingleton<RoutingSimulationService>();
}
