using System.Text.Json;
using Emend.Bench.Data;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Demo;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Bench.Seeding;

/// <summary>Facilities, articles and stock, into a tenant that can sign in already.</summary>
internal static class ReferenceDataSeeder
{
    private const int StatementsTogether = 2_000;

    public static async Task Seed(WebApplication app, int count, CancellationToken ct)
    {
        var tenant = DemoTenant.Tenant.Id;
        var database = app.Services.GetRequiredService<Database>();
        var facilities = app.Services.GetRequiredService<IFacilityStore>();
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < count; i++)
            await facilities.Add(tenant, new StoredFacility(DataSet.Facility(i), $"BENCH-{i:D3}", 1, Doc(i), now, now), ct);
        var articles = app.Services.GetRequiredService<IArticleStore>();
        foreach (var some in Enumerable.Range(0, DataSet.Articles).Select(DataSet.Article).Chunk(StatementsTogether))
            await articles.Put(tenant, some, ct);
        foreach (var storedStocks in Stock(count, now).Chunk(StatementsTogether))
            await database.Write([.. storedStocks.Select(s => StockStore.Insert(tenant, s))], ct);
    }

    private static IEnumerable<StoredStock> Stock(int facilities, DateTimeOffset now)
    {
        var n = 0;
        for (var facility = 0; facility < facilities; facility++)
            foreach (var article in DataSet.StockedBy(facility))
                yield return new StoredStock(
                    DataSet.StockId(n++),
                    new(DataSet.FacilityId(facility), DataSet.ArticleId(article), DataSet.OnHand, Quantity.Zero), 1, now, now);
    }

    private static JsonText Doc(int number) => new(JsonSerializer.Serialize(new
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
