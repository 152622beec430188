using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Demo;

/// <summary>Thousands of everything in the warehouses, hundreds to thousands in the stores.</summary>
internal sealed class DemoStock(
    IWorldSource world, IArticleStore articles, IFacilityStore facilities, IStockStore stock, TimeProvider clock)
{
    public async Task Load(TenantId tenant, CancellationToken ct)
    {
        var ids = DemoArticles.All.Select(a => a.Id).ToList();
        var known = (await world.Articles(tenant, ids, ct)).Select(a => a.Id).ToHashSet();
        var missing = DemoArticles.All.Where(a => !known.Contains(a.Id)).ToList();
        if (missing.Count > 0)
            await articles.Put(tenant, missing, ct);

        var there = (await world.Stock(tenant, ids, ct)).Select(l => (l.Facility, l.Article)).ToHashSet();
        var now = clock.GetUtcNow().ToMicroseconds();
        foreach (var demo in DemoFacility.All)
        {
            var facility = (await facilities.FindByTenantId(tenant, demo.TenantId, ct))!.Facility;
            for (var i = 0; i < ids.Count; i++)
                if (!there.Contains((facility.Id, ids[i])))
                    await stock.Add(
                        tenant, new KeptStock(Guid.CreateVersion7(now).ToString(), Level(facility.Id, ids[i], i), 1, now, now), ct);
        }
    }

    private static StockLevel Level(FacilityId facility, ArticleId article, int i) =>
        new(facility, article, Quantity.Of(3_000 + (500 * (i % 5))), Quantity.Zero);
}
