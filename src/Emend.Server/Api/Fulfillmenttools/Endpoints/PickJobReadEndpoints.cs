using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and lists pick jobs. Callers with facility restrictions see only jobs of their facilities.</summary>
internal sealed class PickJobReadEndpoints(FulfillmenttoolsAuthorizer authorizer, IOrderReader orderReader)
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
        var filter = ReadFilter(query, caller.Actor);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead)
            && (filter.Facility is not { } facility || await FacilityAccess.RequireAccess(context, caller.Actor, facility)))
        {
            var page = await orderReader.ListPickJobs(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "pickjobs", page, PickJobWriter.WriteStripped);
        }
    }

    private static PickJobFilter ReadFilter(QueryStringReader query, Actor actor) => new(
        query.ReadText("startAfterId") is { } after ? new EntityId(after) : null,
        query.ReadPageSize(),
        query.ReadText("orderRef") is { } order ? new OrderId(order) : null,
        query.ReadText("tenantOrderId"),
        query.ReadText("facilityRef") is { } facility ? new FacilityId(facility) : null,
        query.ReadEnums("status", FulfillmenttoolsStatusNames.ParsePickJobStatus, FulfillmenttoolsStatusNames.ToWireName))
    {
        AccessibleFacilities = FacilityAccess.GetFacilities(actor),
    };
}
