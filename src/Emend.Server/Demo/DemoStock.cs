using Emend.Core.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Inventory;

namespace Emend.Server.Demo;

/// <summary>
/// Loads stock: thousands of every article in all facilities, pencils in Utrecht and Berlin, scarce articles in one facility each.
/// </summary>
internal sealed class DemoStock(
    IReferenceDataReader referenceDataReader, IArticleStore articles, IFacilityStore facilities, IStockStore stock, TimeProvider clock)
{
    private static readonly string[] PencilCases = ["NL-UTR-DC", "DE-BER-DC"];

    public async Task Load(TenantId tenant, CancellationToken ct)
    {
        IReadOnlyList<Article> all = [.. DemoArticles.All, .. DemoArticles.Scarce.Select(s => s.Article), .. DemoArticles.Pencils];
        var ids = all.Select(a => a.Id).ToList();
        var known = (await referenceDataReader.ReadArticles(tenant, ids, ct)).Select(a => a.Id).ToHashSet();
        var missing = all.Where(a => !known.Contains(a.Id)).ToList();
        if (missing.Count > 0)
        {
            await articles.Put(tenant, missing, ct);
        }

        var there = (await referenceDataReader.ReadStock(tenant, ids, ct)).Select(l => (l.Facility, l.Article)).ToHashSet();
        var now = clock.GetUtcNow().ToMicroseconds();
        foreach (var demo in DemoFacility.All)
        {
            var facility = (await facilities.FindByTenantId(tenant, demo.TenantId, ct))!.Facility.Id;
            foreach (var (article, pieces) in Stocked(demo.TenantId))
            {
                if (!there.Contains((facility, article)))
                {
                    await stock.Add(
                        tenant,
                        new StoredStock(
                            Guid.CreateVersion7(now).ToString(), new(facility, article, Quantity.From(pieces), Quantity.Zero), 1, now, now),
                        ct);
                }
            }
        }
    }

    private static IEnumerable<(ArticleId Article, int Pieces)> Stocked(string facility)
    {
        var everywhere = DemoArticles.All.Select((a, i) => (a.Id, 3_000 + (500 * (i % 5))));
        var pencils = PencilCases.Contains(facility) ? DemoArticles.Pencils.Select(a => (a.Id, 2_000)) : [];
        var scarce = DemoArticles.Scarce.Where(s => s.Facility == facility).Select(s => (s.Article.Id, s.Pieces));
        return everywhere.Concat(pencils).Concat(scarce);
    }
}
