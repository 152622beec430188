using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>What a facility offers, and when it picks. What it does not say does not restrict it.</summary>
public sealed record FacilityCapabilities
{
    /// <summary>Of a facility that said nothing.</summary>
    public static readonly FacilityCapabilities Unknown = new();

    /// <summary>What it offers; none told = everything.</summary>
    public ImmutableArray<BusinessType> Services { get; init; } = [];

    /// <summary>When it picks; null = at any time.</summary>
    public ImmutableArray<PickingSlot>? PickingTimes { get; init; }

    /// <summary>Days on which it does not pick.</summary>
    public ImmutableArray<ClosingDay> ClosingDays { get; init; } = [];

    /// <summary>Whether the capacity of its picking times counts.</summary>
    public bool CapacityEnabled { get; init; }

    /// <summary>So many days ahead, today included, work is planned.</summary>
    public int PlanningDays { get; init; } = 14;

    /// <summary>So many minutes pass between the start of picking and the handover.</summary>
    public int BufferMinutes { get; init; } = 240;

    /// <summary>In which zone its times are told.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}

/// <summary>How an order reaches its customer from a facility.</summary>
public enum BusinessType
{
    /// <summary>It is sent.</summary>
    Shipping,

    /// <summary>The customer collects it.</summary>
    Collect,
}

/// <summary>Once a week, from a minute of the day until before another.</summary>
/// <param name="Day">On which day of the week.</param>
/// <param name="From">The first minute of the day.</param>
/// <param name="Until">The minute after the last; 1440 = until midnight.</param>
/// <param name="Capacity">How many orders are picked in it; null = as many as come.</param>
public readonly record struct PickingSlot(DayOfWeek Day, int From, int Until, int? Capacity);

/// <summary>A day without picking.</summary>
/// <param name="Date">Which; of one that is yearly only month and day count.</param>
/// <param name="Yearly">Whether it comes back every year.</param>
public readonly record struct ClosingDay(DateOnly Date, bool Yearly);

/// <summary>A carrier that comes to a facility.</summary>
/// <param name="Id">Which carrier.</param>
/// <param name="Key">Its well-known name; an order may name it by either.</param>
/// <param name="SameDay">Whether it delivers the same day.</param>
/// <param name="Cutoff">The minute of the day until which it takes what is to go today; null = all day.</param>
public readonly record struct CarrierConnection(string Id, string Key, bool SameDay, int? Cutoff)
{
    /// <summary>The countries it delivers to from there; none told = everywhere.</summary>
    public ImmutableArray<string> Countries { get; init; }

    /// <summary>Whether it delivers there; where nobody knows where to, it does.</summary>
    public bool CanDeliverTo(string? country) => Countries.IsDefaultOrEmpty || country is null || Countries.Contains(country);
}
