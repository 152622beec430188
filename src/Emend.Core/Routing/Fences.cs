using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Applies the fences, which exclude facilities.</summary>
internal static class Fences
{
    /// <summary>
    /// Writes the indexes of the passing facilities into <paramref name="passed"/>, ascending. Returns their number and the number of
    /// facilities that each fence excluded.
    /// </summary>
    public static (int Count, ImmutableArray<FenceCount> Fences) Apply(
        RoutingContext context, ImmutableArray<FenceKind> fences, int[] passed)
    {
        var count = SelectInitial(context.Demand, context.Network, passed);
        var counts = ImmutableArray.CreateBuilder<FenceCount>(fences.Length);
        foreach (var fence in fences)
        {
            var remaining = ApplyFence(context, fence, passed.AsSpan(0, count));
            counts.Add(new(fence, count - remaining));
            count = remaining;
        }

        return (count, counts.MoveToImmutable());
    }

    /// <summary>Moves the passing facilities to the front and returns their number.</summary>
    private static int ApplyFence(RoutingContext context, FenceKind fence, Span<int> left)
    {
        var (demand, map) = (context.Demand, context.Network.Index);
        return fence switch
        {
            FenceKind.FacilityOnline => KeepOnline(left, map),
            FenceKind.Stock => KeepStocked(left, context.Stock, context.IndexedDemand),
            FenceKind.Country when demand.Destination is { } location => KeepSameCountry(left, map, location),
            FenceKind.Preselected when !demand.Preselected.IsDefaultOrEmpty =>
                FilterByIds(left, context.Network, demand.Preselected, keep: true),
            FenceKind.Blocked when !demand.ExcludedFacilities.IsDefaultOrEmpty =>
                FilterByIds(left, context.Network, demand.ExcludedFacilities, keep: false),
            FenceKind.CompleteStock => KeepCompletelyStocked(left, context.Stock, context.IndexedDemand),
            FenceKind.BusinessType =>
                KeepPassing(left, context, static (f, facility) => FacilityCapabilityChecks.OffersBusinessType(f, facility)),
            FenceKind.Carrier when demand.CollectAt is null =>
                KeepPassing(left, context, static (f, facility) => FacilityCapabilityChecks.IsServedByCarrier(f, facility)),
            FenceKind.PickingTimeCapacity => KeepPassing(left, context, static (f, facility) => f.PickingCapacity.CanStartInTime(facility)),
            FenceKind.SameDay when demand.IsSameDay => KeepPassing(left, context, static (f, facility) =>
                FacilityCapabilityChecks.OffersBusinessType(f, facility) && f.PickingCapacity.CanShipToday(facility)),
            _ => left.Length,
        };
    }

    private static int KeepPassing(Span<int> left, RoutingContext context, Func<RoutingContext, int, bool> passes)
    {
        var remaining = 0;
        foreach (var facility in left)
        {
            left[remaining] = facility;
            remaining += passes(context, facility) ? 1 : 0;
        }

        return remaining;
    }

    private static int SelectInitial(RoutingDemand demand, Network network, int[] passed)
    {
        if (demand.CollectAt is { } only)
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

    private static int KeepOnline(Span<int> left, NetworkIndex map)
    {
        var remaining = 0;
        foreach (var facility in left)
        {
            left[remaining] = facility;
            remaining += map.IsOnline[facility] ? 1 : 0;
        }

        return remaining;
    }

    private static int KeepStocked(Span<int> left, StockTable stock, IndexedDemand demand)
    {
        var remaining = 0;
        foreach (var facility in left)
        {
            left[remaining] = facility;
            for (var article = 0; article < demand.ArticleCount; article++)
            {
                if (stock[article, facility] > 0)
                {
                    remaining++;
                    break;
                }
            }
        }

        return remaining;
    }

    private static int KeepCompletelyStocked(Span<int> left, StockTable stock, IndexedDemand demand)
    {
        for (var article = 0; article < demand.ArticleCount; article++)
        {
            var row = stock.GetRow(article);
            var (need, remaining) = (demand.GetDemand(article), 0);
            foreach (var facility in left)
            {
                left[remaining] = facility;
                remaining += row[facility] >= need ? 1 : 0;
            }

            left = left[..remaining];
        }

        return left.Length;
    }

    private static int KeepSameCountry(Span<int> left, NetworkIndex map, PostalLocation destination)
    {
        var country = map.FindCountry(destination.Country);
        var remaining = 0;
        foreach (var facility in left)
        {
            left[remaining] = facility;
            remaining += map.Country[facility] == country ? 1 : 0;
        }

        return remaining;
    }

    private static int FilterByIds(Span<int> left, Network network, ImmutableArray<FacilityId> named, bool keep)
    {
        var numbers = new int[named.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = network.IndexOf(named[i]);
        }

        var remaining = 0;
        foreach (var facility in left)
        {
            left[remaining] = facility;
            remaining += numbers.AsSpan().Contains(facility) == keep ? 1 : 0;
        }

        return remaining;
    }
}
