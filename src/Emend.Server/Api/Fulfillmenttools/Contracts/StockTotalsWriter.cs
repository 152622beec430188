using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>The stock of an article at all facilities, with the title of the article.</summary>
internal readonly record struct StockTotalsView(ArticleStock Stock, string Title);

/// <summary>The stock of an article per facility.</summary>
internal sealed record StockDistributionView(ArticleId Article, IReadOnlyList<FacilityStock> Facilities);

/// <summary>Writes stock totals. All stock is pickable and accessible; the safety stock is 0.</summary>
internal static class StockTotalsWriter
{
    public static void WriteSummary(Utf8JsonWriter json, StockTotalsView view)
    {
        json.WriteObject("article", view, static (to, of) =>
        {
            to.WriteString("tenantArticleId", of.Stock.Article.Value);
            to.WriteString("title", of.Title);
        });
        json.WriteObject("details", view.Stock.Levels, WriteDetails);
        json.WriteTexts("includedFacilityRefs", view.Stock.Levels.Select(l => l.Facility.Value));
    }

    public static void WriteDistribution(Utf8JsonWriter json, StockDistributionView view)
    {
        json.WriteString("tenantArticleId", view.Article.Value);
        json.WriteObject("summary", view.Facilities.Select(f => f.Level).ToList(), WriteDetails);
        json.WriteObjects("facilityStocks", view.Facilities, WriteFacilityStock);
    }

    private static void WriteFacilityStock(Utf8JsonWriter json, FacilityStock at)
    {
        var facility = at.Facility.Facility;
        json.WriteString("facilityId", facility.Id.Value);
        json.WriteString("facilityName", GetFacilityName(at.Facility));
        json.WriteString("facilityStatus", FulfillmenttoolsStatusNames.ToWireName(facility.Status));
        json.WriteTexts("facilityServiceTypes", facility.Capabilities.Services.Select(ToWireName));
        WriteDetails(json, [at.Level]);
    }

    private static void WriteDetails(Utf8JsonWriter json, IReadOnlyList<StockLevel> levels)
    {
        var onHand = Sum(levels, l => l.OnHand);
        var available = Sum(levels, l => l.OnHand > l.Reserved ? l.OnHand - l.Reserved : Quantity.Zero);
        json.WriteQuantity("totalAmount", onHand);
        json.WriteQuantity("stockOnHand", onHand);
        json.WriteQuantity("reserved", Sum(levels, l => l.Reserved));
        json.WriteQuantity("safetyStock", Quantity.Zero);
        foreach (var name in StockTotalsSchemas.AvailableMembers)
        {
            json.WriteQuantity(name, available);
        }

        json.WriteObject("byTrait", onHand, static (to, amount) =>
        {
            to.WriteQuantity("ACCESSIBLE", amount);
            to.WriteQuantity("PICKABLE", amount);
        });
    }

    public static string GetFacilityName(StoredFacility facility) =>
        JsonElement.Parse(facility.Doc.Raw).ReadText("name") ?? facility.TenantFacilityId ?? facility.Facility.Id.Value;

    public static string ToWireName(BusinessType service) => service is BusinessType.Collect ? "PICKUP" : "SHIP_FROM_STORE";

    private static Quantity Sum(IReadOnlyList<StockLevel> levels, Func<StockLevel, Quantity> of) =>
        levels.Aggregate(Quantity.Zero, (sum, level) => sum + of(level));
}
