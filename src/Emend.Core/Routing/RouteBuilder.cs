using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>Builds a route from the placement of items.</summary>
internal sealed class RouteBuilder
{
    private readonly IndexedDemand _demand;
    private readonly int[] _whole;
    private readonly List<(int Line, int Facility, long Units)> _parts = [];

    /// <summary>Creates an empty placement for the facilities.</summary>
    public RouteBuilder(IndexedDemand demand, int[] facilities)
    {
        (_demand, Facilities, _whole) = (demand, facilities, new int[demand.Lines.Length]);
        Array.Fill(_whole, -1);
    }

    /// <summary>The facilities of the route, best first.</summary>
    public int[] Facilities { get; }

    /// <summary>Sum of the placed units.</summary>
    public long Units { get; private set; }

    /// <summary>Places an item at the first facility that can supply it.</summary>
    public void PlaceAtFirstFit(DemandItem item, StockTable stock, ReadOnlySpan<int> facilities)
    {
        foreach (var facility in facilities)
        {
            if (item.FitsAt(stock, facility))
            {
                Place(item, facility);
                return;
            }
        }
    }

    public void Place(DemandItem item, int facility)
    {
        foreach (var line in item.Lines)
        {
            _whole[line] = facility;
        }

        Units += item.Units;
    }

    public void PlacePart(DemandItem item, int facility, long units)
    {
        if (units > 0)
        {
            _parts.Add((item.Lines[0], facility, units));
            Units += units;
        }
    }

    public Route ToRoute(Network network, RoutingLog log)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>(_demand.Lines.Length + _parts.Count);
        var unplaced = ImmutableArray.CreateBuilder<UnroutableUnits>();
        for (var line = 0; line < _demand.Lines.Length; line++)
        {
            var (id, open) = (_demand.Lines[line].Line, _demand.Lines[line].Quantity.Thousandths);
            if (_whole[line] >= 0)
            {
                assignments.Add(new(network.Facilities[_whole[line]].Id, id, new Quantity(open)));
                continue;
            }

            foreach (var part in _parts)
            {
                if (part.Line == line)
                {
                    assignments.Add(new(network.Facilities[part.Facility].Id, id, new Quantity(part.Units)));
                    open -= part.Units;
                }
            }

            if (open > 0)
            {
                unplaced.Add(new(id, new Quantity(open)));
            }
        }

        return new Route(assignments.DrainToImmutable(), unplaced.DrainToImmutable(), log);
    }
}
