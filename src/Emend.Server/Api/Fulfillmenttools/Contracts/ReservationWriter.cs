using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A reservation and the id of its stock.</summary>
internal readonly record struct ReservationView(OwnedEntity<Reservation> Reservation, string StockId);

/// <summary>Writes reservations.</summary>
internal static class ReservationWriter
{
    public static void WriteRemoved(Utf8JsonWriter json, EntityId reservation)
    {
        json.WriteString("status", "DELETED");
        json.WriteObject("reservation", reservation, static (stripped, id) => stripped.WriteString("id", id.Value));
    }

    public static void Write(Utf8JsonWriter json, ReservationView view)
    {
        var (order, reservation) = view.Reservation;
        json.WriteString("id", reservation.Id.Value);
        json.WriteNumber("version", 1);
        json.WriteTimestamp("created", reservation.CreatedAt);
        json.WriteTimestamp("lastModified", reservation.CreatedAt);
        json.WriteString("facilityRef", reservation.Facility.Value);
        json.WriteString("tenantArticleId", reservation.Article.Value);
        json.WriteQuantity("quantity", reservation.Quantity);
        json.WriteObject("host", view.StockId, static (host, stock) =>
        {
            host.WriteString("type", "STOCK");
            host.WriteString("reference", stock);
        });
        var plans = order.Plans.Where(p => p.Facility == reservation.Facility && p.Lines.Any(l => l.Line == reservation.Line)).ToList();
        json.WriteStartObject("relatedRefs");
        json.WriteTexts("orderRefs", [order.Id.Value]);
        json.WriteTexts("processRefs", [order.ProcessId.Value]);
        json.WriteTexts("routingPlanRefs", plans.Select(p => p.Id.Value));
        json.WriteTexts("pickJobRefs", plans.Select(p => order.FindPickJobOfPlan(p.Id)?.Id.Value).OfType<string>());
        json.WriteTexts("transferRefs", []);
        json.WriteEndObject();
    }
}
