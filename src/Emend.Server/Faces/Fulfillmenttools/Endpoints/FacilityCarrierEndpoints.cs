using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Which carriers come to a facility.</summary>
internal sealed class FacilityCarrierEndpoints(Entrance entrance, IFacilityStore facilities, ICarrierStore store, TimeProvider clock)
{
    private const string What = "carrier connection";

    public async Task List(HttpContext context, string facilityId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var ct = context.RequestAborted;
        if (await Facility(context, visitor, facilityId) is not { } facility) return;
        if (!await May(context, visitor, facility, write: false)) return;
        var all = await store.Connections(visitor.Tenant, facility.Facility.Id, ct);
        await Lists.Write(context, "carriers", new Page<KeptCarrier>([.. all.Select(c => c.Carrier)], all.Count), CarrierBody.Stripped);
    }

    public async Task Get(HttpContext context, string facilityId, string carrier)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Facility(context, visitor, facilityId) is not { } facility) return;
        var found = await store.Connection(visitor.Tenant, facility.Facility.Id, carrier, context.RequestAborted);
        if (found is null) await Errors.NotFound(context, What, carrier);
        else if (await May(context, visitor, facility, write: false)) await Tell(context, StatusCodes.Status200OK, found);
    }

    public async Task Connect(HttpContext context, string facilityId, string carrierRef)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Facility(context, visitor, facilityId) is not { } facility) return;
        if (await store.Find(visitor.Tenant, carrierRef, ct) is not { } carrier)
        {
            await Errors.NotFound(context, "carrier", carrierRef);
            return;
        }

        var body = await JsonBody.Read(context.Request, CarrierShapes.ToConnect, ct);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (await May(context, visitor, facility, write: true))
        {
            var made = Carriers.Connect(facility.Facility.Id, carrier, body.Json, clock.GetUtcNow().ToMicroseconds());
            if (await store.Connect(visitor.Tenant, made, ct) is KeepOutcome.Written)
                await Tell(context, StatusCodes.Status201Created, made);
            else
                await Errors.Conflict(context, $"The carrier {carrier.Id} comes to this facility already.", "Change that with PUT.");
        }
    }

    public async Task Change(HttpContext context, string facilityId, string carrier)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Facility(context, visitor, facilityId) is not { } facility) return;
        if (await store.Connection(visitor.Tenant, facility.Facility.Id, carrier, ct) is not { } found)
        {
            await Errors.NotFound(context, What, carrier);
            return;
        }

        var body = await JsonBody.Read(context.Request, CarrierShapes.ToReconnect, ct);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (await May(context, visitor, facility, write: true))
        {
            var named = body.Json.Whole("version")!.Value;
            var made = Carriers.Connect(facility.Facility.Id, found.Carrier, body.Json, clock.GetUtcNow().ToMicroseconds())
                with { Version = found.Version + 1, CreatedAt = found.CreatedAt };
            if (named == found.Version && await store.Replace(visitor.Tenant, made, ct) is KeepOutcome.Written)
                await Tell(context, StatusCodes.Status200OK, made);
            else
                await Errors.Stale(context, What, await Current(visitor, found, ct), named);
        }
    }

    private async Task<long> Current(Visitor visitor, KeptConnection found, CancellationToken ct) =>
        (await store.Connection(visitor.Tenant, found.Facility, found.Carrier.Id, ct) ?? found).Version;

    private async Task<KeptFacility?> Facility(HttpContext context, Visitor visitor, string reference)
    {
        var found = FacilityUrn.TenantFacilityIdIn(reference) is { } own
            ? await facilities.FindByTenantId(visitor.Tenant, own, context.RequestAborted)
            : await facilities.Find(visitor.Tenant, new(reference), context.RequestAborted);
        if (found is null) await Errors.NotFound(context, "facility", reference);
        return found;
    }

    private static async Task<bool> May(HttpContext context, Visitor visitor, KeptFacility facility, bool write) =>
        await Entrance.May(context, visitor.Actor, write ? Permissions.FacilityWrite : Permissions.FacilityRead)
        && await Reach.Covers(context, visitor.Actor, facility.Facility.Id);

    private static Task Tell(HttpContext context, int status, KeptConnection connection) =>
        Answer.Write(context.Response, status, connection, CarrierBody.Connection);
}
