namespace Emend.Core.Routing;

/// <summary>
/// When a facility could begin with one more order: what waits there is worked off first, slot by slot, each up to its capacity.
/// Times are local minutes since the last midnight.
/// </summary>
internal sealed class PickingCapacity
{
    private const int Day = 24 * 60;
    private const int MaxDays = 366;

    private readonly Network _network;
    private readonly Workload _work;
    private readonly LocalTime[] _zones;

    public PickingCapacity(RoutingDemand demand, Network network, Workload work)
    {
        (_network, _work) = (network, work);
        _zones = Array.ConvertAll(network.Map.Zones, zone => LocalTime.From(demand, zone));
    }

    /// <summary>The minute, or null where there is no room in its planning time.</summary>
    public int? Start(int facility)
    {
        var facilityCapabilities = _network.Facilities[facility].Terms;
        var now = _zones[_network.Map.Zone[facility]];
        if (facilityCapabilities.PickingTimes is null && facilityCapabilities.ClosingDays.IsEmpty)
        {
            return now.Minute;
        }

        var ahead = _work.Orders(facility);
        for (var day = 0; day < Math.Clamp(facilityCapabilities.PlanningDays, 1, MaxDays); day++)
        {
            if (IsClosed(facilityCapabilities, now.Today.AddDays(day)))
            {
                continue;
            }

            foreach (var slot in SlotsOf(facility, now, day))
            {
                if (!facilityCapabilities.CapacityEnabled || slot.Capacity is not { } capacity || ahead < capacity)
                {
                    return Math.Max(now.Minute, (day * Day) + slot.From);
                }

                ahead -= capacity;
            }
        }

        return null;
    }

    /// <summary>Whether it could begin before the order is wanted, where that is known and still to come.</summary>
    public bool InTime(int facility) =>
        Start(facility) is { } start && (_zones[_network.Map.Zone[facility]].Wanted is not { } wanted || start < wanted);

    /// <summary>Whether the order could leave it today.</summary>
    public bool Today(int facility)
    {
        if (Start(facility) is not { } start || start >= Day)
        {
            return false;
        }

        var (carriers, ready) = (_network.Facilities[facility].Carriers, start + _network.Facilities[facility].Terms.BufferMinutes);
        foreach (var carrier in carriers)
        {
            if (carrier.SameDay && ready < (carrier.Cutoff ?? Day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Which share of its capacity is taken: 0 where it is not limited, 1 where there is none.</summary>
    public double Taken(int facility)
    {
        var facilityCapabilities = _network.Facilities[facility].Terms;
        if (!facilityCapabilities.CapacityEnabled || facilityCapabilities.PickingTimes is null)
        {
            return 0;
        }

        var now = _zones[_network.Map.Zone[facility]];
        var capacity = 0L;
        for (var day = 0; day < Math.Clamp(facilityCapabilities.PlanningDays, 1, MaxDays); day++)
        {
            foreach (var slot in IsClosed(facilityCapabilities, now.Today.AddDays(day)) ? [] : SlotsOf(facility, now, day))
            {
                if (slot.Capacity is not { } slots)
                {
                    return 0;
                }

                capacity += slots;
            }
        }

        return capacity == 0 ? 1 : Math.Min(1, (double)_work.Orders(facility) / capacity);
    }

    /// <summary>The slots of a day that are not over.</summary>
    private ReadOnlySpan<PickingSlot> SlotsOf(int facility, LocalTime now, int day)
    {
        ReadOnlySpan<PickingSlot> slots = _network.Map.Slots(facility, (DayOfWeek)(((int)now.Today.DayOfWeek + day) % 7));
        while (day == 0 && slots.Length > 0 && slots[0].Until <= now.Minute)
        {
            slots = slots[1..];
        }

        return slots;
    }

    private static bool IsClosed(FacilityCapabilities facilityCapabilities, DateOnly date)
    {
        foreach (var (closed, yearly) in facilityCapabilities.ClosingDays)
        {
            if (closed == date || (yearly && closed.Month == date.Month && closed.Day == date.Day))
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct LocalTime(DateOnly Today, int Minute, int? Wanted)
    {
        public static LocalTime From(RoutingDemand demand, TimeZoneInfo zone)
        {
            var now = TimeZoneInfo.ConvertTime(demand.At, zone).DateTime;
            int? wanted = demand.PreferredTime is { } at && at > demand.At
                ? (int)Math.Ceiling((TimeZoneInfo.ConvertTime(at, zone).DateTime - now.Date).TotalMinutes)
                : null;
            return new(DateOnly.FromDateTime(now), (int)now.TimeOfDay.TotalMinutes, wanted);
        }
    }
}
