using Emend.Core.Rules;
using Emend.Server.Application.Events;
using Emend.Server.Application.History;
using Emend.Server.Application.Inventory;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Policies;
using Emend.Server.Application.Quotes;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Application.Routing;
using Emend.Server.Application.Tenants;

namespace Emend.Server.Application;

internal static class ApplicationSetup
{
    /// <summary>Registers the order command service and the read services of the application layer.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services) => services
        .AddSingleton(PolicyRegistry.BuiltIn)
        .AddSingleton<ReferenceDataCache>()
        .AddSingleton<DecisionContextBuilder>()
        .AddSingleton<StockBulkService>()
        .AddSingleton<IQuoteSigningKeys, QuoteSigningKeys>()
        .AddSingleton<QuoteTokenService>()
        .AddSingleton<OrderService>()
        .AddSingleton<TenantService>()
        .AddSingleton<OrderHistoryService>()
        .AddSingleton<EventReader>()
        .AddSingleton<ApiEventFormats>()
        .AddSingleton<SubscriptionService>()
        .AddSingleton<EventHub>()
        .AddSingleton<AvailableActionService>()
        .AddSingleton<PolicyService>()
        .AddSingleton<PolicySimulator>()
        .AddSingleton<RoutingSimulationService>()
        .AddSingleton<StrategyService>()
        .AddSingleton<BatchRerouteService>()
        .AddSingleton<BatchForceCancelService>()
        .AddSingleton<ReservationRemovalService>();
}
