using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.Data;

/// <summary>
/// The data all measurements run on: every facility, article and order is a function of its number, so that each run has the same.
/// Facilities and articles fall into groups; a facility stocks its group's articles and an order buys from one group, so that nearly
/// every order can be sent from any facility of its group, and stock rows are shared no more than a shop's would be.
/// </summary>
internal sealed record DataSet(int Orders)
{
    public const int Facilities = 200;
    public const int Articles = 10_000;
    public const int Groups = 20;
    public const int FewestLines = 3;
    public const int MaxLines = 10;
    public const int ArticlesOfGroup = Articles / Groups;

    private static readonly DateTimeOffset LastDay = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Thousands of years of orders: no measurement runs out of stock.</summary>
    public static readonly Quantity OnHand = Quantity.From(50_000_000);

    public static FacilityId FacilityId(int n) => new($"01900000-0000-7000-8000-{n:D12}");

    public static ArticleId ArticleId(int n) => new($"ART-{n:D6}");

    public static string StockId(int n) => $"01900000-0000-7000-9000-{n:D12}";

    public static Facility Facility(int n)
    {
        var (latitude, longitude) = Point(n, 7);
        var kind = n % 5 == 0 ? FacilityKind.Warehouse : FacilityKind.Store;
        return new(FacilityId(n), FacilityStatus.Online, kind, new PostalLocation("DE", $"{10_000 + n}", new GeoPoint(latitude, longitude)));
    }

    public static Article Article(int n) =>
        new(ArticleId(n), $"Article {n} of the assortment", IsSoldByMeasure: false, 5m + (n % 95), "EUR");

    /// <summary>The articles a facility stocks.</summary>
    public static IEnumerable<int> StockedBy(int facility) =>
        Enumerable.Range(0, ArticlesOfGroup).Select(i => (i * Groups) + (facility % Groups));

    /// <summary>The articles and quantities of an order.</summary>
    public static IReadOnlyList<(int Article, int Quantity)> Lines(long order, int? lines = null)
    {
        var random = new Random(unchecked((int)(order * 2_654_435_761)));
        var count = lines ?? random.Next(FewestLines, MaxLines + 1);
        var group = random.Next(Groups);
        var articles = new HashSet<int>();
        while (articles.Count < count)
            articles.Add((random.Next(ArticlesOfGroup) * Groups) + group);
        return [.. articles.Select(a => (a, random.Next(2, 5)))];
    }

    /// <summary>Where an order goes: somewhere in Germany.</summary>
    public static (double Latitude, double Longitude) Point(long n, int salt)
    {
        var random = new Random(unchecked((int)((n * 31) + salt)));
        return (Math.Round(47.5 + (random.NextDouble() * 7), 4), Math.Round(6 + (random.NextDouble() * 9), 4));
    }

    /// <summary>When an order was placed: over two years, in no order of their numbers.</summary>
    public static DateTimeOffset Date(long order) => LastDay.AddMinutes(-(order * 7_919 % 1_000_003));

    /// <summary>One of fifty.</summary>
    public static string Campaign(long order) => $"K-{order % 50:D2}";
}
