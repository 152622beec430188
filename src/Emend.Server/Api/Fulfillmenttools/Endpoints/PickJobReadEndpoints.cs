using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Pick jobs are read and listed. Who is bound to facilities sees only theirs.</summary>
internal sealed class PickJobReadEndpoints(FulfillmenttoolsAuthorizer entrance, IOrderReader reads)
{
    public async Task Get(HttpContext context, string pickJobId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var owned = await reads.PickJob(caller.Tenant, new(pickJobId), context.RequestAborted);
        if (owned is null) await FulfillmenttoolsErrors.NotFound(context, "pick job", pickJobId);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead)
            && await FacilityAccess.Covers(context, caller.Actor, owned.Entity.Facility))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, owned, PickJobWriter.Write);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var filter = Filter(query, caller.Actor);
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobRead)
            && (filter.Facility is not { } facility || await FacilityAccess.Covers(context, caller.Actor, facility)))
        {
            var page = await reads.PickJobs(caller.Tenant, filter, context.RequestAborted);
            await ListResponses.Write(context, "pickjobs", page, PickJobWriter.Stripped);
        }
    }

    private static PickJobFilter Filter(QueryStringReader query, Actor actor) => new(
        query.Text("startAfterId") is { } after ? new EntityId(after) : null,
        query.Size(),
        query.Text("orderRef") is { } order ? new OrderId(order) : null,
        query.Text("tenantOrderId"),
        query.Text("facilityRef") is { } facility ? new FacilityId(facility) : null,
        query.Choices("status", FulfillmenttoolsStatusNames.PickJobStatusOf, FulfillmenttoolsStatusNames.Of))
    {
        Within = FacilityAccess.Of(actor),
    };
}
