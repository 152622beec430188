using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>The facilities as parallel arrays, in network order.</summary>
internal sealed class NetworkMap
{
    private readonly Dictionary<string, int> _countries = new(StringComparer.Ordinal);

    public NetworkMap(ImmutableArray<Facility> facilities)
    {
        var count = facilities.Length;
        (Online, Located, Country, Rank) = (new bool[count], new bool[count], new int[count], new int[count]);
        (X, Y, Z) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            Online[i] = facilities[i].Status is FacilityStatus.Online;
            Country[i] = Number(facilities[i].Place.Country);
            if (facilities[i].Place.Location is { } point)
            {
                Located[i] = true;
                (X[i], Y[i], Z[i]) = OnSphere(point);
            }
        }

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

    /// <summary>The number of a country, or -1 where no facility is.</summary>
    public int CountryNumber(string country) => _countries.GetValueOrDefault(country, -1);

    public static (double X, double Y, double Z) OnSphere(GeoPoint point)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    private int Number(string country)
    {
        if (!_countries.TryGetValue(country, out var number))
        {
            _countries[country] = number = _countries.Count;
        }

        return number;
    }
}
