using Emend.Core.Orders;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>
/// Steps a tenant's version of what nodes keep in memory. First in its transaction, so that writers of one tenant wait in one line.
/// </summary>
internal static class TenantVersionStatements
{
    public const string Columns = "settings_version, facilities_version, articles_version, identity_version";

    public static Statement OfSettings(TenantId tenant) => Step("settings_version", tenant);

    public static Statement OfFacilities(TenantId tenant) => Step("facilities_version", tenant);

    public static Statement OfArticles(TenantId tenant) => Step("articles_version", tenant);

    private static Statement Step(string column, TenantId tenant) =>
        Statement.One($"UPDATE tenants SET {column} = {column} + 1 WHERE tenant_id = $1", tenant.Value);
}
