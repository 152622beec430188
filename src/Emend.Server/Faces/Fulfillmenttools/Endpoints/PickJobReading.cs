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
        else if (!visitor.Actor.WorksAt(found.Entity.Facility)) await OtherFacility(context, found.Entity.Facility);
        else if (await Entrance.May(context, visitor.Actor, Permissions.PickjobRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, PickJobBody.Write);
    }

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var filter = Filter(query, visitor.Actor);
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (filter.Facility is { } facility && !visitor.Actor.WorksAt(facility)) await OtherFacility(context, facility);
        else if (await Entrance.May(context, visitor.Actor, Permissions.PickjobRead))
        {
            var page = await reads.PickJobs(visitor.Tenant, filter, context.RequestAborted);
            await Lists.Write(context, "pickjobs", page, PickJobBody.Stripped);
        }
    }

    private static PickJobFilter Filter(QueryReader query, Actor actor)
    {
        var filter = new PickJobFilter(
            query.Text("startAfterId") is { } after ? new EntityId(after) : null,
            query.Size(),
            query.Text("orderRef") is { } order ? new OrderId(order) : null,
            query.Text("tenantOrderId"),
            query.Text("facilityRef") is { } facility ? new FacilityId(facility) : null,
            query.Choices("status", StatusNames.PickJobStatusOf, StatusNames.Of));
        if (filter.Facility is not null || actor.Facilities.IsEmpty) return filter;
        if (actor.Facilities is [var only]) return filter with { Facility = only };
        query.Add("facilityRef", "is missing", $"must be one of your facilities: {string.Join(", ", actor.Facilities)}");
        return filter;
    }

    private static Task OtherFacility(HttpContext context, FacilityId facility) => Errors.Write(
        context,
        StatusCodes.Status403Forbidden,
        [new($"Your roles do not reach the facility {Shown.Short(facility.Value)}.", "Ask for pick jobs of your own facilities.")]);
}
