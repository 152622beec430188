using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>The stock of an article over facilities, with its title.</summary>
internal readonly record struct StockTotalsView(ArticleStock Stock, string Title);

/// <summary>The stock of an article in each facility.</summary>
internal sealed record StockDistributionView(ArticleId Article, IReadOnlyList<FacilityStock> Facilities);

/// <summary>Sums of stock, ours to theirs. All stock can be picked and moved, and none is kept back for safety.</summary>
internal static class StockTotalsWriter
{
    public static void Summary(Utf8JsonWriter json, StockTotalsView stockTotalsView)
    {
        json.Object("article", stockTotalsView, static (to, of) =>
        {
            to.WriteString("tenantArticleId", of.Stock.Article.Value);
            to.WriteString("title", of.Title);
        });
        json.Object("details", stockTotalsView.Stock.Levels, Details);
        json.Texts("includedFacilityRefs", stockTotalsView.Stock.Levels.Select(l => l.Facility.Value));
    }

    public static void Distribution(Utf8JsonWriter json, StockDistributionView stockDistributionView)
    {
        json.WriteString("tenantArticleId", stockDistributionView.Article.Value);
        json.Object("summary", stockDistributionView.Facilities.Select(f => f.Level).ToList(), Details);
        json.Objects("facilityStocks", stockDistributionView.Facilities, At);
    }

    private static void At(Utf8JsonWriter json, FacilityStock at)
    {
        var facility = at.Facility.Facility;
        json.WriteString("facilityId", facility.Id.Value);
        json.WriteString("facilityName", NameOf(at.Facility));
        json.WriteString("facilityStatus", FulfillmenttoolsStatusNames.Of(facility.Status));
        json.Texts("facilityServiceTypes", facility.Terms.Services.Select(ServiceName));
        Details(json, [at.Level]);
    }

    private static void Details(Utf8JsonWriter json, IReadOnlyList<StockLevel> levels)
    {
        var onHand = Sum(levels, l => l.OnHand);
        var available = Sum(levels, l => l.OnHand > l.Reserved ? l.OnHand - l.Reserved : Quantity.Zero);
        json.Amount("totalAmount", onHand);
        json.Amount("stockOnHand", onHand);
        json.Amount("reserved", Sum(levels, l => l.Reserved));
        json.Amount("safetyStock", Quantity.Zero);
        foreach (var name in StockTotalsSchemas.Available) json.Amount(name, available);
        json.Object("byTrait", onHand, static (to, amount) =>
        {
            to.Amount("ACCESSIBLE", amount);
            to.Amount("PICKABLE", amount);
        });
    }

    public static string NameOf(StoredFacility facility) =>
        JsonElement.Parse(facility.Doc.Raw).Text("name") ?? facility.TenantFacilityId ?? facility.Facility.Id.Value;

    public static string ServiceName(BusinessType service) => service is BusinessType.Collect ? "PICKUP" : "SHIP_FROM_STORE";

    private static Quantity Sum(IReadOnlyList<StockLevel> levels, Func<StockLevel, Quantity> of) =>
        levels.Aggregate(Quantity.Zero, (sum, level) => sum + of(level));
}
