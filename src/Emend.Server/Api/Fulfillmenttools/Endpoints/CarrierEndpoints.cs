using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Shipping;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates, reads, and lists carriers.</summary>
internal sealed class CarrierEndpoints(FulfillmenttoolsAuthorizer authorizer, ICarrierStore store, TimeProvider clock)
{
    public async Task Create(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, CarrierSchemas.ForCreation, context.RequestAborted);
        if (!body.IsValid)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.CarrierWrite))
        {
            var carrier = CarrierMapper.ReadCarrier(body.Json, clock.GetUtcNow().ToMicroseconds());
            await store.Add(caller.Tenant, carrier, context.RequestAborted);
            context.Response.Headers.Location = $"/api/carriers/{carrier.Id}";
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, carrier, CarrierWriter.Write);
        }
    }

    public Task Get(HttpContext context, string id) => Get(context, id, CarrierWriter.Write);

    private async Task Get(HttpContext context, string id, Action<Utf8JsonWriter, StoredCarrier> write)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await store.Find(caller.Tenant, id, context.RequestAborted) is not { } storedCarrier)
        {
            await FulfillmenttoolsErrors.NotFound(context, "carrier", id);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.CarrierRead))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, storedCarrier, write);
        }
    }

    /// <summary>Reads the configuration of a carrier. Emend has no settings beyond the carrier itself.</summary>
    public Task GetConfiguration(HttpContext context, string id) => Get(context, id, CarrierWriter.WriteConfiguration);

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.ReadText("startAfterId"), query.ReadPageSize());
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.CarrierRead))
        {
            var page = await store.List(caller.Tenant, after, size, context.RequestAborted);
            await ListResponses.Write(context, "carriers", page, CarrierWriter.WriteStripped);
        }
    }
}
