using Emend.Core.Rules;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Everything that waits for a place is tried again, by a job in the background.</summary>
internal sealed class RetryUnroutableEndpoint(FulfillmenttoolsAuthorizer entrance, BulkJobService bulkJobs)
{
    public async Task Act(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        if (query.Problems is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.Malformed(context, problems);
            return;
        }

        // Each order asks for the second one by itself; nobody would be told that all of them refuse.
        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ProcessReroute)
            || !await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoutingWrite)) return;
        switch (await bulkJobs.RerouteAll(caller.Caller, caller.Actor.Name, FulfillmenttoolsApi.Name, context.RequestAborted))
        {
            case CreateBulkJobResult.AlreadyRunning(var job):
                await FulfillmenttoolsErrors.Write(context, StatusCodes.Status400BadRequest, [new(
                    "Everything that waits is being tried already.",
                    $"Wait for the job {job.Id}: GET /emend/v1/bulk/{job.Id} tells how far it is.")]);
                break;
            case CreateBulkJobResult.TooManyOrders:
                await FulfillmenttoolsErrors.Write(context, StatusCodes.Status400BadRequest, [new(
                    $"More than {BulkJobService.Max} orders wait.", "Name some of them: POST /emend/v1/bulk.")]);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
        }
    }
}
