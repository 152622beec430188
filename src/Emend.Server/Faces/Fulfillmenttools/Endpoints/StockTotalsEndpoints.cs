using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Stock by article: summed up over facilities, and spread out over them.</summary>
internal sealed class StockTotalsEndpoints(Entrance entrance, IStockTotals totals, IWorldSource catalogue)
{
    private const int Most = 100;

    public async Task Summaries(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var filter = new StockTotalsFilter(query.Text("startAfterId"), query.Whole("maxPageSize", query.Size(Most), 1, Most))
        {
            Articles = [.. query.Texts("tenantArticleIds").Select(a => new ArticleId(a))],
            Facilities = [.. query.Texts("facilityRefs").Select(f => new FacilityId(f))],
            Status = query.Choices("facilityStatus", StatusNames.FacilityStatusOf, StatusNames.Of),
            Within = Reach.Of(visitor.Actor),
        };
        if (query.Text("allowStale") is { } stale && !bool.TryParse(stale, out _))
            query.Add("allowStale", $"is {Shown.Short(stale)}", "must be true or false; what is told is never stale");
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.StockRead))
        {
            var page = await totals.Articles(visitor.Tenant, filter, ct);
            var ids = page.Items.Select(s => s.Article).ToList();
            var titles = (await catalogue.Articles(visitor.Tenant, ids, ct)).ToDictionary(a => a.Id, a => a.Title);
            var told = page.Items.Select(s => new ToldTotals(s, titles.GetValueOrDefault(s.Article, s.Article.Value))).ToList();
            await Lists.Write(context, "stockSummaries", new Page<ToldTotals>(told, page.Total), StockTotalsBody.Summary);
        }
    }

    public async Task Distribution(HttpContext context, string tenantArticleId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var article = new ArticleId(tenantArticleId);
        var all = await totals.Of(visitor.Tenant, article, ct);
        if (all.Count == 0 && (await catalogue.Articles(visitor.Tenant, [article], ct)).Count == 0)
        {
            await Errors.NotFound(context, "article", tenantArticleId);
            return;
        }

        var query = new QueryReader(context.Request.Query);
        var (name, ids) = (query.Text("facilityName"), query.Texts("facilityIds"));
        var status = query.Choices("facilityStatus", StatusNames.FacilityStatusOf, StatusNames.Of);
        var services = query.Choices("facilityServiceTypes", ServiceOf, StockTotalsBody.ServiceName);
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.StockRead))
        {
            var told = all.Where(s => Reach.Has(visitor.Actor, s.Facility.Facility.Id)
                && (ids.IsEmpty || ids.Contains(s.Facility.Facility.Id.Value))
                && (status.IsEmpty || status.Contains(s.Facility.Facility.Status))
                && (services.IsEmpty || Offers(s.Facility.Facility.Terms.Services, services))
                && (name is null || StockTotalsBody.NameOf(s.Facility).Contains(name, StringComparison.OrdinalIgnoreCase)));
            await Answer.Write(
                context.Response, StatusCodes.Status200OK, new ToldDistribution(article, [.. told]), StockTotalsBody.Distribution);
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
