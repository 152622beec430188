using System.Collections.Frozen;
using Emend.Core.Orders;

namespace Emend.Server.Demo;

/// <summary>The articles of the demo tenant.</summary>
internal static class DemoArticles
{
    public static readonly IReadOnlyList<Article> All =
    [
        Piece("TSHIRT-W-2468", "Basic T-Shirt White", 14.95m),
        Piece("JEANS-B-2605", "Washed Slim Fit Jeans", 69.95m),
        Piece("SNEAK-W-4891", "White Sneakers", 89.95m),
        Piece("TSHIRT-B-2469", "Basic T-Shirt Black", 14.95m),
        Piece("HOODIE-G-3120", "Heavy Hoodie Grey", 49.95m),
        Piece("JACKET-N-7754", "Rain Jacket Navy", 119.00m),
        Piece("SOCKS-5-1001", "Cotton Socks, five pairs", 12.50m),
        Piece("BELT-L-5530", "Leather Belt", 34.95m),
        Piece("CAP-R-9082", "Baseball Cap Red", 19.95m),
        Piece("SCARF-W-6643", "Merino Scarf", 39.95m),
        Piece("DRESS-F-3371", "Summer Dress Floral", 59.95m),
        Piece("SHIRT-O-4410", "Oxford Shirt Blue", 44.95m),
        Piece("SHORTS-K-2290", "Chino Shorts Khaki", 37.95m),
        Piece("BOOTS-B-8125", "Chelsea Boots Brown", 149.00m),
        Piece("BAG-C-6071", "Canvas Tote Bag", 9.95m),
        Piece("WALLET-L-5541", "Leather Wallet", 29.95m),
        Piece("MUG-E-1207", "Enamel Mug", 11.95m),
        Piece("BLANKET-W-7810", "Wool Blanket", 79.00m),
        Measured("COFFEE-B-0042", "House Blend Coffee Beans, per kg", 18.90m),
        Measured("YARN-M-0317", "Merino Yarn, per kg", 64.00m),
    ];

    /// <summary>Scarce articles, each in one facility only. They cause split orders and unroutable units.</summary>
    public static readonly IReadOnlyList<ScarceArticle> Scarce =
    [
        new(Piece("LAMP-B-6600", "Brass Table Lamp", 129.00m), "NL-RTM-01", 40),
        new(Piece("VASE-G-7100", "Hand-blown Glass Vase", 54.95m), "NL-UTR-DC", 40),
        new(Piece("CLOCK-W-8800", "Walnut Wall Clock", 189.00m), "NL-AMS-01", 0),
    ];

    /// <summary>One article per pencil color, for orders with many lines.</summary>
    public static readonly IReadOnlyList<Article> Pencils =
    [
        .. from family in (string[])["Red", "Orange", "Yellow", "Green", "Blue", "Violet", "Brown", "Grey", "Pink", "Teal"]
           from tone in (string[])["Light", "Bright", "Deep", "Muted", "Warm", "Cool"]
           select Piece($"PENCIL-{family}-{tone}".ToUpperInvariant(), $"Artist's Pencil, {tone} {family}", 2.45m),
    ];

    private static readonly FrozenDictionary<string, string> Titles =
        All.Concat(Pencils).Concat(Scarce.Select(s => s.Article)).ToFrozenDictionary(a => a.Id.Value, a => a.Title);

    public static string GetTitle(string article) => Titles[article];

    private static Article Piece(string id, string title, decimal price) =>
        new(new ArticleId(id), title, IsSoldByMeasure: false, price, "EUR");

    private static Article Measured(string id, string title, decimal price) =>
        new(new ArticleId(id), title, IsSoldByMeasure: true, price, "EUR");
}

/// <param name="Article">The article.</param>
/// <param name="Facility">Tenant facility id of the only facility with stock.</param>
/// <param name="Pieces">The stock in that facility.</param>
internal sealed record ScarceArticle(Article Article, string Facility, int Pieces);
