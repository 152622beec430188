using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Events;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;
using Microsoft.Net.Http.Headers;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Jobs over many orders are read, paused, resumed and cancelled.</summary>
internal sealed class BulkJobEndpoints(NativeAuthorizer entrance, IBulkJobStore store, BulkJobService bulkJobs, BulkJobProgressStream stream, TimeProvider clock)
{
    private const int Default = 50;
    private const int DefaultResults = 100;

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.Text("after"), query.Whole("size", Default, 1, BulkJobSchemas.MaxPageSize));
        if (query.Problems is { IsEmpty: false } problems)
        {
            await ProblemResponses.Malformed(context, problems);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead)) return;
        // One more than a page: it tells that there is another page.
        var (jobs, now) = (await store.List(caller.Tenant, after, size + 1, context.RequestAborted), clock.GetUtcNow());
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, jobs, (json, all) =>
        {
            json.Objects("jobs", all.Take(size).Select(job => new BulkJobView(job, now)), BulkJobWriter.Write);
            if (all.Count > size) json.WriteString("next", all[size - 1].Id);
        });
    }

    public async Task Get(HttpContext context, string jobId)
    {
        if (await Admit(context, jobId) is not var (caller, job)) return;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        await (EventEndpoints.TakesStream(context.Request) ? stream.Write(context, caller, job) : Write(context, job));
    }

    public async Task Results(HttpContext context, string jobId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var ct = context.RequestAborted;
        if (await store.Find(caller.Tenant, jobId, ct) is null)
        {
            await ProblemResponses.NotFound(context, "job", jobId);
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var states = query.Choices("state", EnumWireNames.Find<BulkJobItemState>, EnumWireNames.Of);
        var after = query.Whole("after", 0, 0, int.MaxValue);
        var size = query.Whole("size", DefaultResults, 1, BulkJobSchemas.MaxPageSize);
        if (query.Problems is { IsEmpty: false } problems)
        {
            await ProblemResponses.Malformed(context, problems);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead)) return;
        var items = await store.Items(caller.Tenant, jobId, after, states, size + 1, ct);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, items, (json, all) =>
        {
            json.Objects("results", all.Take(size), BulkJobWriter.Write);
            if (all.Count > size) json.WriteNumber("next", all[size - 1].Position);
        });
    }

    /// <summary>Who asked may do all of it, and whoever may change orders may stop it: it goes on for nobody but who asked.</summary>
    public async Task Turn(HttpContext context, string jobId, BulkJobState to)
    {
        if (await Admit(context, jobId) is not var (caller, job)) return;
        var own = job.Asked.RequestedBy.User == caller.Caller.User;
        if (!own && to is BulkJobState.Running)
        {
            await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
            {
                Detail = $"The job acts for {job.Asked.ByName}, who alone may let it go on. Make a job of your own.",
            });
            return;
        }

        if (!own && !await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderWrite)) return;
        if (await bulkJobs.Turn(job, to, context.RequestAborted) is { } turned)
        {
            await Write(context, turned);
            return;
        }

        var now = await store.Find(caller.Tenant, jobId, context.RequestAborted);
        await ProblemResponses.Write(context, new("impossible", "It cannot be as things are.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = $"The job is {EnumWireNames.Of(now?.State ?? job.State)}, and ended: make a new one.",
        });
    }

    private Task Write(HttpContext context, BulkJob job) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, new BulkJobView(job, clock.GetUtcNow()), BulkJobWriter.Write);

    private async Task<(AuthenticatedCaller Visitor, BulkJob Job)?> Admit(HttpContext context, string jobId)
    {
        if (await entrance.Authorize(context) is not { } caller) return null;
        if (await store.Find(caller.Tenant, jobId, context.RequestAborted) is not { } job)
        {
            await ProblemResponses.NotFound(context, "job", jobId);
            return null;
        }

        return await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead) ? (caller, job) : null;
    }
}
