using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A stock and the tenant's own id of its facility.</summary>
internal readonly record struct StockItemView(StoredStock Stock, string? TenantFacilityId);

/// <summary>Writes stocks.</summary>
internal static class StockWriter
{
    public static void Write(Utf8JsonWriter json, StockItemView view)
    {
        var (facility, article, onHand, reserved) = view.Stock.Level;
        json.WriteString("id", view.Stock.Id);
        json.WriteNumber("version", view.Stock.Version);
        json.WriteTimestamp("created", view.Stock.CreatedAt);
        json.WriteTimestamp("lastModified", view.Stock.ModifiedAt);
        json.WriteString("facilityRef", facility.Value);
        json.WriteObject("facility", view, static (to, stock) =>
        {
            to.WriteString("facilityRef", stock.Stock.Level.Facility.Value);
            to.WriteText("tenantFacilityId", stock.TenantFacilityId);
        });
        json.WriteString("tenantArticleId", article.Value);
        json.WriteQuantity("value", onHand);
        json.WriteQuantity("reserved", reserved);
        json.WriteQuantity("facilityWideReserved", reserved);
        json.WriteQuantity("available", onHand > reserved ? onHand - reserved : Quantity.Zero);
        if (reserved > onHand)
        {
            json.WriteQuantity("shortage", reserved - onHand);
        }

        json.WriteString("serializedProperties", "{}");
        json.WriteTexts("traits", ["PICKABLE", "ACCESSIBLE"]);
    }
}
