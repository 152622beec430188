using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Searching;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What of the stock is set aside for orders.</summary>
internal sealed class ReservationEndpoints(Entrance entrance, IOrderReads reads, ReservationTelling telling)
{
    private const int Most = 100;

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var after = query.Text("after");
        var filter = new ReservationFilter(
            after is null ? null : new EntityId(after),
            query.Size(Most),
            query.Text("orderRef") is { } order ? new OrderId(order) : null,
            query.Text("facilityRef") is { } facility ? new FacilityId(facility) : null,
            query.Text("tenantArticleId") is { } article ? new ArticleId(article) : null)
        {
            Within = Reach.Of(visitor.Actor),
        };
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ReservationRead)
            && (filter.Facility is not { } at || await Reach.Covers(context, visitor.Actor, at)))
        {
            var page = await reads.Reservations(visitor.Tenant, filter, context.RequestAborted);
            var told = page.Of(await telling.Of(visitor.Tenant, page.Items, context.RequestAborted));
            await Lists.WriteWithCursors(
                context, "reservations", told, (filter.Size, after), r => r.Owned.Entity.Id.Value, ReservationBody.Write);
        }
    }

    public async Task Get(HttpContext context, string reservationId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var found = await reads.Reservation(visitor.Tenant, new(reservationId), context.RequestAborted);
        if (found is null) await Errors.NotFound(context, "reservation", reservationId);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ReservationRead)
            && await Reach.Covers(context, visitor.Actor, found.Entity.Facility))
        {
            var told = await telling.Of(visitor.Tenant, [found], context.RequestAborted);
            await Answer.Write(context.Response, StatusCodes.Status200OK, told[0], ReservationBody.Write);
        }
    }
}
