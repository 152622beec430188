using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates, reads, lists, and updates facilities.</summary>
internal sealed class FacilityEndpoints(FulfillmenttoolsAuthorizer authorizer, IFacilityStore store, TimeProvider clock)
{
    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, FacilitySchemas.ForCreation, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.FacilityCreate))
        {
            return;
        }

        if (!await FacilityAccess.RequireAccess(context, caller.Actor, null))
        {
            return;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var facility = FacilityMapper.ReadFacility(new(Guid.CreateVersion7(now).ToString()), body.Json, now);
        if (await store.Add(caller.Tenant, facility, ct) is not StoreWriteResult.Written)
        {
            await WriteDuplicateId(context, facility);
            return;
        }

        context.Response.Headers.Location = $"/api/facilities/{facility.Facility.Id}";
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, facility, FacilityWriter.Write);
    }

    public async Task Get(HttpContext context, string facilityId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(caller.Tenant, facilityId, context.RequestAborted) is not { } facility)
        {
            await FulfillmenttoolsErrors.NotFound(context, "facility", facilityId);
        }
        else if (await RequireAccess(context, caller, facility, Permissions.FacilityRead))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, facility, FacilityWriter.Write);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var filter = new FacilityFilter(
            query.ReadText("startAfterId") is { } after ? new FacilityId(after) : null,
            query.ReadPageSize(),
            query.ReadText("tenantFacilityId"),
            query.ReadEnums("status", FulfillmenttoolsStatusNames.ParseFacilityStatus, FulfillmenttoolsStatusNames.ToWireName))
        {
            AccessibleFacilities = FacilityAccess.GetFacilities(caller.Actor),
        };
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.FacilityRead))
        {
            var page = await store.List(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "facilities", page, FacilityWriter.WriteStripped);
        }
    }

    /// <summary>Changes the present members.</summary>
    public Task Update(HttpContext context, string facilityId) => Update(
        context,
        facilityId,
        FacilitySchemas.ForPatch,
        static (facility, body) => body.HasMember("actions")
            ? body.ReadEntries("actions").Aggregate(facility, FacilityMapper.ApplyChanges)
            : FacilityMapper.ApplyChanges(facility, body));

    /// <summary>Replaces all members.</summary>
    public Task Replace(HttpContext context, string facilityId) =>
        Update(context, facilityId, FacilitySchemas.ForReplacement, FacilityMapper.Replace);

    private async Task Update(
        HttpContext context, string facilityId, JsonSchema schema, Func<StoredFacility, JsonElement, StoredFacility> change)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(caller.Tenant, facilityId, ct) is not { } facility)
        {
            await FulfillmenttoolsErrors.NotFound(context, "facility", facilityId);
            return;
        }

        var body = await JsonBody.Read(context.Request, schema, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await RequireAccess(context, caller, facility, Permissions.FacilityWrite))
        {
            await Write(context, caller, facility, change(facility, body.Json), body.Json.ReadInteger("version")!.Value);
        }
    }

    private static async Task<bool> RequireAccess(
        HttpContext context, AuthenticatedCaller caller, StoredFacility facility, string permission) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, permission)
            && await FacilityAccess.RequireAccess(context, caller.Actor, facility.Facility.Id);

    private async Task Write(
        HttpContext context, AuthenticatedCaller caller, StoredFacility facility, StoredFacility changed, long expectedVersion)
    {
        var after = changed == facility
            ? facility
            : changed with { Version = facility.Version + 1, ModifiedAt = clock.GetUtcNow().ToMicroseconds() };
        var result = expectedVersion != facility.Version ? StoreWriteResult.VersionConflict
            : after == facility ? StoreWriteResult.Written
            : await store.Replace(caller.Tenant, after, context.RequestAborted);
        await (result switch
        {
            StoreWriteResult.Written => JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, after, FacilityWriter.Write),
            StoreWriteResult.AlreadyExists => WriteDuplicateId(context, after),
            StoreWriteResult.NotFound => FulfillmenttoolsErrors.NotFound(context, "facility", facility.Facility.Id.Value),
            _ =>
                FulfillmenttoolsErrors.VersionConflict(
                    context, "facility", await GetCurrentVersion(caller.Tenant, facility, context.RequestAborted), expectedVersion),
        });
    }

    private async Task<long> GetCurrentVersion(TenantId tenant, StoredFacility facility, CancellationToken ct) =>
        (await store.Find(tenant, facility.Facility.Id, ct) ?? facility).Version;

    private Task<StoredFacility?> Find(TenantId tenant, string reference, CancellationToken ct) =>
        FacilityUrn.ParseTenantFacilityId(reference) is { } tenantFacilityId
            ? store.FindByTenantId(tenant, tenantFacilityId, ct)
            : store.Find(tenant, new(reference), ct);

    private static Task WriteDuplicateId(HttpContext context, StoredFacility facility) => FulfillmenttoolsErrors.Conflict(
        context, $"Another facility has the tenantFacilityId {ValueFormatter.Truncate(facility.TenantFacilityId ?? "")}.",
        "Choose another id.");
}
