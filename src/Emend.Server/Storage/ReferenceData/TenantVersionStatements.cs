using Emend.Core.Orders;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>
/// Increments a tenant's versions of cached data. Must be the first statement of a transaction, so that writers of a tenant are serialized.
/// </summary>
internal static class TenantVersionStatements
{
    public const string Columns = "settings_version, facilities_version, articles_version, identity_version";

    public static Statement IncrementSettingsVersion(TenantId tenant) => Increment("settings_version", tenant);

    public static Statement IncrementFacilitiesVersion(TenantId tenant) => Increment("facilities_version", tenant);

    public static Statement IncrementArticlesVersion(TenantId tenant) => Increment("articles_version", tenant);

    private static Statement Increment(string column, TenantId tenant) =>
        Statement.One($"UPDATE tenants SET {column} = {column} + 1 WHERE tenant_id = $1", tenant.Value);
}
