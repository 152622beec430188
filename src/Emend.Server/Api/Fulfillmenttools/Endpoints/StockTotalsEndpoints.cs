using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Stock by article: summed up over facilities, and spread out over them.</summary>
internal sealed class StockTotalsEndpoints(FulfillmenttoolsAuthorizer entrance, IStockTotalsReader totals, IReferenceDataReader catalogue)
{
    private const int Max = 100;

    public async Task Summaries(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var filter = new StockTotalsFilter(query.Text("startAfterId"), query.Whole("maxPageSize", query.Size(Max), 1, Max))
        {
            Articles = [.. query.Texts("tenantArticleIds").Select(a => new ArticleId(a))],
            Facilities = [.. query.Texts("facilityRefs").Select(f => new FacilityId(f))],
            Status = query.Choices("facilityStatus", FulfillmenttoolsStatusNames.FacilityStatusOf, FulfillmenttoolsStatusNames.Of),
            Within = FacilityAccess.Of(caller.Actor),
        };
        if (query.Text("allowStale") is { } stale && !bool.TryParse(stale, out _))
            query.Add("allowStale", $"is {ValueFormatter.Short(stale)}", "must be true or false; what is told is never stale");
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockRead))
        {
            var page = await totals.Articles(caller.Tenant, filter, ct);
            var ids = page.Items.Select(s => s.Article).ToList();
            var titles = (await catalogue.Articles(caller.Tenant, ids, ct)).ToDictionary(a => a.Id, a => a.Title);
            var stockTotalsViews = page.Items.Select(s => new StockTotalsView(s, titles.GetValueOrDefault(s.Article, s.Article.Value))).ToList();
            await ListResponses.Write(context, "stockSummaries", new Page<StockTotalsView>(stockTotalsViews, page.Total), StockTotalsWriter.Summary);
        }
    }

    public async Task Distribution(HttpContext context, string tenantArticleId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var article = new ArticleId(tenantArticleId);
        var all = await totals.Of(caller.Tenant, article, ct);
        if (all.Count == 0 && (await catalogue.Articles(caller.Tenant, [article], ct)).Count == 0)
        {
            await FulfillmenttoolsErrors.NotFound(context, "article", tenantArticleId);
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (name, ids) = (query.Text("facilityName"), query.Texts("facilityIds"));
        var status = query.Choices("facilityStatus", FulfillmenttoolsStatusNames.FacilityStatusOf, FulfillmenttoolsStatusNames.Of);
        var services = query.Choices("facilityServiceTypes", ServiceOf, StockTotalsWriter.ServiceName);
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockRead))
        {
            var facilityStocks = all.Where(s => FacilityAccess.Has(caller.Actor, s.Facility.Facility.Id)
                && (ids.IsEmpty || ids.Contains(s.Facility.Facility.Id.Value))
                && (status.IsEmpty || status.Contains(s.Facility.Facility.Status))
                && (services.IsEmpty || Offers(s.Facility.Facility.Terms.Services, services))
                && (name is null || StockTotalsWriter.NameOf(s.Facility).Contains(name, StringComparison.OrdinalIgnoreCase)));
            await JsonResponseWriter.Write(
                context.Response, StatusCodes.Status200OK, new StockDistributionView(article, [.. facilityStocks]), StockTotalsWriter.Distribution);
        }
    }

    // Who names no service offers all of them, as in routing.
    private static bool Offers(ImmutableArray<BusinessType> offered, ImmutableArray<BusinessType> asked) =>
        offered.IsEmpty || asked.Any(offered.Contains);

    private static BusinessType? ServiceOf(string name) => name switch
    {
        "SHIP_FROM_STORE" => BusinessType.Shipping,
        "PICKUP" => BusinessType.Collect,
        _ => null,
    };
}
