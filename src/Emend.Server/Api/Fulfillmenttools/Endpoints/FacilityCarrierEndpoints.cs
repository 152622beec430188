using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Shipping;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and writes the carrier connections of facilities.</summary>
internal sealed class FacilityCarrierEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IFacilityStore facilities, ICarrierStore store, TimeProvider clock)
{
    private const string ResourceName = "carrier connection";

    public async Task ListConnections(HttpContext context, string facilityId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var ct = context.RequestAborted;
        if (await FindFacility(context, caller, facilityId) is not { } facility)
        {
            return;
        }

        if (!await RequireAccess(context, caller, facility, write: false))
        {
            return;
        }

        var all = await store.ListConnections(caller.Tenant, facility.Facility.Id, ct);
        await ListResponses.Write(
            context, "carriers", new Page<StoredCarrier>([.. all.Select(c => c.Carrier)], all.Count), CarrierWriter.WriteStripped);
    }

    public async Task GetConnection(HttpContext context, string facilityId, string carrier)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await FindFacility(context, caller, facilityId) is not { } facility)
        {
            return;
        }

        var connection = await store.FindConnection(caller.Tenant, facility.Facility.Id, carrier, context.RequestAborted);
        if (connection is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, carrier);
        }
        else if (await RequireAccess(context, caller, facility, write: false))
        {
            await Write(context, StatusCodes.Status200OK, connection);
        }
    }

    public async Task CreateConnection(HttpContext context, string facilityId, string carrierRef)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await FindFacility(context, caller, facilityId) is not { } facility)
        {
            return;
        }

        if (await store.Find(caller.Tenant, carrierRef, ct) is not { } carrier)
        {
            await FulfillmenttoolsErrors.NotFound(context, "carrier", carrierRef);
            return;
        }

        var body = await JsonBody.Read(context.Request, CarrierSchemas.ForConnection, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await RequireAccess(context, caller, facility, write: true))
        {
            var connection = CarrierMapper.ReadConnection(facility.Facility.Id, carrier, body.Json, clock.GetUtcNow().ToMicroseconds());
            if (await store.Connect(caller.Tenant, connection, ct) is StoreWriteResult.Written)
            {
                await Write(context, StatusCodes.Status201Created, connection);
            }
            else
            {
                await FulfillmenttoolsErrors.Conflict(
                    context, $"The carrier {carrier.Id} is already connected to this facility.", "Change the connection with PUT.");
            }
        }
    }

    public async Task UpdateConnection(HttpContext context, string facilityId, string carrier)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await FindFacility(context, caller, facilityId) is not { } facility)
        {
            return;
        }

        if (await store.FindConnection(caller.Tenant, facility.Facility.Id, carrier, ct) is not { } connection)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, carrier);
            return;
        }

        var body = await JsonBody.Read(context.Request, CarrierSchemas.ForConnectionUpdate, ct);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await RequireAccess(context, caller, facility, write: true))
        {
            var expectedVersion = body.Json.ReadInteger("version")!.Value;
            var updated = CarrierMapper.ReadConnection(
                facility.Facility.Id, connection.Carrier, body.Json, clock.GetUtcNow().ToMicroseconds())
                with { Version = connection.Version + 1, CreatedAt = connection.CreatedAt };
            if (expectedVersion == connection.Version && await store.Replace(caller.Tenant, updated, ct) is StoreWriteResult.Written)
            {
                await Write(context, StatusCodes.Status200OK, updated);
            }
            else
            {
                await FulfillmenttoolsErrors.VersionConflict(
                    context, ResourceName, await GetCurrentVersion(caller, connection, ct), expectedVersion);
            }
        }
    }

    private async Task<long> GetCurrentVersion(AuthenticatedCaller caller, StoredCarrierConnection connection, CancellationToken ct) =>
        (await store.FindConnection(caller.Tenant, connection.Facility, connection.Carrier.Id, ct) ?? connection).Version;

    private async Task<StoredFacility?> FindFacility(HttpContext context, AuthenticatedCaller caller, string reference)
    {
        var facility = FacilityUrn.ParseTenantFacilityId(reference) is { } tenantFacilityId
            ? await facilities.FindByTenantId(caller.Tenant, tenantFacilityId, context.RequestAborted)
            : await facilities.Find(caller.Tenant, new(reference), context.RequestAborted);
        if (facility is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "facility", reference);
        }

        return facility;
    }

    private static async Task<bool> RequireAccess(HttpContext context, AuthenticatedCaller caller, StoredFacility facility, bool write) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(
            context, caller.Actor, write ? Permissions.FacilityWrite : Permissions.FacilityRead)
        && await FacilityAccess.RequireAccess(context, caller.Actor, facility.Facility.Id);

    private static Task Write(HttpContext context, int status, StoredCarrierConnection connection) =>
        JsonResponseWriter.Write(context.Response, status, connection, CarrierWriter.WriteConnection);
}
