namespace Emend.Core.Routing;

/// <summary>
/// Calculates when a facility can start one more order. Waiting orders are processed first, slot by slot up to the capacity. Times are
/// local minutes since the last midnight.
/// </summary>
internal sealed class PickingCapacity
{
    private const int MinutesPerDay = 24 * 60;
    private const int MaxDays = 366;

    private readonly Network _network;
    private readonly Workload _workload;
    private readonly LocalTime[] _zones;

    public PickingCapacity(RoutingDemand demand, Network network, Workload work)
    {
        (_network, _workload) = (network, work);
        _zones = Array.ConvertAll(network.Index.Zones, zone => LocalTime.From(demand, zone));
    }

    /// <summary>Finds the start minute; null if there is no capacity in the planning time.</summary>
    public int? FindStart(int facility)
    {
        var capabilities = _network.Facilities[facility].Capabilities;
        var now = _zones[_network.Index.Zone[facility]];
        if (capabilities.PickingTimes is null && capabilities.ClosingDays.IsEmpty)
        {
            return now.Minute;
        }

        var ahead = _workload.GetOrders(facility);
        for (var day = 0; day < Math.Clamp(capabilities.PlanningDays, 1, MaxDays); day++)
        {
            if (IsClosed(capabilities, now.Today.AddDays(day)))
            {
                continue;
            }

            foreach (var slot in GetRemainingSlots(facility, now, day))
            {
                if (!capabilities.CapacityEnabled || slot.Capacity is not { } capacity || ahead < capacity)
                {
                    return Math.Max(now.Minute, (day * MinutesPerDay) + slot.From);
                }

                ahead -= capacity;
            }
        }

        return null;
    }

    /// <summary>Whether the facility can start before the preferred time, if that is known and in the future.</summary>
    public bool CanStartInTime(int facility) =>
        FindStart(facility) is { } start && (_zones[_network.Index.Zone[facility]].PreferredMinute is not { } wanted || start < wanted);

    /// <summary>Whether the facility can ship the order today.</summary>
    public bool CanShipToday(int facility)
    {
        if (FindStart(facility) is not { } start || start >= MinutesPerDay)
        {
            return false;
        }

        var (carriers, ready) = (_network.Facilities[facility].Carriers, start + _network.Facilities[facility].Capabilities.BufferMinutes);
        foreach (var carrier in carriers)
        {
            if (carrier.SameDay && ready < (carrier.Cutoff ?? MinutesPerDay))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the used share of the capacity: 0 if unlimited, 1 if there is no capacity.</summary>
    public double GetUtilization(int facility)
    {
        var capabilities = _network.Facilities[facility].Capabilities;
        if (!capabilities.CapacityEnabled || capabilities.PickingTimes is null)
        {
            return 0;
        }

        var now = _zones[_network.Index.Zone[facility]];
        var capacity = 0L;
        for (var day = 0; day < Math.Clamp(capabilities.PlanningDays, 1, MaxDays); day++)
        {
            foreach (var slot in IsClosed(capabilities, now.Today.AddDays(day)) ? [] : GetRemainingSlots(facility, now, day))
            {
                if (slot.Capacity is not { } slots)
                {
                    return 0;
                }

                capacity += slots;
            }
        }

        return capacity == 0 ? 1 : Math.Min(1, (double)_workload.GetOrders(facility) / capacity);
    }

    /// <summary>Returns the slots of a day that are not over.</summary>
    private ReadOnlySpan<PickingSlot> GetRemainingSlots(int facility, LocalTime now, int day)
    {
        ReadOnlySpan<PickingSlot> slots = _network.Index.GetSlots(facility, (DayOfWeek)(((int)now.Today.DayOfWeek + day) % 7));
        while (day == 0 && slots.Length > 0 && slots[0].Until <= now.Minute)
        {
            slots = slots[1..];
        }

        return slots;
    }

    private static bool IsClosed(FacilityCapabilities capabilities, DateOnly date)
    {
        foreach (var (closed, yearly) in capabilities.ClosingDays)
        {
            if (closed == date || (yearly && closed.Month == date.Month && closed.Day == date.Day))
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct LocalTime(DateOnly Today, int Minute, int? PreferredMinute)
    {
        public static LocalTime From(RoutingDemand demand, TimeZoneInfo zone)
        {
            var now = TimeZoneInfo.ConvertTime(demand.Now, zone).DateTime;
            int? wanted = demand.PreferredTime is { } at && at > demand.Now
                ? (int)Math.Ceiling((TimeZoneInfo.ConvertTime(at, zone).DateTime - now.Date).TotalMinutes)
                : null;
            return new(DateOnly.FromDateTime(now), (int)now.TimeOfDay.TotalMinutes, wanted);
        }
    }
}
