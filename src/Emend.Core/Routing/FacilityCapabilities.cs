using System.Collections.Immutable;

namespace Emend.Core.Routing;

/// <summary>Services and picking times of a facility. Unspecified values do not restrict the facility.</summary>
public sealed record FacilityCapabilities
{
    /// <summary>Capabilities of a facility without specified values.</summary>
    public static readonly FacilityCapabilities Unknown = new();

    /// <summary>Offered services; empty means all.</summary>
    public ImmutableArray<BusinessType> Services { get; init; } = [];

    /// <summary>Picking times; null means any time.</summary>
    public ImmutableArray<PickingSlot>? PickingTimes { get; init; }

    /// <summary>Days without picking.</summary>
    public ImmutableArray<ClosingDay> ClosingDays { get; init; } = [];

    /// <summary>Whether the capacity of the picking times is limited.</summary>
    public bool CapacityEnabled { get; init; }

    /// <summary>Number of days for which work is planned, including today.</summary>
    public int PlanningDays { get; init; } = 14;

    /// <summary>Minutes between the start of picking and the handover.</summary>
    public int BufferMinutes { get; init; } = 240;

    /// <summary>Time zone of the times.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
}

/// <summary>Delivery method of a facility.</summary>
public enum BusinessType
{
    /// <summary>Shipping.</summary>
    Shipping,

    /// <summary>Click and collect.</summary>
    Collect,
}

/// <summary>A weekly picking slot.</summary>
/// <param name="Day">Day of the week.</param>
/// <param name="From">First minute of the day.</param>
/// <param name="Until">Minute after the last one; 1440 means midnight.</param>
/// <param name="Capacity">Maximum number of orders; null means unlimited.</param>
public readonly record struct PickingSlot(DayOfWeek Day, int From, int Until, int? Capacity);

/// <summary>A day without picking.</summary>
/// <param name="Date">The date; only month and day count for a yearly closing day.</param>
/// <param name="Yearly">Whether the day repeats every year.</param>
public readonly record struct ClosingDay(DateOnly Date, bool Yearly);

/// <summary>A carrier connected to a facility.</summary>
/// <param name="Id">Id of the carrier.</param>
/// <param name="Key">Key of the carrier. An order can name the carrier by id or key.</param>
/// <param name="SameDay">Whether the carrier delivers on the same day.</param>
/// <param name="Cutoff">Minute of the day until which the carrier accepts parcels for the same day; null means all day.</param>
public readonly record struct CarrierConnection(string Id, string Key, bool SameDay, int? Cutoff)
{
    /// <summary>Countries of delivery; empty means all.</summary>
    public ImmutableArray<string> Countries { get; init; }

    /// <summary>Whether the carrier delivers to the country; true for an unknown country.</summary>
    public bool CanDeliverTo(string? country) => Countries.IsDefaultOrEmpty || country is null || Countries.Contains(country);
}
