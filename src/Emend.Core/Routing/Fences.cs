using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Excludes facilities, fence by fence.</summary>
internal static class Fences
{
    /// <summary>
    /// Writes the numbers of the facilities that pass into <paramref name="passed"/>, ascending, and tells how many they are and
    /// how many each fence took.
    /// </summary>
    public static (int Count, ImmutableArray<FenceCount> Fences) Apply(
        RoutingDemand demand, Network network, StockTable stock, Wanted wanted, ImmutableArray<FenceKind> fences, int[] passed)
    {
        var count = Start(demand, network, passed);
        var counts = ImmutableArray.CreateBuilder<FenceCount>(fences.Length);
        foreach (var fence in fences)
        {
            var left = passed.AsSpan(0, count);
            var kept = fence switch
            {
                FenceKind.FacilityOnline => Online(left, network.Map),
                FenceKind.Stock => Stocked(left, stock, wanted),
                FenceKind.Country => demand.Destination is { } place ? SameCountry(left, network.Map, place) : count,
                FenceKind.Preselected => demand.Preselected.IsDefaultOrEmpty ? count : Named(left, network, demand.Preselected, keep: true),
                FenceKind.Blocked => demand.Blocked.IsDefaultOrEmpty ? count : Named(left, network, demand.Blocked, keep: false),
                _ => count,
            };
            counts.Add(new(fence, count - kept));
            count = kept;
        }

        return (count, counts.MoveToImmutable());
    }

    private static int Start(RoutingDemand demand, Network network, int[] passed)
    {
        if (demand.Collect is { } only)
        {
            passed[0] = network.IndexOf(only);
            return passed[0] < 0 ? 0 : 1;
        }

        for (var i = 0; i < network.Facilities.Length; i++)
        {
            passed[i] = i;
        }

        return network.Facilities.Length;
    }

    private static int Online(Span<int> left, NetworkMap map)
    {
        var kept = 0;
        foreach (var facility in left)
        {
            left[kept] = facility;
            kept += map.Online[facility] ? 1 : 0;
        }

        return kept;
    }

    private static int Stocked(Span<int> left, StockTable stock, Wanted wanted)
    {
        var kept = 0;
        foreach (var facility in left)
        {
            left[kept] = facility;
            for (var article = 0; article < wanted.Articles; article++)
            {
                if (stock[article, facility] > 0)
                {
                    kept++;
                    break;
                }
            }
        }

        return kept;
    }

    private static int SameCountry(Span<int> left, NetworkMap map, Place destination)
    {
        var country = map.CountryNumber(destination.Country);
        var kept = 0;
        foreach (var facility in left)
        {
            left[kept] = facility;
            kept += map.Country[facility] == country ? 1 : 0;
        }

        return kept;
    }

    private static int Named(Span<int> left, Network network, ImmutableArray<FacilityId> named, bool keep)
    {
        var numbers = new int[named.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = network.IndexOf(named[i]);
        }

        var kept = 0;
        foreach (var facility in left)
        {
            left[kept] = facility;
            kept += numbers.AsSpan().Contains(facility) == keep ? 1 : 0;
        }

        return kept;
    }
}
