using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Routing;

/// <summary>Properties of routes of units that have a facility already. A failure prints the seed to replay it.</summary>
public sealed class PlaceKeeperProperties
{
    private static readonly Gen<RoutingCase> Requested =
        from the in RoutingCase.Any(facilities: 6, lines: 5)
        from quantities in Gen.Choose(0, 12).ArrayOf(5)
        select Continue(the, quantities);

    [Fact]
    public void No_unit_loses_a_facility_that_still_has_it() => Hold(the =>
    {
        var route = the.Route();
        return the.Demand.Lines.All(l =>
            Sum(route.Assignments, l.Line) >= Math.Min(l.Quantity.Thousandths, Sum(the.Demand.Places, l.Line)));
    });

    [Fact]
    public void Kept_and_added_units_never_exceed_the_stock() => Hold(the => the.Route().Assignments
        .GroupBy(a => (a.Facility, ArticleOf(the, a.Line)))
        .All(units => units.Sum(a => a.Quantity.Thousandths) <= Available(the, units.Key.Facility, units.Key.Item2)));

    [Fact]
    public void Every_unit_is_routed_or_unroutable_and_each_facility_has_one_entry_per_line() => Hold(the =>
    {
        var route = the.Route();
        return the.Demand.Lines.All(l => l.Quantity.Thousandths == Sum(route.Assignments, l.Line)
                + route.Unroutable.Where(u => u.Line == l.Line).Sum(u => u.Quantity.Thousandths))
            && route.Assignments.DistinctBy(a => (a.Facility, a.Line)).Count() == route.Assignments.Length;
    });

    // The first route is reserved. Then other quantities are requested.
    private static RoutingCase Continue(RoutingCase the, int[] quantities)
    {
        var placed = the.Route().Assignments;
        var rows = the.Stock.Rows.ToImmutableDictionary(
            r => r.Key, r => r.Value.Select((n, f) => n - Taken(the, placed, r.Key, f)).ToArray());
        return the with
        {
            Stock = the.Stock with { Rows = rows },
            Demand = the.Demand with
            {
                // A bundle stays complete, so its quantities do not change.
                Lines = [.. the.Demand.Lines.Select((l, i) => l.Bundle != 0 ? l : l with { Quantity = Quantity.From(quantities[i]) })],
                OwnReservations = [.. placed.Select(a => new OwnReservation(a.Facility, ArticleOf(the, a.Line), a.Quantity))],
                Places = placed,
            },
        };
    }

    private static long Taken(RoutingCase the, ImmutableArray<Assignment> placed, ArticleId article, int facility) =>
        facility >= the.Facilities.Length ? 0 : placed
            .Where(a => a.Facility == the.Facilities[facility].Id && ArticleOf(the, a.Line) == article)
            .Sum(a => a.Quantity.Thousandths);

    private static long Available(RoutingCase the, FacilityId facility, ArticleId article)
    {
        var index = the.Facilities.IndexOf(the.Facilities.First(f => f.Id == facility));
        var row = the.Stock.Rows.GetValueOrDefault(article) ?? [];
        return (index < row.Length ? row[index] : 0) + the.Demand.OwnReservations
            .Where(o => o.Facility == facility && o.Article == article).Sum(o => o.Quantity.Thousandths);
    }

    private static ArticleId ArticleOf(RoutingCase the, LineId line) => the.Demand.Lines.First(l => l.Line == line).Article;

    private static long Sum(ImmutableArray<Assignment> assignments, LineId line) =>
        assignments.Where(a => a.Line == line).Sum(a => a.Quantity.Thousandths);

    private static void Hold(Func<RoutingCase, bool> property) =>
        Check.One(PropertyConfig.Create(1_500), Prop.ForAll(Requested.ToArbitrary(), property));
}
