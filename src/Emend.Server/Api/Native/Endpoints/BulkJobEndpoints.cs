using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Events;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;
using Microsoft.Net.Http.Headers;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads, pauses, resumes and cancels bulk jobs.</summary>
internal sealed class BulkJobEndpoints(
    NativeAuthorizer authorizer, IBulkJobStore store, BulkJobService bulkJobs, BulkJobProgressStream stream, TimeProvider clock)
{
    private const int DefaultPageSize = 50;
    private const int DefaultResultPageSize = 100;

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.ReadText("after"), query.ReadInteger("size", DefaultPageSize, 1, BulkJobSchemas.MaxPageSize));
        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead))
        {
            return;
        }
        // One item more than the page size shows whether there is another page.
        var (jobs, now) = (await store.List(caller.Tenant, after, size + 1, context.RequestAborted), clock.GetUtcNow());
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, jobs, (json, all) =>
        {
            json.WriteObjects("jobs", all.Take(size).Select(job => new BulkJobView(job, now)), BulkJobWriter.Write);
            if (all.Count > size)
            {
                json.WriteString("next", all[size - 1].Id);
            }
        });
    }

    public async Task Get(HttpContext context, string jobId)
    {
        if (await FindJob(context, jobId) is not var (caller, job))
        {
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        await (EventEndpoints.AcceptsStream(context.Request) ? stream.Write(context, caller, job) : Write(context, job));
    }

    public async Task ListResults(HttpContext context, string jobId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var ct = context.RequestAborted;
        if (await store.Find(caller.Tenant, jobId, ct) is null)
        {
            await ProblemResponses.NotFound(context, "job", jobId);
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var states = query.ReadEnums("state", EnumWireNames.Find<BulkJobItemState>, EnumWireNames.ToName);
        var after = query.ReadInteger("after", 0, 0, int.MaxValue);
        var size = query.ReadInteger("size", DefaultResultPageSize, 1, BulkJobSchemas.MaxPageSize);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead))
        {
            return;
        }

        var items = await store.ListItems(caller.Tenant, jobId, after, states, size + 1, ct);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, items, (json, all) =>
        {
            json.WriteObjects("results", all.Take(size), BulkJobWriter.Write);
            if (all.Count > size)
            {
                json.WriteNumber("next", all[size - 1].Position);
            }
        });
    }

    /// <summary>
    /// Changes the state of a job. Only its requester may resume it; every caller with ORDER_WRITE may pause or cancel it.
    /// </summary>
    public async Task ChangeState(HttpContext context, string jobId, BulkJobState to)
    {
        if (await FindJob(context, jobId) is not var (caller, job))
        {
            return;
        }

        var isRequester = job.Definition.RequestedBy.User == caller.Caller.User;
        if (!isRequester && to is BulkJobState.Running)
        {
            await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
            {
                Detail = $"The job runs with the permissions of {job.Definition.ByName}. Only they may resume it. Create your own job.",
            });
            return;
        }

        if (!isRequester && !await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderWrite))
        {
            return;
        }

        if (await bulkJobs.ChangeState(job, to, context.RequestAborted) is { } changed)
        {
            await Write(context, changed);
            return;
        }

        var now = await store.Find(caller.Tenant, jobId, context.RequestAborted);
        await ProblemResponses.Write(
            context,
            new("invalid-state", "The request conflicts with the current state.", StatusCodes.Status422UnprocessableEntity)
            {
                Detail = $"The job is {EnumWireNames.ToName(now?.State ?? job.State)} and cannot change. Create a new job.",
            });
    }

    private Task Write(HttpContext context, BulkJob job) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, new BulkJobView(job, clock.GetUtcNow()), BulkJobWriter.Write);

    private async Task<(AuthenticatedCaller Caller, BulkJob Job)?> FindJob(HttpContext context, string jobId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return null;
        }

        if (await store.Find(caller.Tenant, jobId, context.RequestAborted) is not { } job)
        {
            await ProblemResponses.NotFound(context, "job", jobId);
            return null;
        }

        return await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead) ? (caller, job) : null;
    }
}
