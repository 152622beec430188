using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.Data;

/// <summary>
/// The data of all measurements. Every facility, article, and order is a function of its number, so each run has the same data. Facilities
/// and articles form groups. A facility stocks the articles of its group, and an order buys from one group. Nearly every order can ship
/// from any facility of its group, and orders share stock rows as in a real shop.
/// </summary>
internal sealed record DataSet(int Orders)
{
    public const int Facilities = 200;
    public const int Articles = 10_000;
    public const int Groups = 20;
    public const int MinLines = 3;
    public const int MaxLines = 10;
    public const int ArticlesPerGroup = Articles / Groups;

    private static readonly DateTimeOffset LastDay = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Stock per article and facility. No measurement runs out of stock.</summary>
    public static readonly Quantity OnHand = Quantity.From(50_000_000);

    public static FacilityId GetFacilityId(int n) => new($"01900000-0000-7000-8000-{n:D12}");

    public static ArticleId GetArticleId(int n) => new($"ART-{n:D6}");

    public static string GetStockId(int n) => $"01900000-0000-7000-9000-{n:D12}";

    public static Facility GetFacility(int n)
    {
        var (latitude, longitude) = GetLocation(n, 7);
        var kind = n % 5 == 0 ? FacilityKind.Warehouse : FacilityKind.Store;
        var location = new PostalLocation("DE", $"{10_000 + n}", new GeoPoint(latitude, longitude));
        return new(GetFacilityId(n), FacilityStatus.Online, kind, location);
    }

    public static Article GetArticle(int n) =>
        new(GetArticleId(n), $"Article {n} of the assortment", IsSoldByMeasure: false, 5m + (n % 95), "EUR");

    /// <summary>The articles in stock at a facility.</summary>
    public static IEnumerable<int> GetStockedArticles(int facility) =>
        Enumerable.Range(0, ArticlesPerGroup).Select(i => (i * Groups) + (facility % Groups));

    /// <summary>The articles and quantities of an order.</summary>
    public static IReadOnlyList<(int Article, int Quantity)> GetLines(long order, int? lines = null)
    {
        var random = new Random(unchecked((int)(order * 2_654_435_761)));
        var count = lines ?? random.Next(MinLines, MaxLines + 1);
        var group = random.Next(Groups);
        var articles = new HashSet<int>();
        while (articles.Count < count)
        {
            articles.Add((random.Next(ArticlesPerGroup) * Groups) + group);
        }

        return [.. articles.Select(a => (a, random.Next(2, 5)))];
    }

    /// <summary>A location in Germany, of a facility or of the delivery address of an order.</summary>
    public static (double Latitude, double Longitude) GetLocation(long n, int salt)
    {
        var random = new Random(unchecked((int)((n * 31) + salt)));
        return (Math.Round(47.5 + (random.NextDouble() * 7), 4), Math.Round(6 + (random.NextDouble() * 9), 4));
    }

    /// <summary>The order date, within two years and not in the sequence of the order numbers.</summary>
    public static DateTimeOffset GetOrderDate(long order) => LastDay.AddMinutes(-(order * 7_919 % 1_000_003));

    /// <summary>One of 50 campaigns.</summary>
    public static string GetCampaign(long order) => $"K-{order % 50:D2}";
}
