using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Catalog;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Deletes a facility without dependents. Does not cascade to dependents.</summary>
internal sealed class DeleteFacilityEndpoint(
    FulfillmenttoolsAuthorizer authorizer, IFacilityDeleter deleter, FacilityListingResolver facilities)
{
    public async Task Delete(HttpContext context, string facilityId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await facilities.Find(context, caller, facilityId) is not { } facility)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        if (query.ReadText("forceDeletion") is { } force && force != "false")
        {
            query.AddError(
                "forceDeletion",
                $"is {ValueFormatter.Truncate(force)}",
                "must be false: remove the stocks, listings, and orders of the facility first");
        }

        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
            return;
        }

        if (!await FacilityListingResolver.RequireAccess(context, caller, facility.Facility.Id, Permissions.FacilityDelete))
        {
            return;
        }

        if (await deleter.Remove(caller.Tenant, facility.Facility.Id, ct) is not { } dependents)
        {
            await FulfillmenttoolsErrors.NotFound(context, "facility", facilityId);
        }
        else if (dependents.Any)
        {
            await FulfillmenttoolsErrors.Write(context, StatusCodes.Status422UnprocessableEntity, ToErrors(dependents));
        }
        else
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, facility, FacilityWriter.Write);
        }
    }

    private static IEnumerable<ErrorEntry> ToErrors(FacilityDependents dependents)
    {
        if (dependents.Stocks > 0)
        {
            yield return new($"The facility has {dependents.Stocks} stocks.", "Remove them first: POST /api/stocks/actions.");
        }

        if (dependents.Listings > 0)
        {
            yield return new(
                $"The facility has {dependents.Listings} listings.", "Remove them first: DELETE /api/facilities/{id}/listings.");
        }

        if (dependents.Entities > 0)
        {
            yield return new(
                $"Orders have {dependents.Entities} routing plans, pick jobs, or other entities at the facility.",
                "Set the status of the facility to OFFLINE. Emend then routes no more orders to it.");
        }
    }
}
