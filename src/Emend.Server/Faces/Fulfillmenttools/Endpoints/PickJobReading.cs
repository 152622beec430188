using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Pick jobs are read and listed. Who is bound to facilities sees only theirs.</summary>
internal sealed class PickJobReading(Entrance entrance, IOrderReads reads)
{
    public async Task Get(HttpContext context, string pickJobId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var found = await reads.PickJob(visitor.Tenant, new(pickJobId), context.RequestAborted);
        if (found is null) await Errors.NotFound(context, "pick job", pickJobId);
        else if (await Entrance.May(context, visitor.Actor, Permissions.PickjobRead)
            && await Reach.Covers(context, visitor.Actor, found.Entity.Facility))
        {
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, PickJobBody.Write);
        }
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var filter = Filter(query, visitor.Actor);
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.PickjobRead)
            && (filter.Facility is not { } facility || await Reach.Covers(context, visitor.Actor, facility)))
        {
            var page = await reads.PickJobs(visitor.Tenant, filter, context.RequestAborted);
            await Lists.Write(context, "pickjobs", page, PickJobBody.Stripped);
        }
    }

    private static PickJobFilter Filter(QueryReader query, Actor actor) => new(
        query.Text("startAfterId") is { } after ? new EntityId(after) : null,
        query.Size(),
        query.Text("orderRef") is { } order ? new OrderId(order) : null,
        query.Text("tenantOrderId"),
        query.Text("facilityRef") is { } facility ? new FacilityId(facility) : null,
        query.Choices("status", StatusNames.PickJobStatusOf, StatusNames.Of))
    {
        Within = Reach.Of(actor),
    };
}
