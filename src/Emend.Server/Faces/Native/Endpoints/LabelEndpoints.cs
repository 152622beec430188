using System.Text;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>The label of a parcel that counts is handed out: never one that is obsolete, or was asked for before.</summary>
internal sealed class LabelEndpoints(Entrance entrance, IShippingReads reads, ILabelStore labels)
{
    public async Task Get(HttpContext context, string parcelId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var ct = context.RequestAborted;
        var query = new QueryReader(context.Request.Query);
        var format = query.Text("format") ?? "page";
        if (format is not ("page" or "zpl")) query.Add("format", $"is {Shown.Short(format)}", "must be page or zpl");
        var found = await reads.ShipmentOf(visitor.Tenant, new(parcelId), ct);
        if (found is null) await Problems.NotFound(context, "parcel", parcelId);
        else if (query.Problems is { IsEmpty: false } problems) await Problems.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.ParcelRead) && await Reaches(context, visitor.Actor, found))
        {
            var parcel = found.Entity.Parcels.First(p => p.Id.Value == parcelId);
            var label = parcel is { Status: ParcelStatus.Done, LabelRequested: { } asked }
                ? await labels.Find(visitor.Tenant, found.Order.Id, asked, ct)
                : null;
            if (label is null) await Problems.NotFound(context, "label of the parcel", parcelId);
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

    private static async Task<bool> Reaches(HttpContext context, Actor actor, Owned<Shipment> shipment)
    {
        if (actor.Facilities.IsEmpty || actor.WorksAt(shipment.Entity.Facility)) return true;
        await Problems.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = $"Your roles do not reach the facility {Shown.Short(shipment.Entity.Facility.Value)}.",
        });
        return false;
    }
}
