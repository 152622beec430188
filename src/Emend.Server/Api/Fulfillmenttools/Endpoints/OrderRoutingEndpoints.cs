using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Whether stock is infinite. It carries no version: who writes last is right.</summary>
internal sealed class OrderRoutingEndpoints(FulfillmenttoolsAuthorizer entrance, ISettingStore settings)
{
    private const string Name = ISettingStore.OrderRouting;
    private const string Switch = OrderRoutingSchema.Switch;
    private const int Attempts = 10;

    public async Task Get(HttpContext context)
    {
        if (await entrance.Authorize(context, Permissions.RoutingConfigRead) is not { } caller) return;
        var storedSetting = await settings.Read(caller.Tenant, Name, context.RequestAborted);
        await Write(context, StatusCodes.Status200OK, IsInfinite(storedSetting));
    }

    public async Task Put(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, OrderRoutingSchema.Configuration, ct);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingConfigWrite)) return;
        var infinite = body.Json.Flag(Switch)!.Value;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var storedSetting = await settings.Read(caller.Tenant, Name, ct);
            var after = new StoredSetting((storedSetting?.Version ?? 0) + 1, new($$"""{"{{Switch}}":{{(infinite ? "true" : "false")}} }"""));
            if ((storedSetting is not null && IsInfinite(storedSetting) == infinite)
                || await settings.Write(caller.Tenant, Name, after, ct) is StoreWriteResult.Written)
            {
                await Write(context, storedSetting is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, infinite);
                return;
            }
        }

        await FulfillmenttoolsErrors.Conflict(context, "Others are writing this configuration.", "Try again.");
    }

    private static bool IsInfinite(StoredSetting? storedSetting) => storedSetting is not null && JsonElement.Parse(storedSetting.Doc.Raw).Flag(Switch) is true;

    private static Task Write(HttpContext context, int status, bool infinite) => JsonResponseWriter.Write(
        context.Response,
        status,
        infinite,
        static (json, told) =>
        {
            json.WriteString("id", Name);
            json.WriteBoolean(Switch, told);
        });
}
