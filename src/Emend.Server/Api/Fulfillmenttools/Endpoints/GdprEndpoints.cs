using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;
using Result = Emend.Server.Common.VersionedWriteResult<
    Emend.Server.Configuration.VersionedSetting<Emend.Server.Configuration.GdprSettings>>;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and writes the GDPR configuration. An unset configuration has version 0 and default values.</summary>
internal sealed class GdprEndpoints(FulfillmenttoolsAuthorizer authorizer, SettingService settings)
{
    public async Task Get(HttpContext context)
    {
        if (await authorizer.Authorize(context, Permissions.ConfigRead) is { } caller)
        {
            await Write(context, await settings.ReadGdpr(caller.Tenant, context.RequestAborted));
        }
    }

    public async Task Put(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, ConfigurationSchemas.Gdpr, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite))
        {
            return;
        }

        var version = body.Json.ReadInteger("version")!.Value;
        await (await settings.WriteGdpr(caller.Tenant, GdprConfigurationMapper.ReadSettings(body.Json), version, ct) switch
        {
            Result.Written(var setting, _) => Write(context, setting),
            Result.VersionConflict(var current, var expected) => FulfillmenttoolsErrors.VersionConflict(
                context, "configuration", current, expected),
            var result => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
        });
    }

    private static Task Write(HttpContext context, VersionedSetting<GdprSettings> setting) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, setting, GdprConfigurationMapper.Write);
}
