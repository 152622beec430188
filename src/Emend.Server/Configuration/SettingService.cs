using Emend.Core.Orders;
using Emend.Server.Common;
using FlagResult = Emend.Server.Common.VersionedWriteResult<Emend.Server.Configuration.VersionedSetting<bool>>;
using GdprResult = Emend.Server.Common.VersionedWriteResult<
    Emend.Server.Configuration.VersionedSetting<Emend.Server.Configuration.GdprSettings>>;

namespace Emend.Server.Configuration;

/// <summary>Reads and writes the settings of a tenant.</summary>
internal sealed class SettingService(ISettingStore store, TimeProvider clock)
{
    private const int Attempts = 10;

    public async Task<VersionedSetting<bool>> ReadFlag(TenantId tenant, FlagSetting setting, CancellationToken ct) =>
        await store.Read(tenant, setting.Name, ct) is { } stored
            ? SettingSerializer.ToVersioned(stored, SettingSerializer.ReadFlag(setting, stored.Doc))
            : new(0, false, null, null);

    /// <summary>
    /// Writes a flag if its version is the expected one. A write of the stored value changes nothing. Returns Written or VersionConflict.
    /// </summary>
    public async Task<FlagResult> WriteFlag(
        TenantId tenant, FlagSetting setting, bool value, long version, CancellationToken ct)
    {
        var current = await ReadFlag(tenant, setting, ct);
        if (current.Version != version)
        {
            return new FlagResult.VersionConflict(current.Version, version);
        }

        if (current.Version > 0 && current.Value == value)
        {
            return new FlagResult.Written(current, IsNew: false);
        }

        var next = Next(current, value);
        return await Write(tenant, setting.Name, next, SettingSerializer.WriteFlag(setting, next), ct);
    }

    public async Task<VersionedSetting<GdprSettings>> ReadGdpr(TenantId tenant, CancellationToken ct) =>
        await store.Read(tenant, ISettingStore.Gdpr, ct) is { } stored
            ? SettingSerializer.ToVersioned(stored, SettingSerializer.ReadGdpr(stored.Doc))
            : new(0, GdprSettings.Default, null, null);

    /// <summary>
    /// Writes the GDPR setting if its version is the expected one. A write of the stored or default values changes nothing. Returns Written
    /// or VersionConflict.
    /// </summary>
    public async Task<GdprResult> WriteGdpr(TenantId tenant, GdprSettings value, long version, CancellationToken ct)
    {
        var current = await ReadGdpr(tenant, ct);
        if (current.Version != version)
        {
            return new GdprResult.VersionConflict(current.Version, version);
        }

        if (current.Value == value)
        {
            return new GdprResult.Written(current, IsNew: false);
        }

        var next = Next(current, value);
        return await Write(tenant, ISettingStore.Gdpr, next, SettingSerializer.WriteGdpr(next), ct);
    }

    /// <summary>Whether orders are routed as if stock were infinite. False if the tenant has not set it.</summary>
    public async Task<VersionedSetting<bool>> ReadInfiniteStock(TenantId tenant, CancellationToken ct) =>
        await store.Read(tenant, ISettingStore.OrderRouting, ct) is { } stored
            ? new(stored.Version, SettingSerializer.ReadInfiniteStock(stored.Doc), null, null)
            : new(0, false, null, null);

    /// <summary>
    /// Writes the order routing setting. Without an expected version the last write wins. Returns Written, or VersionConflict if the
    /// setting has another version or other requests changed it in each of 10 attempts.
    /// </summary>
    public async Task<FlagResult> WriteInfiniteStock(TenantId tenant, bool value, long? version, CancellationToken ct)
    {
        var current = await ReadInfiniteStock(tenant, ct);
        for (var attempt = 1; attempt <= Attempts && (version ?? current.Version) == current.Version; attempt++)
        {
            if (current.Version > 0 && current.Value == value)
            {
                return new FlagResult.Written(current, IsNew: false);
            }

            var next = new VersionedSetting<bool>(current.Version + 1, value, null, null);
            var stored = new StoredSetting(next.Version, SettingSerializer.WriteInfiniteStock(value));
            if (await store.Write(tenant, ISettingStore.OrderRouting, stored, ct) is StoreWriteResult.Written)
            {
                return new FlagResult.Written(next, IsNew: next.Version == 1);
            }

            current = await ReadInfiniteStock(tenant, ct);
        }

        return new FlagResult.VersionConflict(current.Version, version ?? current.Version);
    }

    private VersionedSetting<T> Next<T>(VersionedSetting<T> current, T value)
    {
        var now = clock.GetUtcNow();
        return new(current.Version + 1, value, current.CreatedAt ?? now, now);
    }

    private async Task<VersionedWriteResult<VersionedSetting<T>>> Write<T>(
        TenantId tenant, string name, VersionedSetting<T> next, JsonText doc, CancellationToken ct) =>
        await store.Write(tenant, name, new(next.Version, doc), ct) is StoreWriteResult.Written
            ? new VersionedWriteResult<VersionedSetting<T>>.Written(next, IsNew: next.Version == 1)
            : new VersionedWriteResult<VersionedSetting<T>>.VersionConflict(await ReadVersion(tenant, name, ct), next.Version - 1);

    private async Task<long> ReadVersion(TenantId tenant, string name, CancellationToken ct) =>
        (await store.Read(tenant, name, ct))?.Version ?? 0;
}
