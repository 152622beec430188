using Emend.Core.Rules;
using Emend.Server.Desk.Bulk;
using Emend.Server.Faces.Native.Events;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;
using Microsoft.Net.Http.Headers;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Jobs over many orders are read, paused, resumed and cancelled.</summary>
internal sealed class BulkEndpoints(Entrance entrance, IBulkStore store, BulkDesk desk, BulkStream stream, TimeProvider clock)
{
    private const int Usual = 50;
    private const int UsualResults = 100;

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (after, size) = (query.Text("after"), query.Whole("size", Usual, 1, BulkShapes.MostOfPage));
        if (query.Problems is { IsEmpty: false } problems)
        {
            await Problems.Malformed(context, problems);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.OrderRead)) return;
        // One more than a page: it tells that there is another page.
        var (jobs, now) = (await store.List(visitor.Tenant, after, size + 1, context.RequestAborted), clock.GetUtcNow());
        await Answer.Write(context.Response, StatusCodes.Status200OK, jobs, (json, all) =>
        {
            json.Objects("jobs", all.Take(size).Select(job => new ToldBulk(job, now)), BulkBody.Write);
            if (all.Count > size) json.WriteString("next", all[size - 1].Id);
        });
    }

    public async Task Get(HttpContext context, string jobId)
    {
        if (await Admit(context, jobId) is not var (visitor, job)) return;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        await (EventEndpoints.TakesStream(context.Request) ? stream.Tell(context, visitor, job) : Tell(context, job));
    }

    public async Task Results(HttpContext context, string jobId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var ct = context.RequestAborted;
        if (await store.Find(visitor.Tenant, jobId, ct) is null)
        {
            await Problems.NotFound(context, "job", jobId);
            return;
        }

        var query = new QueryReader(context.Request.Query);
        var states = query.Choices("state", States.Find<BulkItemState>, States.Of);
        var after = query.Whole("after", 0, 0, int.MaxValue);
        var size = query.Whole("size", UsualResults, 1, BulkShapes.MostOfPage);
        if (query.Problems is { IsEmpty: false } problems)
        {
            await Problems.Malformed(context, problems);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.OrderRead)) return;
        var items = await store.Items(visitor.Tenant, jobId, after, states, size + 1, ct);
        await Answer.Write(context.Response, StatusCodes.Status200OK, items, (json, all) =>
        {
            json.Objects("results", all.Take(size), BulkBody.Write);
            if (all.Count > size) json.WriteNumber("next", all[size - 1].Position);
        });
    }

    /// <summary>Who asked may do all of it, and whoever may change orders may stop it: it goes on for nobody but who asked.</summary>
    public async Task Turn(HttpContext context, string jobId, BulkState to)
    {
        if (await Admit(context, jobId) is not var (visitor, job)) return;
        var own = job.Asked.By.User == visitor.Caller.User;
        if (!own && to is BulkState.Running)
        {
            await Problems.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
            {
                Detail = $"The job acts for {job.Asked.ByName}, who alone may let it go on. Make a job of your own.",
            });
            return;
        }

        if (!own && !await Entrance.May(context, visitor.Actor, Permissions.OrderWrite)) return;
        if (await desk.Turn(job, to, context.RequestAborted) is { } turned)
        {
            await Tell(context, turned);
            return;
        }

        var now = await store.Find(visitor.Tenant, jobId, context.RequestAborted);
        await Problems.Write(context, new("impossible", "It cannot be as things are.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = $"The job is {States.Of(now?.State ?? job.State)}, and ended: make a new one.",
        });
    }

    private Task Tell(HttpContext context, BulkJob job) =>
        Answer.Write(context.Response, StatusCodes.Status200OK, new ToldBulk(job, clock.GetUtcNow()), BulkBody.Write);

    private async Task<(Visitor Visitor, BulkJob Job)?> Admit(HttpContext context, string jobId)
    {
        if (await entrance.Admit(context) is not { } visitor) return null;
        if (await store.Find(visitor.Tenant, jobId, context.RequestAborted) is not { } job)
        {
            await Problems.NotFound(context, "job", jobId);
            return null;
        }

        return await Entrance.May(context, visitor.Actor, Permissions.OrderRead) ? (visitor, job) : null;
    }
}
