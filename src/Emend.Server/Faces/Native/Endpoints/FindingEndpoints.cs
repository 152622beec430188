using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk.Finding;
using Emend.Server.Faces.Native.Searching;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;
using Emend.Server.Http.Searching;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Orders are listed by parameters and searched by a tree of conditions: one way to a page.</summary>
internal sealed class FindingEndpoints(Entrance entrance, IFinder<Order> finder, Cursors cursors, TimeProvider clock)
{
    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var lookup = OrderListing.Read(query);
        if (query.Problems is { IsEmpty: false } problems) await Problems.Malformed(context, problems);
        else await Tell(context, visitor, lookup);
    }

    public async Task Search(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, OrderSearch.Body, context.RequestAborted);
        if (!body.IsGood) await Problems.Malformed(context, body.Problems, body.Status);
        else await Tell(context, visitor, OrderSearch.Read(body.Json, clock.GetUtcNow()));
    }

    // Orders lie at no facility: whoever may read them finds them all, at this face as at the others.
    private async Task Tell(HttpContext context, Visitor visitor, Lookup lookup)
    {
        var ct = context.RequestAborted;
        var own = await cursors.Of(visitor.Tenant, $"{Face.Name} {lookup.Identity}", ct);
        Position? at = null;
        if (lookup.Cursor is var (member, text))
        {
            (at, var problem) = own.Read(member, text, "next or previous");
            if (problem is { } wrong)
            {
                await Problems.Malformed(context, [wrong]);
                return;
            }
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.OrderRead)) return;
        var search = lookup.From(at);
        var found = await finder.Find(visitor.Tenant, search, ct);
        var total = lookup.Counts ? await finder.Count(visitor.Tenant, lookup.Where, ct) : null;
        await Answer.Write(context.Response, StatusCodes.Status200OK, new FoundOrders(found, search, total, own.Write), FoundBody.Write);
    }
}
