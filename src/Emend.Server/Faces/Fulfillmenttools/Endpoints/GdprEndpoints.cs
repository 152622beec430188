using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>The configuration of personal data. Where nobody set it, it stands in version 0 with the usual values.</summary>
internal sealed class GdprEndpoints(Entrance entrance, ISettingStore settings, TimeProvider clock)
{
    private const string Name = ISettingStore.Gdpr;

    public async Task Get(HttpContext context)
    {
        if (await entrance.Admit(context, Permissions.ConfigRead) is { } visitor)
            await Tell(context, await Read(visitor.Tenant, context.RequestAborted));
    }

    public async Task Put(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, ConfigurationShapes.Gdpr, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.ConfigWrite)) return;
        var (stored, named) = (await Read(visitor.Tenant, ct), body.Json.Whole("version")!.Value);
        if (named != stored?.Version && named != (stored?.Version ?? 0)) await Stale(context, stored, named);
        else if (Gdpr.Of(body.Json) is var wanted && wanted == Gdpr.Of(stored)) await Tell(context, stored);
        else await Write(context, visitor.Tenant, stored, wanted);
    }

    private async Task Write(HttpContext context, TenantId tenant, KeptSetting? stored, Gdpr wanted)
    {
        var now = clock.GetUtcNow();
        var created = stored is null ? null : JsonElement.Parse(stored.Doc.Raw).Moment("created");
        var after = new KeptSetting((stored?.Version ?? 0) + 1, wanted.ToDoc(created ?? now, now));
        if (await settings.Write(tenant, Name, after, context.RequestAborted) is KeepOutcome.Written) await Tell(context, after);
        else await Stale(context, await Read(tenant, context.RequestAborted), stored?.Version ?? 0);
    }

    private Task<KeptSetting?> Read(TenantId tenant, CancellationToken ct) => settings.Read(tenant, Name, ct);

    private static Task Stale(HttpContext context, KeptSetting? stored, long named) =>
        Errors.Stale(context, "configuration", stored?.Version ?? 0, named);

    private static Task Tell(HttpContext context, KeptSetting? setting) => Answer.Write(
        context.Response,
        StatusCodes.Status200OK,
        setting,
        static (json, told) =>
        {
            var gdpr = Gdpr.Of(told);
            json.WriteString("id", Name);
            json.WriteNumber("version", told?.Version ?? 0);
            json.WriteNumber(Gdpr.Retention, gdpr.RetentionTime);
            json.WriteNumber(Gdpr.Deletion, gdpr.DeletionTime);
            json.WriteBoolean(Gdpr.Anonymization, gdpr.ActorAnonymization);
            if (told is not null) json.Spread(told.Doc, Gdpr.Retention, Gdpr.Deletion, Gdpr.Anonymization);
        });
}
