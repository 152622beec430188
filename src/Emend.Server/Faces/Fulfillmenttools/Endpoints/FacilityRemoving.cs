using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>A facility is removed where nothing hangs on it. Nothing is ever removed along with it.</summary>
internal sealed class FacilityRemoving(Entrance entrance, IFacilityRemoval removal, ListedFacility facilities)
{
    public async Task Remove(HttpContext context, string facilityId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await facilities.Find(context, visitor, facilityId) is not { } found) return;
        var query = new QueryReader(context.Request.Query);
        if (query.Text("forceDeletion") is { } force && force != "false")
            query.Add("forceDeletion", $"is {Shown.Short(force)}", "must be false: remove what hangs on it first");
        if (query.Problems is { IsEmpty: false } problems)
        {
            await Errors.Malformed(context, problems);
            return;
        }

        if (!await ListedFacility.May(context, visitor, found.Facility.Id, Permissions.FacilityDelete)) return;
        if (await removal.Remove(visitor.Tenant, found.Facility.Id, ct) is not { } ties)
            await Errors.NotFound(context, "facility", facilityId);
        else if (ties.Any) await Errors.Write(context, StatusCodes.Status422UnprocessableEntity, Words(ties));
        else await Answer.Write(context.Response, StatusCodes.Status200OK, found, FacilityBody.Write);
    }

    private static IEnumerable<ErrorBody> Words(FacilityTies ties)
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
