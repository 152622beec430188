using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Configuration;

/// <summary>A stored setting.</summary>
/// <param name="Version">Starts at 1. Incremented by every write.</param>
/// <param name="Doc">A JSON object.</param>
internal sealed record StoredSetting(long Version, JsonText Doc);

/// <summary>Settings of a tenant by name. Every write increments the settings version of the tenant in the same transaction.</summary>
internal interface ISettingStore
{
    /// <summary>
    /// The order modification setting: <c>{"allowOrderLineItemModification":true,"created":…,"lastModified":…}</c>. Source of
    /// <see cref="Core.Orders.TenantSettings.AllowLineItemModification"/>.
    /// </summary>
    const string OrderModification = "ordermodification";

    /// <summary>
    /// The force cancellation setting: <c>{"allowForceCancelOrder":true,"created":…,"lastModified":…}</c>. Source of
    /// <see cref="Core.Orders.TenantSettings.AllowForceCancel"/>.
    /// </summary>
    const string OrderCancellation = "ordercancelation";

    /// <summary>
    /// The retention of personal data, and whether modifications show their actor:
    /// <c>{"retentionTime":30,"deletionTimeAfterRetention":180,"actorAnonymization":true,"created":…,"lastModified":…}</c>.
    /// </summary>
    const string Gdpr = "gdpr";

    /// <summary>The order routing setting: <c>{"infiniteStockEnabled":true,…}</c>.</summary>
    const string OrderRouting = "orderrouting";

    Task<StoredSetting?> Read(TenantId tenant, string name, CancellationToken ct);

    /// <summary>
    /// Returns Written, or VersionConflict if the stored version is not one less than the setting's (0 = no stored setting).
    /// </summary>
    Task<StoreWriteResult> Write(TenantId tenant, string name, StoredSetting setting, CancellationToken ct);
}
