using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>A facility is removed where nothing hangs on it. Nothing is ever removed along with it.</summary>
internal sealed class DeleteFacilityEndpoint(FulfillmenttoolsAuthorizer entrance, IFacilityDeleter removal, FacilityListingResolver facilities)
{
    public async Task Remove(HttpContext context, string facilityId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await facilities.Find(context, caller, facilityId) is not { } storedFacility) return;
        var query = new QueryStringReader(context.Request.Query);
        if (query.Text("forceDeletion") is { } force && force != "false")
            query.Add("forceDeletion", $"is {ValueFormatter.Short(force)}", "must be false: remove what hangs on it first");
        if (query.Problems is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.Malformed(context, problems);
            return;
        }

        if (!await FacilityListingResolver.May(context, caller, storedFacility.Facility.Id, Permissions.FacilityDelete)) return;
        if (await removal.Remove(caller.Tenant, storedFacility.Facility.Id, ct) is not { } ties)
            await FulfillmenttoolsErrors.NotFound(context, "facility", facilityId);
        else if (ties.Any) await FulfillmenttoolsErrors.Write(context, StatusCodes.Status422UnprocessableEntity, Words(ties));
        else await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, storedFacility, FacilityWriter.Write);
    }

    private static IEnumerable<ErrorWriter> Words(FacilityDependents ties)
    {
        if (ties.Stocks > 0)
            yield return new($"The facility has stock of articles: {ties.Stocks}.", "Remove it first: POST /api/stocks/actions.");
        if (ties.Listings > 0)
            yield return new($"The facility has listings: {ties.Listings}.", "Remove them first: DELETE /api/facilities/{id}/listings.");
        if (ties.Entities > 0)
        {
            yield return new(
                $"Orders have routing plans, pick jobs and the like at the facility: {ties.Entities}.",
                "It cannot be removed while they do. Set its status to OFFLINE, and it gets no more.");
        }
    }
}
