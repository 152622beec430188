using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A stock with the tenant's own id of its facility.</summary>
internal readonly record struct StockItemView(StoredStock Stock, string? TenantFacilityId);

/// <summary>Stock, ours to theirs.</summary>
internal static class StockWriter
{
    public static void Write(Utf8JsonWriter json, StockItemView stockItemView)
    {
        var (facility, article, onHand, reserved) = stockItemView.Stock.Level;
        json.WriteString("id", stockItemView.Stock.Id);
        json.WriteNumber("version", stockItemView.Stock.Version);
        json.Moment("created", stockItemView.Stock.CreatedAt);
        json.Moment("lastModified", stockItemView.Stock.ModifiedAt);
        json.WriteString("facilityRef", facility.Value);
        json.Object("facility", stockItemView, static (to, stock) =>
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
