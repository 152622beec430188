using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and lists pick jobs. Callers with facility restrictions see only jobs of their facilities.</summary>
internal sealed class PickJobReadEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IOrderReader orderReader, CarrierReferenceResolver carriers)
{
    public async Task Get(HttpContext context, string pickJobId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var owned = await orderReader.FindPickJob(caller.Tenant, new(pickJobId), context.RequestAborted);
        if (owned is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "pick job", pickJobId);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, owned.Entity.Facility))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, PickJobWriter.Write);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var named = await carriers.Resolve(caller.Tenant, query.ReadList("carrierKeys"), context.RequestAborted);
        var filter = PickJobListQuery.Read(query, FacilityAccess.GetFacilities(caller.Actor), named);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead)
            && (filter.Facility is not { } facility || await FacilityAccess.RequireAccess(context, caller.Actor, facility)))
        {
            var page = await orderReader.ListPickJobs(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.WriteExamined(context, "pickjobs", page, PickJobWriter.WriteStripped);
        }
    }
}
