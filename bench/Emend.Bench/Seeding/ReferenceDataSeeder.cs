using System.Text.Json;
using Emend.Bench.Data;
using Emend.Core.Orders;
using Emend.Server.Catalog;
using Emend.Server.Demo;
using Emend.Server.Inventory;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Bench.Seeding;

/// <summary>Adds facilities, articles, and stock to the demo tenant.</summary>
internal static class ReferenceDataSeeder
{
    private const int BatchSize = 2_000;

    public static async Task Seed(WebApplication app, int count, CancellationToken ct)
    {
        var tenant = DemoTenant.Tenant.Id;
        var database = app.Services.GetRequiredService<Database>();
        var facilities = app.Services.GetRequiredService<IFacilityStore>();
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < count; i++)
        {
            var facility = new StoredFacility(DataSet.GetFacility(i), $"BENCH-{i:D3}", 1, CreateFacilityDocument(i), now, now);
            await facilities.Add(tenant, facility, ct);
        }

        var articles = app.Services.GetRequiredService<IArticleStore>();
        foreach (var batch in Enumerable.Range(0, DataSet.Articles).Select(DataSet.GetArticle).Chunk(BatchSize))
        {
            await articles.Put(tenant, batch, ct);
        }

        foreach (var storedStocks in CreateStock(count, now).Chunk(BatchSize))
        {
            await database.Write([.. storedStocks.Select(s => StockStore.Insert(tenant, s))], ct);
        }
    }

    private static IEnumerable<StoredStock> CreateStock(int facilities, DateTimeOffset now)
    {
        var n = 0;
        for (var facility = 0; facility < facilities; facility++)
        {
            foreach (var article in DataSet.GetStockedArticles(facility))
            {
                yield return new StoredStock(
                    DataSet.GetStockId(n++),
                    new(DataSet.GetFacilityId(facility), DataSet.GetArticleId(article), DataSet.OnHand, Quantity.Zero), 1, now, now);
            }
        }
    }

    private static JsonText CreateFacilityDocument(int number) => new(JsonSerializer.Serialize(new
    {
        name = $"Facility {number}",
        address = new
        {
            companyName = "Bench",
            street = "Lange Gasse",
            houseNumber = $"{number}",
            postalCode = $"{10_000 + number}",
            city = "Musterstadt",
            country = "DE",
        },
    }));
}
