using System.Text;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>The label of a parcel that counts is handed out: never one that is obsolete, or was asked for before.</summary>
internal sealed class LabelEndpoints(NativeAuthorizer entrance, IShippingReader reads, ILabelStore labels)
{
    public async Task Get(HttpContext context, string parcelId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var ct = context.RequestAborted;
        var query = new QueryStringReader(context.Request.Query);
        var format = query.Text("format") ?? "page";
        if (format is not ("page" or "zpl")) query.Add("format", $"is {ValueFormatter.Short(format)}", "must be page or zpl");
        var owned = await reads.ShipmentOf(caller.Tenant, new(parcelId), ct);
        if (owned is null) await ProblemResponses.NotFound(context, "parcel", parcelId);
        else if (query.Problems is { IsEmpty: false } problems) await ProblemResponses.Malformed(context, problems);
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.ParcelRead) && await Reaches(context, caller.Actor, owned))
        {
            var parcel = owned.Entity.Parcels.First(p => p.Id.Value == parcelId);
            var label = parcel is { Status: ParcelStatus.Done, LabelRequested: { } asked }
                ? await labels.Find(caller.Tenant, owned.Order.Id, asked, ct)
                : null;
            if (label is null) await ProblemResponses.NotFound(context, "label of the parcel", parcelId);
            else await Write(context, format is "zpl" ? label.Zpl : label.Page, format is "zpl");
        }
    }

    private static async Task Write(HttpContext context, string text, bool isZpl)
    {
        context.Response.ContentType = isZpl ? "application/zpl" : "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }

    private static async Task<bool> Reaches(HttpContext context, Actor actor, OwnedEntity<Shipment> shipment)
    {
        if (actor.Facilities.IsEmpty || actor.CanAccessFacility(shipment.Entity.Facility)) return true;
        await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not reach the facility {ValueFormatter.Short(shipment.Entity.Facility.Value)}.",
        });
        return false;
    }
}
