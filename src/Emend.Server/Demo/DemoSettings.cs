using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Demo;

/// <summary>Everything there is to try is switched on; what somebody set stays as they set it.</summary>
internal sealed class DemoSettings(
    ISettingStore settings, IRemoteConfigurationStore shared, IReasonStore reasons, TimeProvider clock)
{
    private static readonly string[] Cancelation = ["Ordered twice", "Delivery takes too long", "Found it cheaper"];

    private static readonly string[] Reroute = ["Not on the shelf", "Too busy today"];

    public async Task Load(TenantId tenant, CancellationToken ct)
    {
        await SwitchOn(tenant, ISettingStore.OrderModification, "allowOrderLineItemModification", ct);
        await SwitchOn(tenant, ISettingStore.OrderCancelation, "allowForceCancelOrder", ct);
        await ShowEditing(tenant, ct);
        await Offer(tenant, IReasonStore.Cancelation, Cancelation, ct);
        await Offer(tenant, IReasonStore.Reroute, Reroute, ct);
    }

    private async Task SwitchOn(TenantId tenant, string name, string member, CancellationToken ct)
    {
        if (await settings.Read(tenant, name, ct) is not null)
            return;
        var now = Http.Rfc3339.Write(clock.GetUtcNow());
        var doc = JsonSerializer.Serialize(
            new Dictionary<string, object> { [member] = true, ["created"] = now, ["lastModified"] = now });
        await settings.Write(tenant, name, new StoredSetting(1, new JsonText(doc)), ct);
    }

    private async Task ShowEditing(TenantId tenant, CancellationToken ct)
    {
        const string Key = "PROCESS_DETAILS_EDIT_ORDER_ENABLED";
        if (await shared.FindByKey(tenant, Key, ct) is not null)
            return;
        var now = clock.GetUtcNow().ToMicroseconds();
        var doc = new JsonText("""{"valueType":"BOOLEAN","value":true,"groups":["BACKOFFICE"],"scopes":[]}""");
        await shared.Add(tenant, new(Guid.CreateVersion7(now).ToString(), Key, 1, doc, now, now), ct);
    }

    // A list that is there was made before, even if it was emptied since.
    private async Task Offer(TenantId tenant, string list, string[] texts, CancellationToken ct)
    {
        if (await settings.Read(tenant, list, ct) is not null)
            return;
        var now = clock.GetUtcNow().ToMicroseconds();
        await reasons.Change(
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
