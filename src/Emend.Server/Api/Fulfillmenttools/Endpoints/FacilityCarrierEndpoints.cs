using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Which carriers come to a facility.</summary>
internal sealed class FacilityCarrierEndpoints(FulfillmenttoolsAuthorizer entrance, IFacilityStore facilities, ICarrierStore store, TimeProvider clock)
{
    private const string What = "carrier connection";

    public async Task List(HttpContext context, string facilityId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var ct = context.RequestAborted;
        if (await Facility(context, caller, facilityId) is not { } facility) return;
        if (!await May(context, caller, facility, write: false)) return;
        var all = await store.Connections(caller.Tenant, facility.Facility.Id, ct);
        await ListResponses.Write(context, "carriers", new Page<StoredCarrier>([.. all.Select(c => c.Carrier)], all.Count), CarrierWriter.Stripped);
    }

    public async Task Get(HttpContext context, string facilityId, string carrier)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Facility(context, caller, facilityId) is not { } facility) return;
        var storedCarrierConnection = await store.Connection(caller.Tenant, facility.Facility.Id, carrier, context.RequestAborted);
        if (storedCarrierConnection is null) await FulfillmenttoolsErrors.NotFound(context, What, carrier);
        else if (await May(context, caller, facility, write: false)) await Write(context, StatusCodes.Status200OK, storedCarrierConnection);
    }

    public async Task Connect(HttpContext context, string facilityId, string carrierRef)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Facility(context, caller, facilityId) is not { } facility) return;
        if (await store.Find(caller.Tenant, carrierRef, ct) is not { } carrier)
        {
            await FulfillmenttoolsErrors.NotFound(context, "carrier", carrierRef);
            return;
        }

        var body = await JsonBody.Read(context.Request, CarrierSchemas.ToConnect, ct);
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (await May(context, caller, facility, write: true))
        {
            var storedCarrierConnection = CarrierMapper.Connect(facility.Facility.Id, carrier, body.Json, clock.GetUtcNow().ToMicroseconds());
            if (await store.Connect(caller.Tenant, storedCarrierConnection, ct) is StoreWriteResult.Written)
                await Write(context, StatusCodes.Status201Created, storedCarrierConnection);
            else
                await FulfillmenttoolsErrors.Conflict(context, $"The carrier {carrier.Id} comes to this facility already.", "Change that with PUT.");
        }
    }

    public async Task Change(HttpContext context, string facilityId, string carrier)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Facility(context, caller, facilityId) is not { } facility) return;
        if (await store.Connection(caller.Tenant, facility.Facility.Id, carrier, ct) is not { } storedCarrierConnection)
        {
            await FulfillmenttoolsErrors.NotFound(context, What, carrier);
            return;
        }

        var body = await JsonBody.Read(context.Request, CarrierSchemas.ToReconnect, ct);
        if (!body.IsGood) await FulfillmenttoolsErrors.Malformed(context, body.Problems, body.Status);
        else if (await May(context, caller, facility, write: true))
        {
            var named = body.Json.Whole("version")!.Value;
            var made = CarrierMapper.Connect(facility.Facility.Id, storedCarrierConnection.Carrier, body.Json, clock.GetUtcNow().ToMicroseconds())
                with { Version = storedCarrierConnection.Version + 1, CreatedAt = storedCarrierConnection.CreatedAt };
            if (named == storedCarrierConnection.Version && await store.Replace(caller.Tenant, made, ct) is StoreWriteResult.Written)
                await Write(context, StatusCodes.Status200OK, made);
            else
                await FulfillmenttoolsErrors.Stale(context, What, await Current(caller, storedCarrierConnection, ct), named);
        }
    }

    private async Task<long> Current(AuthenticatedCaller caller, StoredCarrierConnection storedCarrierConnection, CancellationToken ct) =>
        (await store.Connection(caller.Tenant, storedCarrierConnection.Facility, storedCarrierConnection.Carrier.Id, ct) ?? storedCarrierConnection).Version;

    private async Task<StoredFacility?> Facility(HttpContext context, AuthenticatedCaller caller, string reference)
    {
        var storedFacility = FacilityUrn.TenantFacilityIdIn(reference) is { } own
            ? await facilities.FindByTenantId(caller.Tenant, own, context.RequestAborted)
            : await facilities.Find(caller.Tenant, new(reference), context.RequestAborted);
        if (storedFacility is null) await FulfillmenttoolsErrors.NotFound(context, "facility", reference);
        return storedFacility;
    }

    private static async Task<bool> May(HttpContext context, AuthenticatedCaller caller, StoredFacility facility, bool write) =>
        await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, write ? Permissions.FacilityWrite : Permissions.FacilityRead)
        && await FacilityAccess.Covers(context, caller.Actor, facility.Facility.Id);

    private static Task Write(HttpContext context, int status, StoredCarrierConnection connection) =>
        JsonResponseWriter.Write(context.Response, status, connection, CarrierWriter.Connection);
}
