using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Facilities are made, read, listed and changed.</summary>
internal sealed class FacilityEndpoints(Entrance entrance, IFacilityStore store, TimeProvider clock)
{
    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, FacilityShapes.ForCreation, ct);
        if (!body.IsGood)
        {
            await Errors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.FacilityCreate)) return;
        if (!await Reach.Covers(context, visitor.Actor, null)) return;
        var now = clock.GetUtcNow().ToMicroseconds();
        var facility = Facilities.New(new(Guid.CreateVersion7(now).ToString()), body.Json, now);
        if (await store.Add(visitor.Tenant, facility, ct) is not KeepOutcome.Written)
        {
            await Taken(context, facility);
            return;
        }

        context.Response.Headers.Location = $"/api/facilities/{facility.Facility.Id}";
        await Answer.Write(context.Response, StatusCodes.Status201Created, facility, FacilityBody.Write);
    }

    public async Task Get(HttpContext context, string facilityId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(visitor.Tenant, facilityId, context.RequestAborted) is not { } found)
            await Errors.NotFound(context, "facility", facilityId);
        else if (await May(context, visitor, found, Permissions.FacilityRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, FacilityBody.Write);
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var filter = new FacilityFilter(
            query.Text("startAfterId") is { } after ? new FacilityId(after) : null,
            query.Size(),
            query.Text("tenantFacilityId"),
            query.Choices("status", StatusNames.FacilityStatusOf, StatusNames.Of))
        {
            Within = Reach.Of(visitor.Actor),
        };
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.FacilityRead))
        {
            var page = await store.List(visitor.Tenant, filter, context.RequestAborted);
            await Lists.Write(context, "facilities", page, FacilityBody.Stripped);
        }
    }

    public async Task Change(HttpContext context, string facilityId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(visitor.Tenant, facilityId, ct) is not { } found)
        {
            await Errors.NotFound(context, "facility", facilityId);
            return;
        }

        var body = await JsonBody.Read(context.Request, FacilityShapes.Patch, ct);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (await May(context, visitor, found, Permissions.FacilityWrite)) await Change(context, visitor, found, body);
    }

    private static async Task<bool> May(HttpContext context, Visitor visitor, KeptFacility found, string permission) =>
        await Entrance.May(context, visitor.Actor, permission) && await Reach.Covers(context, visitor.Actor, found.Facility.Id);

    private async Task Change(HttpContext context, Visitor visitor, KeptFacility found, JsonBody body)
    {
        var named = body.Json.Whole("version")!.Value;
        var changed = body.Json.Has("actions")
            ? body.Json.Entries("actions").Aggregate(found, Facilities.Changed)
            : Facilities.Changed(found, body.Json);
        var after = changed == found
            ? found
            : changed with { Version = found.Version + 1, ModifiedAt = clock.GetUtcNow().ToMicroseconds() };
        var outcome = named != found.Version ? KeepOutcome.Stale
            : after == found ? KeepOutcome.Written
            : await store.Replace(visitor.Tenant, after, context.RequestAborted);
        await (outcome switch
        {
            KeepOutcome.Written => Answer.Write(context.Response, StatusCodes.Status200OK, after, FacilityBody.Write),
            KeepOutcome.Taken => Taken(context, after),
            KeepOutcome.Missing => Errors.NotFound(context, "facility", found.Facility.Id.Value),
            _ => Errors.Stale(context, "facility", await Current(visitor.Tenant, found, context.RequestAborted), named),
        });
    }

    private async Task<long> Current(TenantId tenant, KeptFacility found, CancellationToken ct) =>
        (await store.Find(tenant, found.Facility.Id, ct) ?? found).Version;

    private Task<KeptFacility?> Find(TenantId tenant, string reference, CancellationToken ct) =>
        FacilityUrn.TenantFacilityIdIn(reference) is { } own
            ? store.FindByTenantId(tenant, own, ct)
            : store.Find(tenant, new(reference), ct);

    private static Task Taken(HttpContext context, KeptFacility facility) => Errors.Conflict(
        context, $"Another facility has the tenantFacilityId {Shown.Short(facility.TenantFacilityId ?? "")}.", "Choose another one.");
}
