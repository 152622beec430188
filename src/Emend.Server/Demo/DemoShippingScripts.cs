using System.Collections.Immutable;
using static Emend.Server.Demo.DemoCustomers;
using static Emend.Server.Demo.DemoOrderSteps;

namespace Emend.Server.Demo;

/// <summary>
/// Orders of the demo tenant that are handed over, shipped or labeled, orders that are not released yet, and orders of the strict
/// routing strategy.
/// </summary>
internal static class DemoShippingScripts
{
    private const string Cap = "CAP-R-9082";
    private const string Socks = "SOCKS-5-1001";
    private const string Mug = "MUG-E-1207";
    private const string Scarf = "SCARF-W-6643";
    private const string Belt = "BELT-L-5530";
    private const string Bag = "BAG-C-6071";
    private const string Wallet = "WALLET-L-5541";
    private const string Blanket = "BLANKET-W-7810";
    private const string SoldOut = "CLOCK-W-8800";

    private static readonly ImmutableArray<DemoOrderStep> Picked = [Start(), PickedAll(), Close()];

    public static readonly ImmutableArray<DemoOrderScript> All =
    [
        new("DEMO-1047", 35, Bram, (Socks, 2)) { Steps = [Start(), Pause()] },
        new("DEMO-1048", 34, Emma, (Cap, 1)) { CollectAt = "NL-AMS-01", Steps = Picked },
        new("DEMO-1049", 33.5, Lukas, (Scarf, 1)) { CollectAt = "DE-CGN-01", Steps = [.. Picked, WaitForCustomer()] },
        new("DEMO-1050", 32, Sanne, (Mug, 1)) { CollectAt = "NL-RTM-01", Steps = [.. Picked, HandOver()] },
        new("DEMO-1051", 31, Sanne, (Bag, 1)) { Steps = [.. Picked, HandOver()] },
        new("DEMO-1052", 19, Jonas, (Belt, 1)) { Steps = [.. Picked, RequestLabel()] },
        new("DEMO-1053", 18, Fatma, (Wallet, 1)) { Steps = [.. Picked, RequestLabel(), RejectLabel("The address is not served.")] },
        new("DEMO-1054", 17, Bram, (Blanket, 1))
        {
            Steps = [.. Picked, RequestLabel(), ChangeAddress(Emma, "moved house while it was packed")],
        },
        new("DEMO-1055", 16, Mei, (SoldOut, 1)),
        new("DEMO-1056", 15, Emma, (Scarf, 2)) { Steps = [.. Picked, ForceCancel("never paid"), Restock(Scarf, 2)] },
        new("DEMO-1059", 12, Fatma, (Cap, 2)) { IsLocked = true },
        new("DEMO-1060", 0.5, Mei, (Mug, 1)) { IsPromised = true },
    ];

    /// <summary>Scripts that run with the strict routing strategy.</summary>
    public static readonly ImmutableArray<DemoOrderScript> Strict =
    [
        new("DEMO-1057", 14, Jonas, (Mug, 5)) { Steps = [Start(), DemoOrderSteps.Picked(Mug, 3), Close()] },
        new("DEMO-1058", 13, Sanne, (Cap, 1)) { Steps = [RerouteTask(Cap, "not on the shelf")] },
    ];
}
