using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.Bulk;
using Emend.Server.Desk.Events;
using Emend.Server.Desk.Finding;
using Emend.Server.Desk.History;
using Emend.Server.Storage.Bulk;
using Emend.Server.Storage.Catalogue;
using Emend.Server.Storage.Finding;
using Emend.Server.Storage.Keeping;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.People;
using Emend.Server.Storage.Relay;
using Emend.Server.Storage.Waiting;

namespace Emend.Server.Storage;

/// <summary>Registers the database and the stores over it.</summary>
internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(options)
        .AddSingleton(provider => Database.Open(provider.GetRequiredService<StorageOptions>()))
        .AddSingleton<IIdentityStore, IdentityStore>()
        .AddSingleton<ISignInStore, SignInStore>()
        .AddSingleton<IPeopleStore, PeopleStore>()
        .AddSingleton<ICredentialStore, CredentialStore>()
        .AddSingleton<IFacilityStore, FacilityStore>()
        .AddSingleton<IStockStore, StockStore>()
        .AddSingleton<IStockBulk, StockBulk>()
        .AddSingleton<IStockTotals, StockTotals>()
        .AddSingleton<IListingStore, ListingStore>()
        .AddSingleton<IFacilityRemoval, FacilityRemoval>()
        .AddSingleton<IArticleStore, ArticleStore>()
        .AddSingleton<ISettingStore, SettingStore>()
        .AddSingleton<IRemoteConfigurationStore, RemoteConfigurationStore>()
        .AddSingleton<IReasonStore, ReasonStore>()
        .AddSingleton<IStrategyStore, StrategyStore>()
        .AddSingleton<ICarrierStore, CarrierStore>()
        .AddSingleton<IPolicyStore, PolicyStore>()
        .AddSingleton<IModificationLog, ModificationLog>()
        .AddSingleton<IWorldSource, WorldSource>()
        .AddSingleton<IOrderStore, OrderStore>()
        .AddSingleton<IKeptKeys, KeptKeys>()
        .AddSingleton<IKeepingStore, KeepingStore>()
        .AddSingleton<IEventLog, EventLog>()
        .AddSingleton<ISubscriptionStore, SubscriptionStore>()
        .AddSingleton<IDeliveryStore, DeliveryStore>()
        .AddSingleton<IOrderHistory, JournalHistory>()
        .AddSingleton<IOrderReads, OrderReads>()
        .AddSingleton<IManyOrders, ManyOrders>()
        .AddSingleton<IShippingReads, ShippingReads>()
        .AddSingleton<ILabelStore, LabelStore>()
        .AddSingleton<IWorkQueue, WorkQueue>()
        .AddSingleton<ISecretStore, SecretStore>()
        .AddSingleton<BulkClaims>()
        .AddSingleton<IBulkStore, BulkStore>()
        .AddFinders();

    private static IServiceCollection AddFinders(this IServiceCollection services) => services
        .AddSingleton<Totals>()
        .AddSingleton(new Bounds())
        .AddSingleton<Backfill>()
        .AddSingleton<IFinder<Order>, OrderFinder>()
        .AddSingleton<IFinder<Owned<PickJob>>, PickJobFinder>()
        .AddSingleton<IFinder<Owned<Reservation>>, ReservationFinder>();
}
