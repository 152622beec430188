using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>A stock with the tenant's own id of its facility.</summary>
internal readonly record struct ToldStock(KeptStock Stock, string? TenantFacilityId);

/// <summary>Stock, ours to theirs.</summary>
internal static class StockBody
{
    public static void Write(Utf8JsonWriter json, ToldStock told)
    {
        var (facility, article, onHand, reserved) = told.Stock.Level;
        json.WriteString("id", told.Stock.Id);
        json.WriteNumber("version", told.Stock.Version);
        json.Moment("created", told.Stock.CreatedAt);
        json.Moment("lastModified", told.Stock.ModifiedAt);
        json.WriteString("facilityRef", facility.Value);
        json.Object("facility", told, static (to, stock) =>
        {
            to.WriteString("facilityRef", stock.Stock.Level.Facility.Value);
            to.Text("tenantFacilityId", stock.TenantFacilityId);
        });
        json.WriteString("tenantArticleId", article.Value);
        json.Amount("value", onHand);
        json.Amount("reserved", reserved);
        json.Amount("facilityWideReserved", reserved);
        json.Amount("available", onHand > reserved ? onHand - reserved : Quantity.Zero);
        if (reserved > onHand) json.Amount("shortage", reserved - onHand);
        json.WriteString("serializedProperties", "{}");
        json.Texts("traits", ["PICKABLE", "ACCESSIBLE"]);
    }
}
