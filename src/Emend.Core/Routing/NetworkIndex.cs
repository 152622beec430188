using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>The facilities as parallel arrays, in network order.</summary>
internal sealed class NetworkIndex
{
    private const int DaysPerWeek = 7;
    private static readonly PickingSlot[] AllDay = [new(default, 0, 24 * 60, null)];

    private readonly PickingSlot[][] _slots;
    private readonly Dictionary<string, int> _countries = new(StringComparer.Ordinal);

    public NetworkIndex(ImmutableArray<Facility> facilities)
    {
        var count = facilities.Length;
        (IsOnline, HasLocation, Country, Rank) = (new bool[count], new bool[count], new int[count], new int[count]);
        (X, Y, Z) = (new double[count], new double[count], new double[count]);
        (Region, Zone, _slots) = (new int[count], new int[count], new PickingSlot[count * DaysPerWeek][]);
        var zones = new List<TimeZoneInfo>();
        for (var i = 0; i < count; i++)
        {
            IsOnline[i] = facilities[i].Status is FacilityStatus.Online;
            Country[i] = AddName(_countries, facilities[i].PostalLocation.Country);
            Region[i] = GetRegion(facilities[i].PostalLocation);
            Zone[i] = AddZone(zones, facilities[i].Capabilities.TimeZone);
            for (var day = 0; day < DaysPerWeek; day++)
            {
                _slots[(i * DaysPerWeek) + day] = GetSlotsOn(facilities[i].Capabilities, (DayOfWeek)day);
            }

            if (facilities[i].PostalLocation.Location is { } point)
            {
                HasLocation[i] = true;
                (X[i], Y[i], Z[i]) = ToUnitSphere(point);
            }
        }

        Zones = [.. zones];
        var order = Enumerable.Range(0, count).OrderBy(i => facilities[i].Id.Value, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < count; i++)
        {
            Rank[order[i]] = i;
        }
    }

    /// <summary>Whether each facility is online.</summary>
    public bool[] IsOnline { get; }

    /// <summary>Whether the coordinates of each facility are known.</summary>
    public bool[] HasLocation { get; }

    /// <summary>Country number of each facility.</summary>
    public int[] Country { get; }

    /// <summary>Rank of each facility by id in ordinal order. Breaks ties independent of the network order.</summary>
    public int[] Rank { get; }

    /// <summary>X coordinate on the unit sphere.</summary>
    public double[] X { get; }

    /// <summary>Y coordinate on the unit sphere.</summary>
    public double[] Y { get; }

    /// <summary>Z coordinate on the unit sphere.</summary>
    public double[] Z { get; }

    /// <summary>First two characters of each postal code as a number.</summary>
    public int[] Region { get; }

    /// <summary>The distinct time zones.</summary>
    public TimeZoneInfo[] Zones { get; }

    /// <summary>Index of the time zone of each facility.</summary>
    public int[] Zone { get; }

    /// <summary>Returns the picking slots of a day of the week, in order.</summary>
    public PickingSlot[] GetSlots(int facility, DayOfWeek day) => _slots[(facility * DaysPerWeek) + (int)day];

    /// <summary>Converts the first two characters of a postal code to a number; the upper half is the first character.</summary>
    public static int GetRegion(PostalLocation location) =>
        (GetCharacter(location.PostalCode, 0) << 16) | GetCharacter(location.PostalCode, 1);

    /// <summary>Returns the number of a country, or -1 if no facility is in it.</summary>
    public int FindCountry(string country) => _countries.GetValueOrDefault(country, -1);

    public static (double X, double Y, double Z) ToUnitSphere(GeoPoint point)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    private static int GetCharacter(string text, int index) => index < text.Length ? char.ToUpperInvariant(text[index]) : 0;

    private static int AddZone(List<TimeZoneInfo> zones, TimeZoneInfo zone)
    {
        if (zones.IndexOf(zone) is >= 0 and var known)
        {
            return known;
        }

        zones.Add(zone);
        return zones.Count - 1;
    }

    private static PickingSlot[] GetSlotsOn(FacilityCapabilities capabilities, DayOfWeek day) => capabilities.PickingTimes is not { } slots
        ? AllDay
        : [.. slots.Where(s => s.Day == day).OrderBy(s => s.From)];

    private static int AddName(Dictionary<string, int> numbers, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            numbers[name] = number = numbers.Count;
        }

        return number;
    }
}
