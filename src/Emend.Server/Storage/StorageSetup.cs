using Emend.Core.Orders;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Events;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Outbox;
using Emend.Server.Application.Policies;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Application.Retention;
using Emend.Server.Application.Search;
using Emend.Server.Application.Tenants;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Catalog;
using Emend.Server.Configuration;
using Emend.Server.Identity;
using Emend.Server.Inventory;
using Emend.Server.Shipping;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.BulkJobs;
using Emend.Server.Storage.Identity;
using Emend.Server.Storage.Messaging;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.Outbox;
using Emend.Server.Storage.PostgreSql;
using Emend.Server.Storage.ReferenceData;
using Emend.Server.Storage.Retention;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage;

/// <summary>Registers the database and the stores.</summary>
internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(options)
        .AddDatabases(options)
        .AddSingleton<IIdentityStore, IdentityStore>()
        .AddSingleton<ISignInStore, SignInStore>()
        .AddSingleton<IIdentityAdminStore, IdentityAdminStore>()
        .AddSingleton<ICredentialStore, CredentialStore>()
        .AddSingleton<IFacilityStore, FacilityStore>()
        .AddSingleton<IStockStore, StockStore>()
        .AddSingleton<IStockBulkStore, StockBulkStore>()
        .AddSingleton<IStockTotalsReader, StockTotalsReader>()
        .AddSingleton<IListingStore, ListingStore>()
        .AddSingleton<IFacilityDeleter, FacilityDeleter>()
        .AddSingleton<IArticleStore, ArticleStore>()
        .AddSingleton<ISettingStore, SettingStore>()
        .AddSingleton<IRemoteConfigurationStore, RemoteConfigurationStore>()
        .AddSingleton<IReasonStore, ReasonStore>()
        .AddSingleton<IStrategyStore, StrategyStore>()
        .AddSingleton<ICarrierStore, CarrierStore>()
        .AddSingleton<IPolicyStore, PolicyStore>()
        .AddSingleton<IModificationLog, ModificationLog>()
        .AddSingleton<IReferenceDataReader, ReferenceDataReader>()
        .AddSingleton<IOrderStore, OrderStore>()
        .AddSingleton<IIdempotencyKeyStore, IdempotencyKeyStore>()
        .AddSingleton<IRetentionStore, RetentionStore>()
        .AddSingleton<ISubscriptionStore, SubscriptionStore>()
        .AddSingleton<IEventDeliveryStore, EventDeliveryStore>()
        .AddSingleton<IOrderHistoryReader, OrderHistoryReader>()
        .AddSingleton<IOrderReader, OrderReader>()
        .AddSingleton<IOrderBatchReader, OrderBatchReader>()
        .AddSingleton<IShippingReader, ShippingReader>()
        .AddSingleton<ILabelStore, LabelStore>()
        .AddSingleton<IWorkQueue, WorkQueue>()
        .AddSingleton<IOutboxStore, OutboxStore>()
        .AddSingleton<ISharedSecretStore, SharedSecretStore>()
        .AddStartup()
        .AddTenants()
        .AddBulkJobStore()
        .AddEventFeed()
        .AddSearch();

    // With one server, the stores use it without a detour. With several, each batch goes to the server of its tenant.
    private static IServiceCollection AddDatabases(this IServiceCollection services, StorageOptions options) => options.Further.Count == 0
        ? services
            .AddSingleton(provider => Database.Open(
                provider.GetRequiredService<StorageOptions>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new DatabaseServers(provider.GetRequiredService<Database>(), []))
            .AddSingleton<TenantDirectory>()
        : services
            .AddSingleton(provider => DatabaseServers.Open(
                provider.GetRequiredService<StorageOptions>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<TenantDirectory>()
            .AddSingleton<Database, RoutedDatabase>()
            .AddFurther(options.Further);

    // Background work and event delivery of each further server. Their other services are those of all servers.
    private static IServiceCollection AddFurther(this IServiceCollection services, IReadOnlyList<StorageOptions> further)
    {
        foreach (var name in further.Select(server => server.Name))
        {
            services
                .AddKeyedSingleton(name, (provider, _) => new TenantFinder(
                    provider.GetRequiredService<DatabaseServers>().Find(name)!, provider.GetRequiredService<TenantDirectory>()))
                .AddKeyedSingleton<IActiveTenants>(name, (provider, _) => provider.GetRequiredKeyedService<TenantFinder>(name))
                .AddOf<IWorkQueue, WorkQueue>(name)
                .AddOf<IEventDeliveryStore, EventDeliveryStore>(name)
                .AddOf<ISubscriptionStore, SubscriptionStore>(name)
                .AddOf<IRetentionStore, RetentionStore>(name)
                .AddKeyedSingleton<IBulkJobStore>(name, (provider, _) => ActivatorUtilities.CreateInstance<BulkJobStore>(
                    provider,
                    ActivatorUtilities.CreateInstance<BulkItemClaims>(provider, provider.GetRequiredKeyedService<TenantFinder>(name))));
        }

        return services;
    }

    private static IServiceCollection AddOf<TService, TStore>(this IServiceCollection services, string name)
        where TService : class
        where TStore : class, TService => services.AddKeyedSingleton<TService>(
            name,
            (provider, _) => ActivatorUtilities.CreateInstance<TStore>(provider, provider.GetRequiredKeyedService<TenantFinder>(name)));

    private static IServiceCollection AddStartup(this IServiceCollection services) => services
        .AddSingleton<DatabaseStartup>()
        .AddSingleton<DatabaseHealth>();

    private static IServiceCollection AddBulkJobStore(this IServiceCollection services) => services
        .AddSingleton<BulkJobRows>()
        .AddSingleton<BulkItemClaims>()
        .AddSingleton<IBulkJobStore, BulkJobStore>();

    private static IServiceCollection AddTenants(this IServiceCollection services) => services
        .AddSingleton<ITenantStore, TenantStore>()
        .AddSingleton<ITenantMover, TenantMover>()
        .AddSingleton(provider => new TenantFinder(
            provider.GetRequiredService<DatabaseServers>().Main, provider.GetRequiredService<TenantDirectory>()))
        .AddSingleton<IActiveTenants>(provider => provider.GetRequiredService<TenantFinder>());

    private static IServiceCollection AddEventFeed(this IServiceCollection services) => services
        .AddSingleton<IJournalFeed, JournalFeed>()
        .AddSingleton<FeedEpochStore>()
        .AddSingleton<IFeedEpochs>(provider => provider.GetRequiredService<FeedEpochStore>());

    private static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<TotalCountCache>()
        .AddSingleton(new ScanLimits())
        .AddSingleton<ISearchIndex<Order>, OrderSearchIndex>()
        .AddEntities(EntityKinds.PickJobs)
        .AddEntities(EntityKinds.HandoverJobs)
        .AddEntities(EntityKinds.Shipments)
        .AddEntities(EntityKinds.Parcels)
        .AddEntities(EntityKinds.Plans)
        .AddEntities(EntityKinds.Processes)
        .AddTable(TableKinds.Stocks)
        .AddTable(TableKinds.Facilities)
        .AddTable(TableKinds.Users)
        .AddSingleton<ISearchIndex<OwnedEntity<Reservation>>, ReservationSearchIndex>();

    private static IServiceCollection AddEntities<T>(this IServiceCollection services, EntityKind<T> kind)
        where T : notnull => services.AddSingleton<ISearchIndex<T>>(provider => new EntitySearchIndex<T>(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TotalCountCache>(),
            provider.GetRequiredService<ScanLimits>(),
            kind));

    private static IServiceCollection AddTable<T>(this IServiceCollection services, TableKind<T> kind)
        where T : notnull => services.AddSingleton<ISearchIndex<T>>(provider => new TableSearchIndex<T>(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TotalCountCache>(),
            provider.GetRequiredService<ScanLimits>(),
            kind));
}
