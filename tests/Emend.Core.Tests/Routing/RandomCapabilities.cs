using System.Collections.Immutable;
using Emend.Core.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>Random facility capabilities.</summary>
internal static class RandomCapabilities
{
    private static readonly TimeZoneInfo[] Zones =
    [
        TimeZoneInfo.Utc,
        TimeZoneInfo.CreateCustomTimeZone("far east", TimeSpan.FromHours(13), null, null),
        TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromMinutes(-210), null, null),
    ];

    public static readonly Gen<ImmutableArray<CarrierConnection>> Carriers =
        from carriers in Gen.SubListOf(
            new CarrierConnection("fast", "FAST", true, null),
            new CarrierConnection("early", "EARLY", true, 12 * 60),
            new CarrierConnection("slow", "SLOW", false, null))
        select carriers.ToImmutableArray();

    public static readonly Gen<FacilityCapabilities> Any =
        from services in Gen.SubListOf(BusinessType.Shipping, BusinessType.Collect)
        from slots in Slot().ArrayOf(6)
        from count in Gen.Choose(-3, 6)
        from closed in Gen.Choose(0, 12)
        from yearly in Gen.Elements(true, false)
        from enabled in Gen.Elements(true, false)
        from days in Gen.Choose(1, 4)
        from zone in Gen.Elements(Zones)
        select new FacilityCapabilities
        {
            Services = [.. services],
            PickingTimes = count < 0 ? null : [.. Apart(slots.Take(count))],
            ClosingDays = closed > 4 ? [] : [new(new DateOnly(yearly ? 2020 : 2026, 6, closed + 1), yearly)],
            CapacityEnabled = enabled,
            PlanningDays = days,
            BufferMinutes = 60,
            TimeZone = zone,
        };

    private static Gen<PickingSlot> Slot() =>
        from day in Gen.Elements(DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday)
        from hour in Gen.Elements(8, 9, 14, 20)
        from capacity in Gen.Choose(-1, 3)
        select new PickingSlot(day, hour * 60, (hour * 60) + 60, capacity < 0 ? null : capacity);

    private static IEnumerable<PickingSlot> Apart(IEnumerable<PickingSlot> slots) => slots.DistinctBy(s => (s.Day, s.From));
}
