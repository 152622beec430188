using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Whether stock is infinite. It carries no version: who writes last is right.</summary>
internal sealed class OrderRoutingEndpoints(Entrance entrance, ISettingStore settings)
{
    private const string Name = ISettingStore.OrderRouting;
    private const string Switch = OrderRoutingShape.Switch;
    private const int Attempts = 10;

    public async Task Get(HttpContext context)
    {
        if (await entrance.Admit(context, Permissions.RoutingConfigRead) is not { } visitor) return;
        var kept = await settings.Read(visitor.Tenant, Name, context.RequestAborted);
        await Tell(context, StatusCodes.Status200OK, IsInfinite(kept));
    }

    public async Task Put(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, OrderRoutingShape.Configuration, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.RoutingConfigWrite)) return;
        var infinite = body.Json.Flag(Switch)!.Value;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var kept = await settings.Read(visitor.Tenant, Name, ct);
            var after = new KeptSetting((kept?.Version ?? 0) + 1, new($$"""{"{{Switch}}":{{(infinite ? "true" : "false")}} }"""));
            if ((kept is not null && IsInfinite(kept) == infinite)
                || await settings.Write(visitor.Tenant, Name, after, ct) is KeepOutcome.Written)
            {
                await Tell(context, kept is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, infinite);
                return;
            }
        }

        await Errors.Conflict(context, "Others are writing this configuration.", "Try again.");
    }

    private static bool IsInfinite(KeptSetting? kept) => kept is not null && JsonElement.Parse(kept.Doc.Raw).Flag(Switch) is true;

    private static Task Tell(HttpContext context, int status, bool infinite) => Answer.Write(
        context.Response,
        status,
        infinite,
        static (json, told) =>
        {
            json.WriteString("id", Name);
            json.WriteBoolean(Switch, told);
        });
}
