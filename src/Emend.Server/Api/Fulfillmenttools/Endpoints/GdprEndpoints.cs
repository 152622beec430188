using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>The configuration of personal data. Where nobody set it, it stands in version 0 with the usual values.</summary>
internal sealed class GdprEndpoints(FulfillmenttoolsAuthorizer entrance, ISettingStore settings, TimeProvider clock)
{
    private const string Name = ISettingStore.Gdpr;

    public async Task Get(HttpContext context)
    {
        if (await entrance.Authorize(context, Permissions.ConfigRead) is { } caller)
            await Write(context, await Read(caller.Tenant, context.RequestAborted));
    }

    public async Task Put(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, ConfigurationSchemas.Gdpr, ct);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite)) return;
        var (stored, named) = (await Read(caller.Tenant, ct), body.Json.Whole("version")!.Value);
        if (named != stored?.Version && named != (stored?.Version ?? 0)) await Stale(context, stored, named);
        else if (GdprConfigurationMapper.From(body.Json) is var gdprConfigurationMapper && gdprConfigurationMapper == GdprConfigurationMapper.From(stored)) await Write(context, stored);
        else await Write(context, caller.Tenant, stored, gdprConfigurationMapper);
    }

    private async Task Write(HttpContext context, TenantId tenant, StoredSetting? stored, GdprConfigurationMapper gdprConfigurationMapper)
    {
        var now = clock.GetUtcNow();
        var created = stored is null ? null : JsonElement.Parse(stored.Doc.Raw).Moment("created");
        var after = new StoredSetting((stored?.Version ?? 0) + 1, gdprConfigurationMapper.ToDoc(created ?? now, now));
        if (await settings.Write(tenant, Name, after, context.RequestAborted) is StoreWriteResult.Written) await Write(context, after);
        else await Stale(context, await Read(tenant, context.RequestAborted), stored?.Version ?? 0);
    }

    private Task<StoredSetting?> Read(TenantId tenant, CancellationToken ct) => settings.Read(tenant, Name, ct);

    private static Task Stale(HttpContext context, StoredSetting? stored, long named) =>
        FulfillmenttoolsErrors.Stale(context, "configuration", stored?.Version ?? 0, named);

    private static Task Write(HttpContext context, StoredSetting? setting) => JsonResponseWriter.Write(
        context.Response,
        StatusCodes.Status200OK,
        setting,
        static (json, storedSetting) =>
        {
            var gdprConfigurationMapper = GdprConfigurationMapper.From(storedSetting);
            json.WriteString("id", Name);
            json.WriteNumber("version", storedSetting?.Version ?? 0);
            json.WriteNumber(GdprConfigurationMapper.Retention, gdprConfigurationMapper.RetentionTime);
            json.WriteNumber(GdprConfigurationMapper.Deletion, gdprConfigurationMapper.DeletionTime);
            json.WriteBoolean(GdprConfigurationMapper.Anonymization, gdprConfigurationMapper.ActorAnonymization);
            if (storedSetting is not null) json.Spread(storedSetting.Doc, GdprConfigurationMapper.Retention, GdprConfigurationMapper.Deletion, GdprConfigurationMapper.Anonymization);
        });
}
