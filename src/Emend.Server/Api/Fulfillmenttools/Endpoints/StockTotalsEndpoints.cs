using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads stock per article: totals over facilities, and the distribution over facilities.</summary>
internal sealed class StockTotalsEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IStockTotalsReader totals, IReferenceDataReader referenceData)
{
    private const int MaxPageSize = 100;

    public async Task ListSummaries(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var filter = new StockTotalsFilter(
            query.ReadText("startAfterId"), query.ReadInteger("maxPageSize", query.ReadPageSize(MaxPageSize), 1, MaxPageSize))
        {
            Articles = [.. query.ReadTexts("tenantArticleIds").Select(a => new ArticleId(a))],
            Facilities = [.. query.ReadTexts("facilityRefs").Select(f => new FacilityId(f))],
            Status = query.ReadEnums(
                "facilityStatus", FulfillmenttoolsStatusNames.ParseFacilityStatus, FulfillmenttoolsStatusNames.ToWireName),
            AccessibleFacilities = FacilityAccess.GetFacilities(caller.Actor),
        };
        var services = query.ReadEnums("facilityServiceTypes", ParseService, StockTotalsWriter.ToWireName);
        if (query.ReadText("allowStale") is { } stale && !bool.TryParse(stale, out _))
        {
            query.AddError("allowStale", $"is {ValueFormatter.Truncate(stale)}", "must be true or false; results are never stale");
        }

        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockAvailabilitiesRead))
        {
            var page = await ListArticles(caller.Tenant, filter, services, ct);
            var ids = page.Items.Select(s => s.Article).ToList();
            var titles = (await referenceData.ReadArticles(caller.Tenant, ids, ct)).ToDictionary(a => a.Id, a => a.Title);
            var views = page.Items.Select(
                s => new StockTotalsView(s, titles.GetValueOrDefault(s.Article, s.Article.Value))).ToList();
            await ListResponses.Write(
                context, "stockSummaries", new Page<StockTotalsView>(views, page.Total), StockTotalsWriter.WriteSummary);
        }
    }

    private async Task<Page<ArticleStock>> ListArticles(
        TenantId tenant, StockTotalsFilter filter, ImmutableArray<BusinessType> services, CancellationToken ct)
    {
        if (services.IsEmpty)
        {
            return await totals.ListArticles(tenant, filter, ct);
        }

        var offering = (await referenceData.ReadFacilities(tenant, ct)).Where(f => Offers(f.Capabilities.Services, services))
            .Select(f => f.Id).Where(id => filter.Facilities.IsEmpty || filter.Facilities.Contains(id)).ToImmutableArray();
        return offering.IsEmpty
            ? new([], 0)
            : await totals.ListArticles(tenant, filter with { Facilities = offering }, ct);
    }

    public async Task GetDistribution(HttpContext context, string tenantArticleId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var article = new ArticleId(tenantArticleId);
        var all = await totals.ListByFacility(caller.Tenant, article, ct);
        if (all.Count == 0 && (await referenceData.ReadArticles(caller.Tenant, [article], ct)).Count == 0)
        {
            await FulfillmenttoolsErrors.NotFound(context, "article", tenantArticleId);
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (name, ids) = (query.ReadText("facilityName"), query.ReadTexts("facilityIds"));
        var status = query.ReadEnums(
            "facilityStatus", FulfillmenttoolsStatusNames.ParseFacilityStatus, FulfillmenttoolsStatusNames.ToWireName);
        var services = query.ReadEnums("facilityServiceTypes", ParseService, StockTotalsWriter.ToWireName);
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.StockAvailabilitiesRead))
        {
            var facilityStocks = all.Where(s => FacilityAccess.CanAccess(caller.Actor, s.Facility.Facility.Id)
                && (ids.IsEmpty || ids.Contains(s.Facility.Facility.Id.Value))
                && (status.IsEmpty || status.Contains(s.Facility.Facility.Status))
                && (services.IsEmpty || Offers(s.Facility.Facility.Capabilities.Services, services))
                && (name is null || StockTotalsWriter.GetFacilityName(s.Facility).Contains(name, StringComparison.OrdinalIgnoreCase)));
            await JsonResponseWriter.Write(
                context.Response, StatusCodes.Status200OK, new StockDistributionView(article, [.. facilityStocks]),
                StockTotalsWriter.WriteDistribution);
        }
    }

    // As in routing, a facility without services offers all services.
    private static bool Offers(ImmutableArray<BusinessType> offered, ImmutableArray<BusinessType> requested) =>
        offered.IsEmpty || requested.Any(offered.Contains);

    private static BusinessType? ParseService(string name) => name switch
    {
        "SHIP_FROM_STORE" => BusinessType.Shipping,
        "PICKUP" => BusinessType.Collect,
        _ => null,
    };
}
