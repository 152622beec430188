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
        RoutingContext field, ImmutableArray<FenceKind> fences, int[] passed)
    {
        var count = Start(field.Demand, field.Network, passed);
        var counts = ImmutableArray.CreateBuilder<FenceCount>(fences.Length);
        foreach (var fence in fences)
        {
            var kept = Kept(field, fence, passed.AsSpan(0, count));
            counts.Add(new(fence, count - kept));
            count = kept;
        }

        return (count, counts.MoveToImmutable());
    }

    /// <summary>Moves those that pass to the front and tells how many they are.</summary>
    private static int Kept(RoutingContext field, FenceKind fence, Span<int> left)
    {
        var (demand, map) = (field.Demand, field.Network.Map);
        return fence switch
        {
            FenceKind.FacilityOnline => Online(left, map),
            FenceKind.Stock => Stocked(left, field.Stock, field.Wanted),
            FenceKind.Country when demand.Destination is { } place => SameCountry(left, map, place),
            FenceKind.Preselected when !demand.Preselected.IsDefaultOrEmpty => Named(left, field.Network, demand.Preselected, keep: true),
            FenceKind.Blocked when !demand.Blocked.IsDefaultOrEmpty => Named(left, field.Network, demand.Blocked, keep: false),
            FenceKind.CompleteStock => Complete(left, field.Stock, field.Wanted),
            FenceKind.BusinessType => Passing(left, field, static (f, facility) => FacilityCapabilityChecks.Offers(f, facility)),
            FenceKind.Carrier when demand.Collect is null => Passing(left, field, static (f, facility) => FacilityCapabilityChecks.IsServed(f, facility)),
            FenceKind.PickingTimeCapacity => Passing(left, field, static (f, facility) => f.Room.InTime(facility)),
            FenceKind.SameDay when demand.SameDay => Passing(left, field, static (f, facility) =>
                FacilityCapabilityChecks.Offers(f, facility) && f.Room.Today(facility)),
            _ => left.Length,
        };
    }

    private static int Passing(Span<int> left, RoutingContext field, Func<RoutingContext, int, bool> passes)
    {
        var kept = 0;
        foreach (var facility in left)
        {
            left[kept] = facility;
            kept += passes(field, facility) ? 1 : 0;
        }

        return kept;
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

    private static int Online(Span<int> left, NetworkIndex map)
    {
        var kept = 0;
        foreach (var facility in left)
        {
            left[kept] = facility;
            kept += map.Online[facility] ? 1 : 0;
        }

        return kept;
    }

    private static int Stocked(Span<int> left, StockTable stock, IndexedDemand demand)
    {
        var kept = 0;
        foreach (var facility in left)
        {
            left[kept] = facility;
            for (var article = 0; article < demand.Articles; article++)
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

    private static int Complete(Span<int> left, StockTable stock, IndexedDemand demand)
    {
        for (var article = 0; article < demand.Articles; article++)
        {
            var row = stock.Row(article);
            var (need, kept) = (demand.NeedOf(article), 0);
            foreach (var facility in left)
            {
                left[kept] = facility;
                kept += row[facility] >= need ? 1 : 0;
            }

            left = left[..kept];
        }

        return left.Length;
    }

    private static int SameCountry(Span<int> left, NetworkIndex map, PostalLocation destination)
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
