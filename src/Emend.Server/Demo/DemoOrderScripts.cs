using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Server.Demo.DemoCustomers;
using static Emend.Server.Demo.DemoOrderSteps;

namespace Emend.Server.Demo;

/// <summary>The orders of the demo tenant. They cover every order state and are spread over the last five days.</summary>
internal static class DemoOrderScripts
{
    private const string Shirt = "TSHIRT-W-2468";
    private const string Black = "TSHIRT-B-2469";
    private const string Jeans = "JEANS-B-2605";
    private const string Sneakers = "SNEAK-W-4891";
    private const string Hoodie = "HOODIE-G-3120";
    private const string Jacket = "JACKET-N-7754";
    private const string Socks = "SOCKS-5-1001";
    private const string Belt = "BELT-L-5530";
    private const string Cap = "CAP-R-9082";
    private const string Scarf = "SCARF-W-6643";
    private const string Dress = "DRESS-F-3371";
    private const string Oxford = "SHIRT-O-4410";
    private const string Boots = "BOOTS-B-8125";
    private const string Bag = "BAG-C-6071";
    private const string Wallet = "WALLET-L-5541";
    private const string Mug = "MUG-E-1207";
    private const string Blanket = "BLANKET-W-7810";
    private const string Coffee = "COFFEE-B-0042";
    private const string Yarn = "YARN-M-0317";
    private const string Lamp = "LAMP-B-6600";
    private const string Vase = "VASE-G-7100";
    private const string SoldOut = "CLOCK-W-8800";

    private static readonly ImmutableArray<DemoOrderScript> Open =
    [
        new("DEMO-1001", 118, Sanne, (Shirt, 2), (Jeans, 1)),
        new("DEMO-1002", 97, Lukas, (Sneakers, 1)),
        new("DEMO-1003", 92.5, Fatma, (Coffee, 1.5m), (Mug, 4)),
        new("DEMO-1004", 71, Mohammed, (Hoodie, 1), (Socks, 3)),
        new("DEMO-1005", 69, Noa, (Scarf, 1), (Cap, 1), (Yarn, 0.35m)),
        new("DEMO-1006", 66, Maximiliane, (Dress, 1), (Wallet, 1), (Blanket, 2)),
        new("DEMO-1007", 50, Studio, [.. DemoArticles.Pencils.Select((p, i) => (p.Id.Value, 1m + (i % 7)))]),
        new("DEMO-1008", 9, Mei, (Jacket, 1)) { PreferredTimeInDays = 4 },
        new("DEMO-1009", 3, Locker, (Black, 3), (Belt, 1)),
        new("DEMO-1010", 0.4, Bram, (Boots, 1), (Socks, 2)),
    ];

    private static readonly ImmutableArray<DemoOrderScript> Modified =
    [
        new("DEMO-1011", 95, Emma, (Shirt, 1), (Jeans, 2))
        {
            Steps =
            [
                Quantity(Shirt, 2, "two after all"), Add(Cap, 1), Quantity(Jeans, 1, "one pair is enough"), Add(Socks, 2),
                SetAttribute("giftWrap", true), ChangeAddress(Sanne, "goes to her sister"), ChangePreferredTime(7), Quantity(Socks, 4),
                Remove(Cap, "wrong color"),
                ChangeEmail("emma.bakker@example.com", "a new address"),
            ],
        },
        new("DEMO-1012", 74, Jonas, (Oxford, 1)) { Steps = [Quantity(Oxford, 3, "a set for the week")] },
        new("DEMO-1013", 73, Sanne, (Boots, 1), (Belt, 1)) { Steps = [Remove(Belt, "ordered twice by mistake")] },
        new("DEMO-1014", 49, Lukas, (Hoodie, 2)) { Steps = [Quantity(Hoodie, 1), Quantity(Hoodie, 2, "changed her mind again")] },
        new("DEMO-1015", 30, Fatma, (Mug, 6)) { Steps = [Add(Coffee, 0.5m, "something to go with it")] },
        new("DEMO-1016", 29, Bram, (Jacket, 1)) { Steps = [ChangeAddress(Emma, "moved house")] },
        new("DEMO-1017", 28, Noa, (Blanket, 1)) { PreferredTimeInDays = 2, Steps = [ChangePreferredTime(9, "away until then")] },
        new("DEMO-1018", 27, Mei, (Scarf, 2))
        {
            Attributes = PersonalData.NoAttributes.Add("channel", Json("instagram")),
            Steps = [SetAttribute("giftNote", "Happy birthday! 🎂"), SetLineAttribute(Scarf, "embroidery", "M. C.")],
        },
        new("DEMO-1019", 6, Mohammed, (Yarn, 0.8m)) { Steps = [Quantity(Yarn, 1.25m, "for a longer scarf")] },
    ];

