using Emend.Core.Rules;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Starts a background job that reroutes all unroutable units.</summary>
internal sealed class RetryUnroutableEndpoint(FulfillmenttoolsAuthorizer authorizer, BulkJobService bulkJobs)
{
    public async Task Retry(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ProcessReroute))
        {
            return;
        }

        switch (await bulkJobs.RerouteAll(caller.Caller, caller.Actor.Name, FulfillmenttoolsApi.Name, context.RequestAborted))
        {
            case CreateBulkJobResult.AlreadyRunning(var job):
                await FulfillmenttoolsErrors.Write(context, StatusCodes.Status400BadRequest, [new(
                    "A reroute of all unroutable units is already running.",
                    $"Wait for job {job.Id}. GET /emend/v1/bulk-jobs/{job.Id} returns its progress.")]);
                break;
            case CreateBulkJobResult.TooManyOrders:
                await FulfillmenttoolsErrors.Write(context, StatusCodes.Status400BadRequest, [new(
                    $"More than {BulkJobService.Max} orders have unroutable units.", "Select some of them: POST /emend/v1/bulk-jobs.")]);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
        }
    }
}
