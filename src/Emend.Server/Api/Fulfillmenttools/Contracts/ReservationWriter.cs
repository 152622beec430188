using System.Text.Json;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A reservation with the id of the stock it is on.</summary>
internal readonly record struct ReservationView(OwnedEntity<Reservation> Owned, string StockId);

/// <summary>Reservations, ours to theirs.</summary>
internal static class ReservationWriter
{
    public static void Write(Utf8JsonWriter json, ReservationView reservationView)
    {
        var (order, reservation) = reservationView.Owned;
        json.WriteString("id", reservation.Id.Value);
        json.WriteNumber("version", 1);
        json.Moment("created", reservation.CreatedAt);
        json.Moment("lastModified", reservation.CreatedAt);
        json.WriteString("facilityRef", reservation.Facility.Value);
        json.WriteString("tenantArticleId", reservation.Article.Value);
        json.Amount("quantity", reservation.Quantity);
        json.Object("host", reservationView.StockId, static (host, stock) =>
        {
            host.WriteString("type", "STOCK");
            host.WriteString("reference", stock);
        });
        var plans = order.Plans.Where(p => p.Facility == reservation.Facility && p.Lines.Any(l => l.Line == reservation.Line)).ToList();
        json.WriteStartObject("relatedRefs");
        json.Texts("orderRefs", [order.Id.Value]);
        json.Texts("processRefs", [order.ProcessId.Value]);
        json.Texts("routingPlanRefs", plans.Select(p => p.Id.Value));
        json.Texts("pickJobRefs", plans.Select(p => order.PickJobOf(p.Id)?.Id.Value).OfType<string>());
        json.Texts("transferRefs", []);
        json.WriteEndObject();
    }
}
