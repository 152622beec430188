using System.Text.Json;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>A reservation with the id of the stock it is on.</summary>
internal readonly record struct ToldReservation(Owned<Reservation> Owned, string StockId);

/// <summary>Reservations, ours to theirs.</summary>
internal static class ReservationBody
{
    public static void Write(Utf8JsonWriter json, ToldReservation told)
    {
        var (order, reservation) = told.Owned;
        json.WriteString("id", reservation.Id.Value);
        json.WriteNumber("version", 1);
        json.Moment("created", reservation.CreatedAt);
        json.Moment("lastModified", reservation.CreatedAt);
        json.WriteString("facilityRef", reservation.Facility.Value);
        json.WriteString("tenantArticleId", reservation.Article.Value);
        json.Amount("quantity", reservation.Quantity);
        json.Object("host", told.StockId, static (host, stock) =>
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
