using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>A configuration that is one switch.</summary>
/// <param name="Name">Of the setting and the path.</param>
/// <param name="Member">What the switch is called.</param>
/// <param name="Body">What is sent to set it.</param>
internal sealed record ToggleConfiguration(string Name, string Member, JsonSchema Body)
{
    public static readonly ToggleConfiguration OrderModification = new(
        ISettingStore.OrderModification, "allowOrderLineItemModification", PickJobActionSchemas.OrderModification);

    public static readonly ToggleConfiguration OrderCancelation = new(
        ISettingStore.OrderCancelation, "allowForceCancelOrder", PickJobActionSchemas.OrderCancelation);

    public bool Allows(StoredSetting setting) => JsonElement.Parse(setting.Doc.Raw).Flag(Member) ?? false;
}

/// <summary>Switches. Where nobody set one, it stands in version 0 and is off.</summary>
internal sealed class ConfigurationEndpoints(FulfillmenttoolsAuthorizer entrance, ISettingStore settings, TimeProvider clock)
{
    private static readonly StoredSetting Unset = new(0, new("{}"));

    public async Task Get(HttpContext context, ToggleConfiguration which)
    {
        if (await entrance.Authorize(context, Permissions.ConfigRead) is not { } caller) return;
        await Write(context, which, StatusCodes.Status200OK, await Read(caller.Tenant, which, context.RequestAborted));
    }

    public async Task Put(HttpContext context, ToggleConfiguration which)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, which.Body, ct);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite)) return;
        var stored = await Read(caller.Tenant, which, ct);
        var named = body.Json.Whole("version")!.Value;
        var allow = body.Json.Flag(which.Member)!.Value;
        if (named != stored.Version) await FulfillmenttoolsErrors.Stale(context, "configuration", stored.Version, named);
        else if (stored.Version > 0 && which.Allows(stored) == allow) await Write(context, which, StatusCodes.Status200OK, stored);
        else await Write(context, caller.Tenant, which, stored, allow);
    }

    private async Task Write(HttpContext context, TenantId tenant, ToggleConfiguration which, StoredSetting stored, bool allow)
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
        var after = new StoredSetting(stored.Version + 1, doc);
        if (await settings.Write(tenant, which.Name, after, context.RequestAborted) is StoreWriteResult.Written)
            await Write(context, which, stored.Version == 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK, after);
        else
            await FulfillmenttoolsErrors.Stale(context, "configuration", (await Read(tenant, which, context.RequestAborted)).Version, stored.Version);
    }

    private async Task<StoredSetting> Read(TenantId tenant, ToggleConfiguration which, CancellationToken ct) =>
        await settings.Read(tenant, which.Name, ct) ?? Unset;

    private static Task Write(HttpContext context, ToggleConfiguration which, int status, StoredSetting setting) => JsonResponseWriter.Write(
        context.Response,
        status,
        setting,
        (json, storedSetting) =>
        {
            json.WriteString("id", which.Name);
            json.WriteNumber("version", storedSetting.Version);
            json.WriteBoolean(which.Member, which.Allows(storedSetting));
            json.Spread(storedSetting.Doc, which.Member);
        });
}
