using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Facilities are made, read, listed and changed.</summary>
internal sealed class FacilityEndpoints(FulfillmenttoolsAuthorizer entrance, IFacilityStore store, TimeProvider clock)
{
    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, FacilitySchemas.ForCreation, ct);
        if (!body.IsGood)
        {
            await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.FacilityCreate)) return;
        if (!await FacilityAccess.Covers(context, caller.Actor, null)) return;
        var now = clock.GetUtcNow().ToMicroseconds();
        var facility = FacilityMapper.New(new(Guid.CreateVersion7(now).ToString()), body.Json, now);
        if (await store.Add(caller.Tenant, facility, ct) is not StoreWriteResult.Written)
        {
            await Taken(context, facility);
            return;
        }

        context.Response.Headers.Location = $"/api/facilities/{facility.Facility.Id}";
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, facility, FacilityWriter.Write);
    }

    public async Task Get(HttpContext context, string facilityId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(caller.Tenant, facilityId, context.RequestAborted) is not { } storedFacility)
            await FulfillmenttoolsErrors.NotFound(context, "facility", facilityId);
        else if (await May(context, caller, storedFacility, Permissions.FacilityRead))
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, storedFacility, FacilityWriter.Write);
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var filter = new FacilityFilter(
            query.Text("startAfterId") is { } after ? new FacilityId(after) : null,
            query.Size(),
            query.Text("tenantFacilityId"),
            query.Choices("status", FulfillmenttoolsStatusNames.FacilityStatusOf, FulfillmenttoolsStatusNames.Of))
        {
            Within = FacilityAccess.Of(caller.Actor),
        };
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.FacilityRead))
        {
            var page = await store.List(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "facilities", page, FacilityWriter.Stripped);
        }
    }

    public async Task Change(HttpContext context, string facilityId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(caller.Tenant, facilityId, ct) is not { } storedFacility)
        {
            await FulfillmenttoolsErrors.NotFound(context, "facility", facilityId);
            return;
        }

        var body = await JsonBody.Read(context.Request, FacilitySchemas.Patch, ct);
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (await May(context, caller, storedFacility, Permissions.FacilityWrite)) await Change(context, caller, storedFacility, body);
    }

    private static async Task<bool> May(HttpContext context, AuthenticatedCaller caller, StoredFacility storedFacility, string permission) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, permission) && await FacilityAccess.Covers(context, caller.Actor, storedFacility.Facility.Id);

    private async Task Change(HttpContext context, AuthenticatedCaller caller, StoredFacility storedFacility, JsonBody body)
    {
        var named = body.Json.Whole("version")!.Value;
        var changed = body.Json.Has("actions")
            ? body.Json.Entries("actions").Aggregate(storedFacility, FacilityMapper.Changed)
            : FacilityMapper.Changed(storedFacility, body.Json);
        var after = changed == storedFacility
            ? storedFacility
            : changed with { Version = storedFacility.Version + 1, ModifiedAt = clock.GetUtcNow().ToMicroseconds() };
        var result = named != storedFacility.Version ? StoreWriteResult.Stale
            : after == storedFacility ? StoreWriteResult.Written
            : await store.Replace(caller.Tenant, after, context.RequestAborted);
        await (result switch
        {
            StoreWriteResult.Written => JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, after, FacilityWriter.Write),
            StoreWriteResult.Taken => Taken(context, after),
            StoreWriteResult.Missing => FulfillmenttoolsErrors.NotFound(context, "facility", storedFacility.Facility.Id.Value),
            _ => FulfillmenttoolsErrors.Stale(context, "facility", await Current(caller.Tenant, storedFacility, context.RequestAborted), named),
        });
    }

    private async Task<long> Current(TenantId tenant, StoredFacility storedFacility, CancellationToken ct) =>
        (await store.Find(tenant, storedFacility.Facility.Id, ct) ?? storedFacility).Version;

    private Task<StoredFacility?> Find(TenantId tenant, string reference, CancellationToken ct) =>
        FacilityUrn.TenantFacilityIdIn(reference) is { } own
            ? store.FindByTenantId(tenant, own, ct)
            : store.Find(tenant, new(reference), ct);

    private static Task Taken(HttpContext context, StoredFacility facility) => FulfillmenttoolsErrors.Conflict(
        context, $"Another facility has the tenantFacilityId {ValueFormatter.Short(facility.TenantFacilityId ?? "")}.", "Choose another one.");
}
