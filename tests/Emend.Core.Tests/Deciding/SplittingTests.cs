using Emend.Core.Differences;
using Emend.Core.Orders;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

/// <summary>Lines of a pick job in parts. The order asks for three shirts and two pairs of jeans.</summary>
public sealed class SplittingTests
{
    private static Order Order => Given.Order();

    private static (decimal Quantity, decimal Picked)[] Parts(Order order) =>
        [.. order.PickJobs[0].Lines[0].Parts.Select(p => (p.Quantity.ToDecimal(), p.Picked.ToDecimal()))];

    private static LineId Part(Order order, int n) => order.PickJobs[0].Lines[0].Parts[n].Id;

    [Fact]
    public void A_line_becomes_its_pieces_and_the_first_keeps_its_id()
    {
        var done = Order.Does(Split((Given.ShirtLine, 2, 0), (Given.ShirtLine, 1, 0)));
        Assert.Equal(["PickLineDivided"], done.Events.Names());
        Assert.Equal([(2, 0), (1, 0)], Parts(done.After));
        Assert.Equal(Given.ShirtLine, Part(done.After, 0));
        Assert.Equal(36, Part(done.After, 1).Value.Length);
        var job = done.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Open, 2, 1), (job.Status, job.Version, done.After.Version));
        Assert.Equal((Given.Of(3), Quantity.Zero, PickLineStatus.Open), (job.Lines[0].Quantity, job.Lines[0].Picked, job.Lines[0].Status));
        Assert.Empty(done.Effects.Stock);
    }

    [Fact]
    public void What_the_pieces_leave_is_one_more_part_with_what_was_picked_of_it()
    {
        var picked = Order.Does(Picked((Given.ShirtLine, 2))).After;
        var done = picked.Does(Split((Given.ShirtLine, 1, 1)));
        Assert.Equal(["PickLineDivided"], done.Events.Names());
        Assert.Equal([(1, 1), (2, 1)], Parts(done.After));
        Assert.Equal(["PJ-17"], done.After.Asks(Split((Given.ShirtLine, 1, 1))).RefusedBy());
    }

    [Fact]
    public void A_split_tells_what_was_picked_and_begins_the_job()
    {
        var done = Order.Does(Split((Given.ShirtLine, 1, 1), (Given.ShirtLine, 2, 0)));
        Assert.Equal(["LinePicked", "PickLineDivided"], done.Events.Names());
        var job = done.After.PickJobs[0];
        var line = job.Lines[0];
        Assert.Equal((PickJobStatus.InProgress, Given.Of(1), PickLineStatus.InProgress), (job.Status, line.Picked, line.Status));
        Assert.Equal([PickLineStatus.Closed, PickLineStatus.Open], line.Parts.Select(line.StatusOf));
    }

    [Fact]
    public void Several_lines_and_parts_are_split_at_once()
    {
        var once = Order.Does(Split((Given.ShirtLine, 1, 0))).After;
        var done = once.Does(Split((Part(once, 1), 1, 0), (Given.JeansLine, 1, 0), (Part(once, 1), 1, 1)));
        Assert.Equal(["LinePicked", "PickLineDivided", "PickLineDivided"], done.Events.Names());
        Assert.Equal([(1, 0), (1, 0), (1, 1)], Parts(done.After));
        Assert.Equal(Part(once, 1), Part(done.After, 1));
        Assert.Equal(2, done.After.PickJobs[0].Lines[1].Parts.Length);
    }

    [Fact]
    public void A_part_is_picked_by_its_id_and_the_line_is_the_sum()
    {
        var split = Order.Does(Split((Given.ShirtLine, 2, 0))).After;
        var done = split.Does(Picked((Given.ShirtLine, 2), (Part(split, 1), 1)));
        Assert.Equal(["LinePicked", "PickLineDivided"], done.Events.Names());
        var line = done.After.PickJobs[0].Lines[0];
        Assert.Equal((Given.Of(3), PickLineStatus.Closed), (line.Picked, line.Status));
        Assert.IsType<Decision.NoChange>(done.After.Asks(Picked((Part(split, 1), 1))));
        Assert.Equal(["PJ-8"], split.Asks(Picked((Part(split, 1), 2))).RefusedBy());
        Assert.Equal(["PJ-9"], split.Asks(Picked((Part(split, 1), 0.5m))).RefusedBy());

        var moved = split.Does(Picked((Given.ShirtLine, 1))).After.Does(Picked((Given.ShirtLine, 0), (Part(split, 1), 1)));
        Assert.Equal(["PickLineDivided"], moved.Events.Names());
        Assert.Equal(["PICK_JOB_LINE_DIVIDED"], Happenings.Of(split, moved.After, moved.Events).Select(h => h.Kind));
    }

    [Fact]
    public void Parts_become_one_under_the_id_of_the_first_and_the_last_one_is_the_line()
    {
        var split = Order.Does(Split((Given.ShirtLine, 1, 1), (Given.ShirtLine, 1, 0), (Given.ShirtLine, 1, 1))).After;
        var (second, third) = (Part(split, 1), Part(split, 2));
        var less = split.Does(Merge(third, second));
        Assert.Equal(["PickLineDivided"], less.Events.Names());
        Assert.Equal([(1, 1), (2, 1)], Parts(less.After));
        Assert.Equal(second, Part(less.After, 1));
        Assert.Equal(["PJ-21"], less.After.Asks(Merge(second, third)).RefusedBy());

        var whole = less.After.Does(Merge(second, Given.ShirtLine));
        Assert.Empty(Parts(whole.After));
        Assert.Equal(Given.Of(2), whole.After.PickJobs[0].Lines[0].Picked);
        Assert.Equal(["PJ-21"], whole.After.Asks(Merge(Given.ShirtLine, Given.ShirtLine)).RefusedBy());
        Assert.Equal(["PJ-21"], split.Asks(Merge(second, second)).RefusedBy());
    }

    [Fact]
    public void A_reset_makes_lines_whole()
    {
        var split = Order.Does(Split((Given.ShirtLine, 1, 0))).After;
        var done = split.Does(Pick(new PickStep.Reset()));
        Assert.Empty(Parts(done.After));
        Assert.IsType<Decision.NoChange>(done.After.Asks(Pick(new PickStep.Reset())));
    }

    [Fact]
    public void Closing_hands_over_the_sum()
    {
        var split = Order.Does(Split((Given.ShirtLine, 1, 1), (Given.ShirtLine, 2, 1))).After;
        var done = split.Does(Pick(new PickStep.Close()));
        Assert.Equal(new LineQuantity(Given.ShirtLine, Given.Of(2)), Assert.Single(done.After.HandoverJobs[0].Lines));
        var line = done.After.PickJobs[0].Lines[0];
        Assert.All(line.Parts, p => Assert.Equal(PickLineStatus.Closed, line.StatusOf(p)));
        Assert.Equal(new StockDelta(Given.Amsterdam, Given.Shirt, Given.Of(-3), Given.Of(-2)), done.Effects.Stock[1]);
    }

    [Fact]
    public void Fractions_are_for_what_is_sold_by_measure()
    {
        var line = new Line { Id = new("c"), Article = Given.Cheese, Properties = new("Cheese", null), Quantity = Given.Of(0.75m) };
        var cheese = Given.Order(line);
        Assert.Equal([(0.25m, 0.25m), (0.5m, 0)], Parts(cheese.Does(Split((new("c"), 0.25m, 0.25m))).After));
    }

    [Fact]
    public void The_history_tells_the_parts()
    {
        var done = Order.Does(Split((Given.ShirtLine, 2, 0)));
        var told = Assert.Single(Happenings.Of(Order, done.After, done.Events));
        Assert.Equal(("PICK_JOB_LINE_DIVIDED", Given.JobId), (told.Kind, told.Entity!.Value));
        Assert.All(told.Differences, d => Assert.Equal(Area.Picking, d.Area));
        Assert.Contains(told.Differences, d => d.Path.Contains($"/parts/{Part(done.After, 1).Value}", StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_with_a_split_is_told_at_once()
    {
        var split = Split((new("other"), 1, 0), (Given.ShirtLine, 4, -1), (Given.JeansLine, 0.5m, 1));
        Assert.Equal(["PJ-16", "PJ-17", "PJ-19", "PJ-20"], Order.Asks(split).RefusedBy());
    }
}
