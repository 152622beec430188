using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Lines of a pick job in parts. The order asks for three shirts and two pairs of jeans.</summary>
public sealed class PickLineSplitTests
{
    private static Order Order => TestData.Order();

    private static (decimal Quantity, decimal Picked)[] Parts(Order order) =>
        [.. order.PickJobs[0].Lines[0].Parts.Select(p => (p.Quantity.ToDecimal(), p.Picked.ToDecimal()))];

    private static LineId Part(Order order, int n) => order.PickJobs[0].Lines[0].Parts[n].Id;

    [Fact]
    public void A_line_becomes_its_pieces_and_the_first_keeps_its_id()
    {
        var accepted = Order.Does(Split((TestData.ShirtLine, 2, 0), (TestData.ShirtLine, 1, 0)));
        Assert.Equal(["PickLineDivided"], accepted.Events.Names());
        Assert.Equal([(2, 0), (1, 0)], Parts(accepted.After));
        Assert.Equal(TestData.ShirtLine, Part(accepted.After, 0));
        Assert.Equal(36, Part(accepted.After, 1).Value.Length);
        var job = accepted.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Open, 2, 1), (job.Status, job.Version, accepted.After.Version));
        Assert.Equal((TestData.Of(3), Quantity.Zero, PickLineStatus.Open), (job.Lines[0].Quantity, job.Lines[0].Picked, job.Lines[0].Status));
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void What_the_pieces_leave_is_one_more_part_with_what_was_picked_of_it()
    {
        var picked = Order.Does(Picked((TestData.ShirtLine, 2))).After;
        var accepted = picked.Does(Split((TestData.ShirtLine, 1, 1)));
        Assert.Equal(["PickLineDivided"], accepted.Events.Names());
        Assert.Equal([(1, 1), (2, 1)], Parts(accepted.After));
        Assert.Equal(["PJ-17"], accepted.After.Asks(Split((TestData.ShirtLine, 1, 1))).RefusedBy());
    }

    [Fact]
    public void A_split_tells_what_was_picked_and_begins_the_job()
    {
        var accepted = Order.Does(Split((TestData.ShirtLine, 1, 1), (TestData.ShirtLine, 2, 0)));
        Assert.Equal(["LinePicked", "PickLineDivided"], accepted.Events.Names());
        var job = accepted.After.PickJobs[0];
        var line = job.Lines[0];
        Assert.Equal((PickJobStatus.InProgress, TestData.Of(1), PickLineStatus.InProgress), (job.Status, line.Picked, line.Status));
        Assert.Equal([PickLineStatus.Closed, PickLineStatus.Open], line.Parts.Select(line.StatusOf));
    }

    [Fact]
    public void Several_lines_and_parts_are_split_at_once()
    {
        var once = Order.Does(Split((TestData.ShirtLine, 1, 0))).After;
        var accepted = once.Does(Split((Part(once, 1), 1, 0), (TestData.JeansLine, 1, 0), (Part(once, 1), 1, 1)));
        Assert.Equal(["LinePicked", "PickLineDivided", "PickLineDivided"], accepted.Events.Names());
        Assert.Equal([(1, 0), (1, 0), (1, 1)], Parts(accepted.After));
        Assert.Equal(Part(once, 1), Part(accepted.After, 1));
        Assert.Equal(2, accepted.After.PickJobs[0].Lines[1].Parts.Length);
    }

    [Fact]
    public void A_part_is_picked_by_its_id_and_the_line_is_the_sum()
    {
        var split = Order.Does(Split((TestData.ShirtLine, 2, 0))).After;
        var accepted = split.Does(Picked((TestData.ShirtLine, 2), (Part(split, 1), 1)));
        Assert.Equal(["LinePicked", "PickLineDivided"], accepted.Events.Names());
        var line = accepted.After.PickJobs[0].Lines[0];
        Assert.Equal((TestData.Of(3), PickLineStatus.Closed), (line.Picked, line.Status));
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(Picked((Part(split, 1), 1))));
        Assert.Equal(["PJ-8"], split.Asks(Picked((Part(split, 1), 2))).RefusedBy());
        Assert.Equal(["PJ-9"], split.Asks(Picked((Part(split, 1), 0.5m))).RefusedBy());

        var moved = split.Does(Picked((TestData.ShirtLine, 1))).After.Does(Picked((TestData.ShirtLine, 0), (Part(split, 1), 1)));
        Assert.Equal(["PickLineDivided"], moved.Events.Names());
        Assert.Equal(["PICK_JOB_LINE_DIVIDED"], IntegrationEventMapper.Of(split, moved.After, moved.Events).Select(h => h.Kind));
    }

    [Fact]
    public void Parts_become_one_under_the_id_of_the_first_and_the_last_one_is_the_line()
    {
        var split = Order.Does(Split((TestData.ShirtLine, 1, 1), (TestData.ShirtLine, 1, 0), (TestData.ShirtLine, 1, 1))).After;
        var (second, third) = (Part(split, 1), Part(split, 2));
        var less = split.Does(Merge(third, second));
        Assert.Equal(["PickLineDivided"], less.Events.Names());
        Assert.Equal([(1, 1), (2, 1)], Parts(less.After));
        Assert.Equal(second, Part(less.After, 1));
        Assert.Equal(["PJ-21"], less.After.Asks(Merge(second, third)).RefusedBy());

        var whole = less.After.Does(Merge(second, TestData.ShirtLine));
        Assert.Empty(Parts(whole.After));
        Assert.Equal(TestData.Of(2), whole.After.PickJobs[0].Lines[0].Picked);
        Assert.Equal(["PJ-21"], whole.After.Asks(Merge(TestData.ShirtLine, TestData.ShirtLine)).RefusedBy());
        Assert.Equal(["PJ-21"], split.Asks(Merge(second, second)).RefusedBy());
    }

    [Fact]
    public void A_reset_makes_lines_whole()
    {
        var split = Order.Does(Split((TestData.ShirtLine, 1, 0))).After;
        var accepted = split.Does(Pick(new PickJobAction.Reset()));
        Assert.Empty(Parts(accepted.After));
        Assert.IsType<Decision.NoChange>(accepted.After.Asks(Pick(new PickJobAction.Reset())));
    }

    [Fact]
    public void Closing_hands_over_the_sum()
    {
        var split = Order.Does(Split((TestData.ShirtLine, 1, 1), (TestData.ShirtLine, 2, 1))).After;
        var accepted = split.Does(Pick(new PickJobAction.Close()));
        Assert.Equal(new LineQuantity(TestData.ShirtLine, TestData.Of(2)), Assert.Single(accepted.After.HandoverJobs[0].Lines));
        var line = accepted.After.PickJobs[0].Lines[0];
        Assert.All(line.Parts, p => Assert.Equal(PickLineStatus.Closed, line.StatusOf(p)));
        Assert.Equal(new StockDelta(TestData.Amsterdam, TestData.Shirt, TestData.Of(-3), TestData.Of(-2)), accepted.Effects.Stock[1]);
    }

    [Fact]
    public void Fractions_are_for_what_is_sold_by_measure()
    {
        var line = new Line { Id = new("c"), Article = TestData.Cheese, Properties = new("Cheese", null), Quantity = TestData.Of(0.75m) };
        var cheese = TestData.Order(line);
        Assert.Equal([(0.25m, 0.25m), (0.5m, 0)], Parts(cheese.Does(Split((new("c"), 0.25m, 0.25m))).After));
    }

    [Fact]
    public void The_history_tells_the_parts()
    {
        var accepted = Order.Does(Split((TestData.ShirtLine, 2, 0)));
        var integrationEvent = Assert.Single(IntegrationEventMapper.Of(Order, accepted.After, accepted.Events));
        Assert.Equal(("PICK_JOB_LINE_DIVIDED", TestData.JobId), (integrationEvent.Kind, integrationEvent.Entity!.Value));
        Assert.All(integrationEvent.Differences, d => Assert.Equal(DifferenceArea.Picking, d.Area));
        Assert.Contains(integrationEvent.Differences, d => d.Path.Contains($"/parts/{Part(accepted.After, 1).Value}", StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_with_a_split_is_told_at_once()
    {
        var split = Split((new("other"), 1, 0), (TestData.ShirtLine, 4, -1), (TestData.JeansLine, 0.5m, 1));
        Assert.Equal(["PJ-16", "PJ-17", "PJ-19", "PJ-20"], Order.Asks(split).RefusedBy());
    }
}
