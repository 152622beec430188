using Emend.Core.Rules;
using Emend.Server.Desk.Bulk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Everything that waits for a place is tried again, by a job in the background.</summary>
internal sealed class RetryNotRoutable(Entrance entrance, BulkDesk desk)
{
    public async Task Act(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        if (query.Problems is { IsEmpty: false } problems)
        {
            await Errors.Malformed(context, problems);
            return;
        }

        // Each order asks for the second one by itself; nobody would be told that all of them refuse.
        if (!await Entrance.May(context, visitor.Actor, Permissions.ProcessReroute)
            || !await Entrance.May(context, visitor.Actor, Permissions.RoutingWrite)) return;
        switch (await desk.RerouteAll(visitor.Caller, visitor.Actor.Name, Face.Name, context.RequestAborted))
        {
            case BulkMaking.UnderWay(var job):
                await Errors.Write(context, StatusCodes.Status400BadRequest, [new(
                    "Everything that waits is being tried already.",
                    $"Wait for the job {job.Id}: GET /emend/v1/bulk/{job.Id} tells how far it is.")]);
                break;
            case BulkMaking.TooMany:
                await Errors.Write(context, StatusCodes.Status400BadRequest, [new(
                    $"More than {BulkDesk.Most} orders wait.", "Name some of them: POST /emend/v1/bulk.")]);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
        }
    }
}
