using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Search;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Orders are listed by parameters and searched by a tree of conditions: one way to a page.</summary>
internal sealed class OrderSearchEndpoints(NativeAuthorizer entrance, ISearchIndex<Order> searchIndex, SearchCursors searchCursors, TimeProvider clock)
{
    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var orderPageQuery = OrderListParameters.Read(query);
        if (query.Problems is { IsEmpty: false } problems) await ProblemResponses.Malformed(context, problems);
        else await Write(context, caller, orderPageQuery);
    }

    public async Task Search(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, OrderSearchRequest.Body, context.RequestAborted);
        if (!body.IsGood) await ProblemResponses.Malformed(context, body.Problems, body.Status);
        else await Write(context, caller, OrderSearchRequest.Read(body.Json, clock.GetUtcNow()));
    }

    // Orders lie at no facility: whoever may read them finds them all, at this face as at the others.
    private async Task Write(HttpContext context, AuthenticatedCaller caller, OrderPageQuery orderPageQuery)
    {
        var ct = context.RequestAborted;
        var own = await searchCursors.Of(caller.Tenant, $"{NativeApi.Name} {orderPageQuery.Identity}", ct);
        SortPosition? at = null;
        if (orderPageQuery.Cursor is var (member, text))
        {
            (at, var problem) = own.Read(member, text, "next or previous");
            if (problem is { } wrong)
            {
                await ProblemResponses.Malformed(context, [wrong]);
                return;
            }
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead)) return;
        var searchRequest = orderPageQuery.From(at);
        var found = await searchIndex.Find(caller.Tenant, searchRequest, ct);
        var totalCount = orderPageQuery.Counts ? await searchIndex.Count(caller.Tenant, orderPageQuery.Where, ct) : null;
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, new OrderPageView(found, searchRequest, totalCount, own.Write), OrderPageWriter.Write);
    }
}
