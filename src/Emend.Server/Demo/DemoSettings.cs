using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;

namespace Emend.Server.Demo;

/// <summary>Enables all features for the demo tenant. Does not change existing settings.</summary>
internal sealed class DemoSettings(
    SettingService settings, ISettingStore settingStore, IRemoteConfigurationStore shared, IReasonStore reasons, TimeProvider clock)
{
    private static readonly string[] CancellationReasons = ["Ordered twice", "Delivery takes too long", "Found it cheaper"];

    private static readonly string[] RerouteReasons = ["Not on the shelf", "Too busy today"];

    public async Task Load(TenantId tenant, CancellationToken ct)
    {
        await EnableSetting(tenant, FlagSetting.OrderModification, ct);
        await EnableSetting(tenant, FlagSetting.OrderCancellation, ct);
        await EnableOrderEditing(tenant, ct);
        await AddReasons(tenant, IReasonStore.Cancellation, CancellationReasons, ct);
        await AddReasons(tenant, IReasonStore.Reroute, RerouteReasons, ct);
    }

    private async Task EnableSetting(TenantId tenant, FlagSetting setting, CancellationToken ct)
    {
        if ((await settings.ReadFlag(tenant, setting, ct)).Version == 0)
        {
            await settings.WriteFlag(tenant, setting, true, version: 0, ct);
        }
    }

    private async Task EnableOrderEditing(TenantId tenant, CancellationToken ct)
    {
        const string Key = "PROCESS_DETAILS_EDIT_ORDER_ENABLED";
        if (await shared.FindByKey(tenant, Key, ct) is not null)
        {
            return;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var doc = new JsonText("""{"valueType":"BOOLEAN","value":true,"groups":["BACKOFFICE"],"scopes":[]}""");
        await shared.Add(tenant, new(Guid.CreateVersion7(now).ToString(), Key, 1, doc, now, now), ct);
    }

    // An existing list is not changed, even if it is empty.
    private async Task AddReasons(TenantId tenant, string list, string[] texts, CancellationToken ct)
    {
        if (await settingStore.Read(tenant, list, ct) is not null)
        {
            return;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        await reasons.Update(
            tenant,
            list,
            all => all.IsEmpty
                ? [.. texts.Index().Select(t => new StoredReason(
                    Guid.CreateVersion7(now.AddMilliseconds(t.Index)).ToString(),
                    t.Item,
                    new(JsonSerializer.Serialize(new { en_US = t.Item })),
                    1,
                    now,
                    now))]
                : null,
            ct);
    }
}
