using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Search;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Lists orders by query parameters and searches them by a condition tree.</summary>
internal sealed class OrderSearchEndpoints(
    NativeAuthorizer authorizer, ISearchIndex<Order> searchIndex, SearchCursors searchCursors, TimeProvider clock)
{
    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var orderPageQuery = OrderListParameters.Read(query);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else
        {
            await Write(context, caller, orderPageQuery);
        }
    }

    public async Task Search(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, OrderSearchRequest.Body, context.RequestAborted);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
        }
        else
        {
            await Write(context, caller, OrderSearchRequest.Read(body.Json, clock.GetUtcNow()));
        }
    }

    // Orders do not belong to a facility. Facility-restricted roles see all orders, in every API.
    private async Task Write(HttpContext context, AuthenticatedCaller caller, OrderPageQuery orderPageQuery)
    {
        var ct = context.RequestAborted;
        var cursors = await searchCursors.ForSearch(caller.Tenant, $"{NativeApi.Name} {orderPageQuery.Identity}", ct);
        SortPosition? position = null;
        if (orderPageQuery.Cursor is var (member, text))
        {
            (position, var problem) = cursors.Read(member, text, "next or previous");
            if (problem is { } wrong)
            {
                await ProblemResponses.InvalidRequest(context, [wrong]);
                return;
            }
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead))
        {
            return;
        }

        var request = orderPageQuery.ToSearchRequest(position);
        var found = await searchIndex.Find(caller.Tenant, request, ct);
        var totalCount = orderPageQuery.IncludeTotal ? await searchIndex.Count(caller.Tenant, orderPageQuery.Where, ct) : null;
        await context.Response.WriteView(StatusCodes.Status200OK, new OrderPageView(found, request, totalCount, cursors.Write));
    }
}
