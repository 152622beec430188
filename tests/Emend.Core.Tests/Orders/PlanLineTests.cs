using Emend.Core.Orders;

namespace Emend.Core.Tests.Orders;

/// <summary>The numbers of a plan line are: quantity, reserved, stock reduced, stock kept.</summary>
public sealed class PlanLineTests
{
    [Theory]
    [InlineData("5 5 0 0", true, "5 0 5 0")]
    [InlineData("5 3 1 0", true, "5 0 4 0")]
    [InlineData("5 3 0 1", false, "5 0 0 4")]
    public void A_removed_reservation_reduces_or_keeps_the_stock(string line, bool reducesStock, string expected) =>
        Assert.Equal(expected, Print(Parse(line).WithoutReservation(reducesStock)));

    [Theory]
    [InlineData("5 5 0 0", 2, true, "7 7 0 0")]
    [InlineData("5 3 1 0", 2, true, "7 5 1 1")]
    [InlineData("5 0 2 1", 1, true, "6 1 2 3")]
    [InlineData("5 0 0 0", 2, false, "7 0 0 0")]
    [InlineData("5 3 1 0", 2, false, "7 3 1 3")]
    [InlineData("5 0 2 1", 1, false, "6 0 2 4")]
    public void Added_units_without_a_reservation_keep_the_stock_if_others_are_counted(
        string line, int added, bool reserves, string expected) =>
        Assert.Equal(expected, Print(Parse(line).WithUnits(Quantity.From(added), reserves)));

    [Theory]
    [InlineData("5 3 0 0", 2, "3 1 0 0")]
    [InlineData("5 2 1 2", 3, "2 0 0 2")]
    [InlineData("6 2 2 2", 1, "5 1 2 2")]
    [InlineData("6 2 2 2", 5, "1 0 0 1")]
    [InlineData("6 1 3 1", 2, "4 0 3 1")]
    [InlineData("6 1 3 1", 4, "2 0 1 1")]
    public void Removed_units_end_their_reservation_first(string line, int removed, string expected) =>
        Assert.Equal(expected, Print(Parse(line).WithoutUnits(Quantity.From(removed))));

    [Theory]
    [InlineData("5 0 2 2", 1, "1 0 1 0")]
    [InlineData("5 0 2 2", 2, "2 0 2 0")]
    [InlineData("5 0 2 2", 3, "3 0 2 0")]
    [InlineData("5 0 2 2", 4, "4 0 2 1")]
    public void Found_units_are_counted_before_those_whose_stock_is_kept(string line, int found, string expected) =>
        Assert.Equal(expected, Print(Parse(line).WithFoundQuantity(Quantity.From(found))));

    [Theory]
    [InlineData("5 0 2 2", 2, 2, 0)]
    [InlineData("5 0 2 2", 3, 3, 1)]
    [InlineData("5 0 2 2", 5, 3, 1)]
    public void Picks_reduce_the_stock_that_is_counted_and_not_yet_reduced(string line, int picked, int counted, int toReduce)
    {
        var plan = Parse(line);
        Assert.Equal(Quantity.From(counted), plan.GetCountedPicks(Quantity.From(picked)));
        Assert.Equal(Quantity.From(toReduce), plan.GetStockToReduce(Quantity.From(counted)));
    }

    [Fact]
    public void A_split_line_that_keeps_one_part_is_no_longer_split()
    {
        PickLinePart[] parts = [new(TestData.ShirtLine, Quantity.From(2), default), new(new("part-2"), Quantity.From(1), default)];
        var line = new PickLine(TestData.ShirtLine, Quantity.From(3), default, PickLineStatus.Open) { Parts = [.. parts] };
        Assert.Equal(2, line.WithQuantity(Quantity.From(4)).Parts.Length);
        var shorter = line.WithQuantity(Quantity.From(2));
        Assert.Equal((Quantity.From(2), 0), (shorter.Quantity, shorter.Parts.Length));
    }

    private static PlanLine Parse(string text)
    {
        var numbers = text.Split(' ').Select(n => Quantity.From(int.Parse(n, System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        return new(TestData.ShirtLine, numbers[0], numbers[1]) { StockReduced = numbers[2], StockKept = numbers[3] };
    }

    private static string Print(PlanLine line) => $"{line.Quantity} {line.Reserved} {line.StockReduced} {line.StockKept}";
}
