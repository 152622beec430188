using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>The facilities as parallel arrays, in network order.</summary>
internal sealed class NetworkIndex
{
    private const int Week = 7;
    private static readonly PickingSlot[] AllDay = [new(default, 0, 24 * 60, null)];

    private readonly PickingSlot[][] _slots;
    private readonly Dictionary<string, int> _countries = new(StringComparer.Ordinal);

    public NetworkIndex(ImmutableArray<Facility> facilities)
    {
        var count = facilities.Length;
        (Online, Located, Country, Rank) = (new bool[count], new bool[count], new int[count], new int[count]);
        (X, Y, Z) = (new double[count], new double[count], new double[count]);
        (Region, Zone, _slots) = (new int[count], new int[count], new PickingSlot[count * Week][]);
        var zones = new List<TimeZoneInfo>();
        for (var i = 0; i < count; i++)
        {
            Online[i] = facilities[i].Status is FacilityStatus.Online;
            Country[i] = Number(_countries, facilities[i].Place.Country);
            Region[i] = RegionOf(facilities[i].Place);
            Zone[i] = ZoneIn(zones, facilities[i].Terms.TimeZone);
            for (var day = 0; day < Week; day++)
            {
                _slots[(i * Week) + day] = SlotsOn(facilities[i].Terms, (DayOfWeek)day);
            }

            if (facilities[i].Place.Location is { } point)
            {
                Located[i] = true;
                (X[i], Y[i], Z[i]) = OnSphere(point);
            }
        }

        Zones = [.. zones];
        var order = Enumerable.Range(0, count).OrderBy(i => facilities[i].Id.Value, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < count; i++)
        {
            Rank[order[i]] = i;
        }
    }

    /// <summary>Whether it takes work.</summary>
    public bool[] Online { get; }

    /// <summary>Whether somebody told where it stands.</summary>
    public bool[] Located { get; }

    /// <summary>A number per country.</summary>
    public int[] Country { get; }

    /// <summary>The place of its id in ordinal order: what breaks ties, whatever order the network has.</summary>
    public int[] Rank { get; }

    /// <summary>First coordinate of the point on the unit sphere.</summary>
    public double[] X { get; }

    /// <summary>Second coordinate.</summary>
    public double[] Y { get; }

    /// <summary>Third coordinate.</summary>
    public double[] Z { get; }

    /// <summary>The first two characters of the postcode as one number.</summary>
    public int[] Region { get; }

    /// <summary>The time zones.</summary>
    public TimeZoneInfo[] Zones { get; }

    /// <summary>A number per time zone.</summary>
    public int[] Zone { get; }

    /// <summary>When it picks on a day of the week, in order.</summary>
    public PickingSlot[] Slots(int facility, DayOfWeek day) => _slots[(facility * Week) + (int)day];

    /// <summary>The first two characters of a postcode as one number; half of it is the first.</summary>
    public static int RegionOf(PostalLocation place) => (At(place.PostalCode, 0) << 16) | At(place.PostalCode, 1);

    /// <summary>The number of a country, or -1 where no facility is.</summary>
    public int CountryNumber(string country) => _countries.GetValueOrDefault(country, -1);

    public static (double X, double Y, double Z) OnSphere(GeoPoint point)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    private static int At(string text, int index) => index < text.Length ? char.ToUpperInvariant(text[index]) : 0;

    private static int ZoneIn(List<TimeZoneInfo> zones, TimeZoneInfo zone)
    {
        if (zones.IndexOf(zone) is >= 0 and var known)
        {
            return known;
        }

        zones.Add(zone);
        return zones.Count - 1;
    }

    private static PickingSlot[] SlotsOn(FacilityCapabilities facilityCapabilities, DayOfWeek day) => facilityCapabilities.PickingTimes is not { } slots
        ? AllDay
        : [.. slots.Where(s => s.Day == day).OrderBy(s => s.From)];

    private static int Number(Dictionary<string, int> numbers, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            numbers[name] = number = numbers.Count;
        }

        return number;
    }
}
