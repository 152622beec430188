using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Bench.Micro;

/// <summary>A strategy with all fences and all ratings, except the fence for complete stock, which would make the search trivial.</summary>
internal static class AllFencesStrategy
{
    private const int Morning = 9 * 60;
    private const int Noon = 12 * 60;
    private const int Evening = 18 * 60;

    public static readonly RoutingStrategy Strategy = RoutingStrategy.Default with
    {
        Fences = [.. Enum.GetValues<FenceKind>().Where(f => f is not FenceKind.CompleteStock)],
        Ratings = [.. Enum.GetValues<RatingKind>().Select((rating, i) => new WeightedRating(rating, 10 + i))],
    };

    public static readonly ImmutableArray<CarrierConnection> Carriers =
        [new("carrier-1", "GLS", SameDay: false, Cutoff: null), new("carrier-2", "DHL_V2", SameDay: true, Cutoff: 17 * 60)];

    private static readonly ImmutableArray<PickingSlot> Week =
    [
        .. from day in Enum.GetValues<DayOfWeek>()
           where day is not DayOfWeek.Sunday
           from slot in new PickingSlot[] { new(day, Morning, Noon, 20), new(day, Noon, Evening, 30) }
           select slot,
    ];

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Every second facility also offers collection. Every third facility has a picking capacity limit.</summary>
    public static FacilityCapabilities CreateCapabilities(int facility) => new()
    {
        Services = facility % 2 == 0 ? [BusinessType.Shipping, BusinessType.Collect] : [BusinessType.Shipping],
        PickingTimes = Week,
        ClosingDays = [new(new DateOnly(2026, 12, 25), Yearly: true)],
        CapacityEnabled = facility % 3 == 0,
        TimeZone = Berlin,
    };
}

/// <summary>In-memory workload of facilities, as a decision reads it from a loaded snapshot.</summary>
internal sealed class InMemoryWorkload(int[] orders, long[] units) : IWorkloadView
{
    public ReadOnlySpan<int> Orders => orders;

    public ReadOnlySpan<long> Units => units;

    public static InMemoryWorkload CreateRandom(int facilities)
    {
        var random = new Random(facilities);
        var orders = Enumerable.Range(0, facilities).Select(_ => random.Next(0, 120)).ToArray();
        return new(orders, Array.ConvertAll(orders, n => n * 3 * Quantity.Scale));
    }
}
