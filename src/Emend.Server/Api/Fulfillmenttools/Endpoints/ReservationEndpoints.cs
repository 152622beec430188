using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Search;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads and lists reservations.</summary>
internal sealed class ReservationEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IOrderReader orderReader, ReservationViewIndex reservationIndex)
{
    private const int MaxPageSize = 100;

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var after = query.ReadText("after");
        var filter = new ReservationFilter(
            after is null ? null : new EntityId(after),
            query.ReadPageSize(MaxPageSize),
            query.ReadText("orderRef") is { } order ? new OrderId(order) : null,
            query.ReadText("facilityRef") is { } facility ? new FacilityId(facility) : null,
            query.ReadText("tenantArticleId") is { } article ? new ArticleId(article) : null)
        {
            AccessibleFacilities = FacilityAccess.GetFacilities(caller.Actor),
        };
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ReservationRead)
            && (filter.Facility is not { } at || await FacilityAccess.RequireAccess(context, caller.Actor, at)))
        {
            var page = await orderReader.ListReservations(caller.Tenant, filter, context.RequestAborted);
            var views = page.WithItems(await reservationIndex.ToViews(caller.Tenant, page.Items, context.RequestAborted));
            await ListResponses.WriteWithCursors(
                context, "reservations", views, (filter.Size, after), r => r.Reservation.Entity.Id.Value, ReservationWriter.Write);
        }
    }

    public async Task Get(HttpContext context, string reservationId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var owned = await orderReader.FindReservation(caller.Tenant, new(reservationId), context.RequestAborted);
        if (owned is null)
        {
            await FulfillmenttoolsErrors.NotFound(context, "reservation", reservationId);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ReservationRead)
            && await FacilityAccess.RequireAccess(context, caller.Actor, owned.Entity.Facility))
        {
            var views = await reservationIndex.ToViews(caller.Tenant, [owned], context.RequestAborted);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, views[0], ReservationWriter.Write);
        }
    }
}
