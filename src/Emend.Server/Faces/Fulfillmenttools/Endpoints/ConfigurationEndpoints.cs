using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>A configuration that is one switch.</summary>
/// <param name="Name">Of the setting and the path.</param>
/// <param name="Member">What the switch is called.</param>
/// <param name="Body">What is sent to set it.</param>
internal sealed record Switch(string Name, string Member, Shape Body)
{
    public static readonly Switch OrderModification = new(
        ISettingStore.OrderModification, "allowOrderLineItemModification", ActionShapes.OrderModification);

    public static readonly Switch OrderCancelation = new(
        ISettingStore.OrderCancelation, "allowForceCancelOrder", ActionShapes.OrderCancelation);

    public bool Allows(KeptSetting setting) => JsonElement.Parse(setting.Doc.Raw).Flag(Member) ?? false;
}

/// <summary>Switches. Where nobody set one, it stands in version 0 and is off.</summary>
internal sealed class ConfigurationEndpoints(Entrance entrance, ISettingStore settings, TimeProvider clock)
{
    private static readonly KeptSetting Unset = new(0, new("{}"));

    public async Task Get(HttpContext context, Switch which)
    {
        if (await entrance.Admit(context, Permissions.ConfigRead) is not { } visitor) return;
        await Tell(context, which, StatusCodes.Status200OK, await Read(visitor.Tenant, which, context.RequestAborted));
    }

    public async Task Put(HttpContext context, Switch which)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, which.Body, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.ConfigWrite)) return;
        var stored = await Read(visitor.Tenant, which, ct);
        var named = body.Json.Whole("version")!.Value;
        var allow = body.Json.Flag(which.Member)!.Value;
        if (named != stored.Version) await Errors.Stale(context, "configuration", stored.Version, named);
        else if (stored.Version > 0 && which.Allows(stored) == allow) await Tell(context, which, StatusCodes.Status200OK, stored);
        else await Write(context, visitor.Tenant, which, stored, allow);
    }

    private async Task Write(HttpContext context, TenantId tenant, Switch which, KeptSetting stored, bool allow)
    {
        var now = clock.GetUtcNow();
        var doc = CanonicalJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean(which.Member, allow);
            json.Moment("created", JsonElement.Parse(stored.Doc.Raw).Moment("created") ?? now);
            json.Moment("lastModified", now);
            json.WriteEndObject();
        });
        var after = new KeptSetting(stored.Version + 1, doc);
        if (await settings.Write(tenant, which.Name, after, context.RequestAborted) is KeepOutcome.Written)
            await Tell(context, which, stored.Version == 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK, after);
        else
            await Errors.Stale(context, "configuration", (await Read(tenant, which, context.RequestAborted)).Version, stored.Version);
    }

    private async Task<KeptSetting> Read(TenantId tenant, Switch which, CancellationToken ct) =>
        await settings.Read(tenant, which.Name, ct) ?? Unset;

    private static Task Tell(HttpContext context, Switch which, int status, KeptSetting setting) => Answer.Write(
        context.Response,
        status,
        setting,
        (json, told) =>
        {
            json.WriteString("id", which.Name);
            json.WriteNumber("version", told.Version);
            json.WriteBoolean(which.Member, which.Allows(told));
            json.Spread(told.Doc, which.Member);
        });
}
