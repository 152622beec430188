using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>The switch of order modification. Where nobody set it, it stands in version 0 and is off.</summary>
internal sealed class ConfigurationEndpoints(Entrance entrance, ISettingStore settings, TimeProvider clock)
{
    private const string Name = ISettingStore.OrderModification;
    private const string Switch = "allowOrderLineItemModification";

    private static readonly KeptSetting Unset = new(0, new("{}"));

    public async Task Get(HttpContext context)
    {
        if (await entrance.Admit(context, Permissions.ConfigRead) is not { } visitor) return;
        await Tell(context, StatusCodes.Status200OK, await Read(visitor.Tenant, context.RequestAborted));
    }

    public async Task Put(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, ActionShapes.OrderModification, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.ConfigWrite)) return;
        var stored = await Read(visitor.Tenant, ct);
        var named = body.Json.Whole("version")!.Value;
        var allow = body.Json.Flag(Switch)!.Value;
        if (named != stored.Version) await Errors.Stale(context, "configuration", stored.Version, named);
        else if (stored.Version > 0 && Allows(stored) == allow) await Tell(context, StatusCodes.Status200OK, stored);
        else await Write(context, visitor.Tenant, stored, allow);
    }

    private async Task Write(HttpContext context, TenantId tenant, KeptSetting stored, bool allow)
    {
        var now = clock.GetUtcNow();
        var doc = CanonicalJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean(Switch, allow);
            json.Moment("created", JsonElement.Parse(stored.Doc.Raw).Moment("created") ?? now);
            json.Moment("lastModified", now);
            json.WriteEndObject();
        });
        var after = new KeptSetting(stored.Version + 1, doc);
        if (await settings.Write(tenant, Name, after, context.RequestAborted) is KeepOutcome.Written)
            await Tell(context, stored.Version == 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK, after);
        else
            await Errors.Stale(context, "configuration", (await Read(tenant, context.RequestAborted)).Version, stored.Version);
    }

    private async Task<KeptSetting> Read(TenantId tenant, CancellationToken ct) => await settings.Read(tenant, Name, ct) ?? Unset;

    private static bool Allows(KeptSetting setting) => JsonElement.Parse(setting.Doc.Raw).Flag(Switch) ?? false;

    private static Task Tell(HttpContext context, int status, KeptSetting setting) => Answer.Write(
        context.Response,
        status,
        setting,
        static (json, told) =>
        {
            json.WriteString("id", Name);
            json.WriteNumber("version", told.Version);
            json.WriteBoolean(Switch, Allows(told));
            json.Spread(told.Doc, Switch);
        });
}