    private static readonly ImmutableArray<DemoOrderScript> Picking =
    [
        new("DEMO-1020", 53, Emma, (Shirt, 2), (Oxford, 1)) { Steps = [Start()] },
        new("DEMO-1021", 52, Jonas, (Shirt, 2), (Jeans, 1), (Socks, 5)) { Steps = [Start(), Picked(Shirt, 2), Picked(Socks, 3)] },
        new("DEMO-1022", 51, Sanne, (Sneakers, 1), (Socks, 1)) { Steps = [Start(), PickedAll()] },
        new("DEMO-1023", 47, Bram, (Dress, 1), (Bag, 1)) { Steps = [Start(), PickedAll(), Close()] },
        new("DEMO-1024", 46, Lukas, (Mug, 8), (Bag, 1)) { Steps = [Start(), Picked(Mug, 6), Picked(Bag, 1), Close()] },
        new("DEMO-1025", 45, Fatma, (Wallet, 1)) { Steps = [Start(), Close()] },
        new("DEMO-1026", 44, Mei, (Cap, 2)) { Steps = [Start(), Abort()] },
        new("DEMO-1027", 43, Noa, (Belt, 1), (Black, 1)) { Steps = [Start(), Picked(Belt, 1), Reset()] },
        new("DEMO-1028", 26, Studio, (Lamp, 2), (Vase, 3)),
        new("DEMO-1029", 25, Emma, (Lamp, 1), (Vase, 1)) { Steps = [Start(Lamp), PickedAll(Lamp), Close(Lamp)] },
        new("DEMO-1030", 5, Sanne, (Lamp, 1), (Vase, 2)) { Steps = [Start(Vase), Picked(Vase, 1)] },
    ];

    private static readonly ImmutableArray<DemoOrderScript> NotRoutable =
    [
        new("DEMO-1031", 1, Bram, (SoldOut, 1)),
        new("DEMO-1032", 33, Fatma, (SoldOut, 2)),
        new("DEMO-1033", 4, Sanne, (Shirt, 1), (SoldOut, 1)),
        new("DEMO-1034", 2, Élodie, (Mug, 2)),
        new("DEMO-1035", 7, Studio, (Lamp, 200), (Bag, 20)),
        new("DEMO-1036", 8, Jonas, (Coffee, 2)) { Steps = [Add(SoldOut, 1, "if it comes in again")] },
    ];

    private static readonly ImmutableArray<DemoOrderScript> WithServices =
    [
        new("DEMO-1037", 24, Mei, (Mug, 2), (Coffee, 0.5m)) { Services = [Service("GIFT-BOX", true, (Mug, 2), (Coffee, 0.5m))] },
        new("DEMO-1038", 23, Lukas, (Wallet, 1), (Belt, 1)) { Services = [Service("ENGRAVING", false, (Wallet, 1))] },
        new("DEMO-1039", 22, Emma, (Jacket, 1)) { CollectAt = "NL-AMS-01", PreferredTimeInDays = 2 },
        new("DEMO-1040", 21, Lukas, (Hoodie, 1), (Cap, 1)) { CollectAt = "DE-CGN-01", Steps = [Start(), Picked(Hoodie, 1)] },
        new("DEMO-1041", 20, Jonas, (Blanket, 1)) { Preselected = ["DE-BER-DC"] },
    ];

    private static readonly ImmutableArray<DemoOrderScript> Fulfilled =
    [
        new("DEMO-1042", 40, Bram, (Cap, 2), (Socks, 1)) { Steps = [Cancel("found it in the shop")] },
        new("DEMO-1043", 39, Emma, (Shirt, 2), (Jeans, 1)) { Steps = [Start(), Picked(Shirt, 2), ForceCancel("moved abroad")] },
        new("DEMO-1044", 38, Jonas, (Mug, 4))
        {
            Steps = [Start(), PickedAll(), Close(), ForceCancel("paid with a stolen card"), Restock(Mug, 3)],
        },
        new("DEMO-1045", 37, Sanne, (Blanket, 1)) { Steps = [Assign("DE-BER-DC", "the shop closes early")] },
        new("DEMO-1046", 36, Noa, (Scarf, 1)),
    ];

    public static readonly ImmutableArray<DemoOrderScript> All =
        [.. Open, .. Modified, .. Picking, .. NotRoutable, .. WithServices, .. Fulfilled];

    private static CustomService Service(string id, bool bundled, params (string Article, decimal Quantity)[] on) => new(
        bundled,
        [.. on.Select(a => new ServicedArticle(new(a.Article), ToQuantity(a.Quantity)))],
        [],
        Json(new { isBundled = bundled, tenantCustomServiceId = id }));
}
