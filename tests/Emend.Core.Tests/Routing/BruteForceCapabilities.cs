using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Tests.Routing;

/// <summary>Reference implementation of fences and ratings on facility capabilities, minute by minute.</summary>
internal sealed class BruteForceCapabilities(RoutingCase the)
{
    private readonly Dictionary<int, DateTime?> _starts = [];

    public bool Passes(FenceKind fence, int f) => fence switch
    {
        FenceKind.BusinessType => Offers(f),
        FenceKind.Carrier => the.Demand.CollectAt is not null || the.Facilities[f].Carriers.Any(IsPreferredCarrier),
        FenceKind.PickingTimeCapacity => Start(f) is { } start && (the.Demand.PreferredTime is not { } wanted || wanted <= the.Demand.Now
            || start < Local(f, wanted)),
        FenceKind.SameDay => the.Demand.ShippingPreferences is not { SameDay: true } || (Offers(f) && CanShipToday(f)),
        _ => throw new ArgumentOutOfRangeException(nameof(fence)),
    };

    public double Rating(RatingKind kind, int f, int[] allowed, Func<int, ArticleId, long> available) => kind switch
    {
        RatingKind.StockAvailability => Missing(f, available),
        RatingKind.WorkloadBalancing => allowed.Max(Units) is > 0 and var max ? (double)Units(f) / max : 0,
        RatingKind.PreferStore => the.Facilities[f].Kind is FacilityKind.Store ? 0 : 1,
        RatingKind.PreferWarehouse => the.Facilities[f].Kind is FacilityKind.Store ? 1 : 0,
        RatingKind.MatchingBusinessType => the.Facilities[f].Capabilities.Services.Contains(Business) ? 0 : 1,
        RatingKind.Zone => Zone(the.Facilities[f].PostalLocation),
        RatingKind.Capacity => Taken(f),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private BusinessType Business => the.Demand.CollectAt is null ? BusinessType.Shipping : BusinessType.Collect;

    private bool Offers(int f) => the.Facilities[f].Capabilities.Services is var s && (s.IsEmpty || s.Contains(Business));

    private bool IsPreferredCarrier(CarrierConnection carrier) =>
        the.Demand.ShippingPreferences is not { Carriers: { IsEmpty: false } preferred }
        || preferred.Any(w => w == carrier.Id || w == carrier.Key);

    private bool CanShipToday(int f)
    {
        var today = Local(f, the.Demand.Now).Date;
        return Start(f) is { } start && start.Date == today && the.Facilities[f].Carriers.Any(c => c.SameDay
            && start.AddMinutes(the.Facilities[f].Capabilities.BufferMinutes) < today.AddMinutes(c.Cutoff ?? 1440));
    }

    private double Missing(int f, Func<int, ArticleId, long> available)
    {
        var articles = the.Demand.Lines.GroupBy(l => l.Article)
            .Select(a => (Wanted: a.Sum(l => l.Quantity.Thousandths), There: available(f, a.Key))).ToList();
        return articles.Sum(a => a.Wanted) is > 0 and var all ? 1 - ((double)articles.Sum(a => Math.Min(a.Wanted, a.There)) / all) : 0;
    }

    private double Zone(PostalLocation location)
    {
        if (the.Demand.Destination is not { } to)
        {
            return 0;
        }

        if (location.Country != to.Country)
        {
            return 1;
        }

        var common = Enumerable.Range(0, 2)
            .TakeWhile(i => location.PostalCode.ElementAtOrDefault(i) == to.PostalCode.ElementAtOrDefault(i));
        return 1 - ((common.Count() + 1) / 3d);
    }

    private double Taken(int f)
    {
        var capabilities = the.Facilities[f].Capabilities;
        if (!capabilities.CapacityEnabled || capabilities.PickingTimes is null)
        {
            return 0;
        }

        var slots = Slots(f).ToList();
        if (slots.Any(s => s.Capacity is null))
        {
            return 0;
        }

        return slots.Sum(s => s.Capacity!.Value) is > 0 and var all ? Math.Min(1, (double)Orders(f) / all) : 1;
    }

    private DateTime? Start(int f)
    {
        if (!_starts.TryGetValue(f, out var start))
        {
            var now = Local(f, the.Demand.Now);
            var ahead = Orders(f);
            foreach (var (from, _, capacity) in Slots(f))
            {
                if (!the.Facilities[f].Capabilities.CapacityEnabled || capacity is not { } max || ahead < max)
                {
                    start = from < now ? now : from;
                    break;
                }

                ahead -= max;
            }

            _starts[f] = start;
        }

        return start;
    }

    private IEnumerable<(DateTime From, DateTime Until, int? Capacity)> Slots(int f)
    {
        var capabilities = the.Facilities[f].Capabilities;
        var now = Local(f, the.Demand.Now);
        return from day in Enumerable.Range(0, capabilities.PlanningDays)
               let date = now.Date.AddDays(day)
               where !capabilities.ClosingDays.Any(c =>
                   c.Date.Day == date.Day && c.Date.Month == date.Month && (c.Yearly || c.Date.Year == date.Year))
               from slot in capabilities.PickingTimes ?? [new(date.DayOfWeek, 0, 1440, null)]
               where slot.Day == date.DayOfWeek && date.AddMinutes(slot.Until) > now
               orderby date, slot.From
               select (date.AddMinutes(slot.From), date.AddMinutes(slot.Until), slot.Capacity);
    }

    private DateTime Local(int f, DateTimeOffset at) => at.ToOffset(the.Facilities[f].Capabilities.TimeZone.BaseUtcOffset).DateTime;

    private int Orders(int f) => Row(the.Workload.OrderRow, f) - (Own(f) > 0 ? 1 : 0);

    private long Units(int f) => Row(the.Workload.UnitRow, f) - Own(f);

    private long Own(int f) => the.Demand.OwnReservations.Where(o => o.Facility == the.Facilities[f].Id).Sum(o => o.Quantity.Thousandths);

    private static T Row<T>(T[] row, int f)
        where T : struct => f < row.Length ? row[f] : default;
}
