using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Search;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>What of the stock is set aside for orders.</summary>
internal sealed class ReservationEndpoints(FulfillmenttoolsAuthorizer entrance, IOrderReader reads, ReservationHitWriter telling)
{
    private const int Max = 100;

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var after = query.Text("after");
        var filter = new ReservationFilter(
            after is null ? null : new EntityId(after),
            query.Size(Max),
            query.Text("orderRef") is { } order ? new OrderId(order) : null,
            query.Text("facilityRef") is { } facility ? new FacilityId(facility) : null,
            query.Text("tenantArticleId") is { } article ? new ArticleId(article) : null)
        {
            Within = FacilityAccess.Of(caller.Actor),
        };
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ReservationRead)
            && (filter.Facility is not { } at || await FacilityAccess.Covers(context, caller.Actor, at)))
        {
            var page = await reads.Reservations(caller.Tenant, filter, context.RequestAborted);
            var told = page.From(await telling.Of(caller.Tenant, page.Items, context.RequestAborted));
            await ListResponses.WriteWithCursors(
                context, "reservations", told, (filter.Size, after), r => r.Owned.Entity.Id.Value, ReservationWriter.Write);
        }
    }

    public async Task Get(HttpContext context, string reservationId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var owned = await reads.Reservation(caller.Tenant, new(reservationId), context.RequestAborted);
        if (owned is null) await FulfillmenttoolsErrors.NotFound(context, "reservation", reservationId);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ReservationRead)
            && await FacilityAccess.Covers(context, caller.Actor, owned.Entity.Facility))
        {
            var reservationViews = await telling.Of(caller.Tenant, [owned], context.RequestAborted);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, reservationViews[0], ReservationWriter.Write);
        }
    }
}
