using System.Text;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Http;
using Emend.Server.Shipping;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Returns the valid label of a parcel. Obsolete labels and labels of earlier requests are never returned.</summary>
internal sealed class LabelEndpoints(NativeAuthorizer authorizer, IShippingReader shippingReader, ILabelStore labels)
{
    public async Task Get(HttpContext context, string parcelId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var ct = context.RequestAborted;
        var query = new QueryStringReader(context.Request.Query);
        var format = query.ReadText("format") ?? "page";
        if (format is not ("page" or "zpl" or "pdf"))
        {
            query.AddError("format", $"is {ValueFormatter.Truncate(format)}", "must be page, zpl or pdf");
        }

        var owned = await shippingReader.FindShipmentOfParcel(caller.Tenant, new(parcelId), ct);
        if (owned is null)
        {
            await ProblemResponses.NotFound(context, "parcel", parcelId);
        }
        else if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.ParcelRead)
            && await NativeAuthorizer.RequireFacilityAccess(context, caller.Actor, owned.Entity.Facility))
        {
            var parcel = owned.Entity.Parcels.First(p => p.Id.Value == parcelId);
            var label = parcel is { Status: ParcelStatus.Done, LabelRequested: { } requestedAt }
                ? await labels.Find(caller.Tenant, owned.Order.Id, requestedAt, ct)
                : null;
            if ((label is null ? null : ReadFile(label, format)) is not { } bytes)
            {
                await ProblemResponses.NotFound(context, "label of the parcel", parcelId);
            }
            else
            {
                await Write(context, bytes, format);
            }
        }
    }

    private static ReadOnlyMemory<byte>? ReadFile(ShippingLabel label, string format) => format switch
    {
        "zpl" => Encoding.UTF8.GetBytes(label.Zpl),
        "pdf" => label.Pdf,
        _ => Encoding.UTF8.GetBytes(label.Page),
    };

    private static async Task Write(HttpContext context, ReadOnlyMemory<byte> file, string format)
    {
        context.Response.ContentType = format switch
        {
            "zpl" => "application/zpl",
            "pdf" => "application/pdf",
            _ => "text/html; charset=utf-8",
        };
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        await context.Response.Body.WriteAsync(file, context.RequestAborted);
    }
}
