using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;
using Result = Emend.Server.Common.VersionedWriteResult<Emend.Server.Configuration.VersionedSetting<bool>>;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>A configuration with one flag.</summary>
/// <param name="Setting">The setting that stores the flag.</param>
/// <param name="Name">Last segment of the path, and id in the body.</param>
/// <param name="Flag">Name of the flag in the body.</param>
/// <param name="RequestSchema">Schema of the request body.</param>
internal sealed record ToggleConfiguration(FlagSetting Setting, string Name, string Flag, JsonSchema RequestSchema)
{
    public static readonly ToggleConfiguration OrderModification = new(
        FlagSetting.OrderModification, "ordermodification", "allowOrderLineItemModification", PickJobActionSchemas.OrderModification);

    public static readonly ToggleConfiguration OrderCancelation = new(
        FlagSetting.OrderCancellation, "ordercancelation", "allowForceCancelOrder", PickJobActionSchemas.OrderCancelation);
}

/// <summary>Reads and writes flag configurations. An unset configuration has version 0, and its flag is false.</summary>
internal sealed class ConfigurationEndpoints(FulfillmenttoolsAuthorizer authorizer, SettingService settings)
{
    public async Task Get(HttpContext context, ToggleConfiguration toggle)
    {
        if (await authorizer.Authorize(context, Permissions.ConfigRead) is not { } caller)
        {
            return;
        }

        var setting = await settings.ReadFlag(caller.Tenant, toggle.Setting, context.RequestAborted);
        await Write(context, toggle, StatusCodes.Status200OK, setting);
    }

    public async Task Put(HttpContext context, ToggleConfiguration toggle)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, toggle.RequestSchema, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ConfigWrite))
        {
            return;
        }

        var (flag, version) = (body.Json.ReadBoolean(toggle.Flag)!.Value, body.Json.ReadInteger("version")!.Value);
        await (await settings.WriteFlag(caller.Tenant, toggle.Setting, flag, version, ct) switch
        {
            Result.Written(var setting, var isNew) => Write(
                context, toggle, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, setting),
            Result.VersionConflict(var current, var expected) => FulfillmenttoolsErrors.VersionConflict(
                context, "configuration", current, expected),
            var result => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
        });
    }

    private static Task Write(HttpContext context, ToggleConfiguration toggle, int status, VersionedSetting<bool> setting) =>
        JsonResponseWriter.Write(
            context.Response,
            status,
            setting,
            (json, stored) =>
            {
                json.WriteString("id", toggle.Name);
                json.WriteNumber("version", stored.Version);
                json.WriteBoolean(toggle.Flag, stored.Value);
                json.WriteTimestamp("created", stored.CreatedAt);
            });
}
