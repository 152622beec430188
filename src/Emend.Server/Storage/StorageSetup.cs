using Emend.Server.Desk;
using Emend.Server.Storage.Catalogue;

namespace Emend.Server.Storage;

/// <summary>Registers the database and the stores over it.</summary>
internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(OptionsOf(configuration))
        .AddSingleton(provider => Database.Open(provider.GetRequiredService<StorageOptions>()))
        .AddSingleton<IIdentityStore, IdentityStore>()
        .AddSingleton<ISignInStore, SignInStore>()
        .AddSingleton<IFacilityStore, FacilityStore>()
        .AddSingleton<IStockStore, StockStore>()
        .AddSingleton<IArticleStore, ArticleStore>()
        .AddSingleton<ISettingStore, SettingStore>()
        .AddSingleton<IWorldSource, WorldSource>();

    /// <summary><c>Storage:PostgreSql</c> is a connection string; without it <c>Storage:Sqlite</c> is the path of a file.</summary>
    public static StorageOptions OptionsOf(IConfiguration configuration) => configuration["Storage:PostgreSql"] is { Length: > 0 } connection
        ? StorageOptions.PostgreSql(connection)
        : StorageOptions.Sqlite(configuration["Storage:Sqlite"] ?? "data/emend.db");
}
