using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Carriers are made, read and listed.</summary>
internal sealed class CarrierEndpoints(Entrance entrance, ICarrierStore store, TimeProvider clock)
{
    public async Task Create(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, CarrierShapes.ForCreation, context.RequestAborted);
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.CarrierWrite))
        {
            var carrier = Carriers.New(body.Json, clock.GetUtcNow().ToMicroseconds());
            await store.Add(visitor.Tenant, carrier, context.RequestAborted);
            context.Response.Headers.Location = $"/api/carriers/{carrier.Id}";
            await Answer.Write(context.Response, StatusCodes.Status201Created, carrier, CarrierBody.Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await store.Find(visitor.Tenant, id, context.RequestAborted) is not { } found) await Errors.NotFound(context, "carrier", id);
        else if (await Entrance.May(context, visitor.Actor, Permissions.CarrierRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, CarrierBody.Write);
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size());
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.CarrierRead))
        {
            var page = await store.List(visitor.Tenant, after, size, context.RequestAborted);
            await Lists.Write(context, "carriers", page, CarrierBody.Stripped);
        }
    }
}
