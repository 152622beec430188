using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;
using EventKind = Emend.Core.Diffing.IntegrationEventKind;

namespace Emend.Core.Tests.Decisions;

/// <summary>Split lines of a pick job. The order has three shirts and two pairs of jeans.</summary>
public sealed class PickLineSplitTests
{
    private static Order Order => TestData.Order();

    private static (decimal Quantity, decimal Picked)[] Parts(Order order) =>
        [.. order.PickJobs[0].Lines[0].Parts.Select(p => (p.Quantity.ToDecimal(), p.Picked.ToDecimal()))];

    private static LineId Part(Order order, int n) => order.PickJobs[0].Lines[0].Parts[n].Id;

    [Fact]
    public void A_split_creates_parts_and_the_first_keeps_the_id()
    {
        var accepted = Order.Accept(Split((TestData.ShirtLine, 2, 0), (TestData.ShirtLine, 1, 0)));
        Assert.Equal(["PickLinePartsChanged"], accepted.Events.EventNames());
        Assert.Equal([(2, 0), (1, 0)], Parts(accepted.After));
        Assert.Equal(TestData.ShirtLine, Part(accepted.After, 0));
        Assert.Equal(36, Part(accepted.After, 1).Value.Length);
        var job = accepted.After.PickJobs[0];
        Assert.Equal((PickJobStatus.Open, 2, 1), (job.Status, job.Version, accepted.After.Version));
        Assert.Equal(
            (TestData.Units(3), Quantity.Zero, PickLineStatus.Open), (job.Lines[0].Quantity, job.Lines[0].Picked, job.Lines[0].Status));
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void The_remainder_of_a_split_is_one_more_part_with_its_picked_quantity()
    {
        var picked = Order.Accept(ReportPicked((TestData.ShirtLine, 2))).After;
        var accepted = picked.Accept(Split((TestData.ShirtLine, 1, 1)));
        Assert.Equal(["PickLinePartsChanged"], accepted.Events.EventNames());
        Assert.Equal([(1, 1), (2, 1)], Parts(accepted.After));
        Assert.Equal(["PJ-17"], accepted.After.Decide(Split((TestData.ShirtLine, 1, 1))).ViolatedRuleIds());
    }

    [Fact]
    public void A_split_with_picked_quantities_starts_the_job()
    {
        var accepted = Order.Accept(Split((TestData.ShirtLine, 1, 1), (TestData.ShirtLine, 2, 0)));
        Assert.Equal(["LinePicked", "PickLinePartsChanged"], accepted.Events.EventNames());
        var job = accepted.After.PickJobs[0];
        var line = job.Lines[0];
        Assert.Equal((PickJobStatus.InProgress, TestData.Units(1), PickLineStatus.InProgress), (job.Status, line.Picked, line.Status));
        Assert.Equal([PickLineStatus.Closed, PickLineStatus.Open], line.Parts.Select(line.GetPartStatus));
    }

    [Fact]
    public void Several_lines_and_parts_can_be_split_together()
    {
        var once = Order.Accept(Split((TestData.ShirtLine, 1, 0))).After;
        var accepted = once.Accept(Split((Part(once, 1), 1, 0), (TestData.JeansLine, 1, 0), (Part(once, 1), 1, 1)));
        Assert.Equal(["LinePicked", "PickLinePartsChanged", "PickLinePartsChanged"], accepted.Events.EventNames());
        Assert.Equal([(1, 0), (1, 0), (1, 1)], Parts(accepted.After));
        Assert.Equal(Part(once, 1), Part(accepted.After, 1));
        Assert.Equal(2, accepted.After.PickJobs[0].Lines[1].Parts.Length);
    }

    [Fact]
    public void A_part_is_picked_by_its_id_and_the_line_is_the_sum()
    {
        var split = Order.Accept(Split((TestData.ShirtLine, 2, 0))).After;
        var accepted = split.Accept(ReportPicked((TestData.ShirtLine, 2), (Part(split, 1), 1)));
        Assert.Equal(["LinePicked", "PickLinePartsChanged"], accepted.Events.EventNames());
        var line = accepted.After.PickJobs[0].Lines[0];
        Assert.Equal((TestData.Units(3), PickLineStatus.Closed), (line.Picked, line.Status));
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(ReportPicked((Part(split, 1), 1))));
        Assert.Equal(["PJ-8"], split.Decide(ReportPicked((Part(split, 1), 2))).ViolatedRuleIds());
        Assert.Equal(["PJ-9"], split.Decide(ReportPicked((Part(split, 1), 0.5m))).ViolatedRuleIds());

        var moved = split.Accept(ReportPicked((TestData.ShirtLine, 1))).After
            .Accept(ReportPicked((TestData.ShirtLine, 0), (Part(split, 1), 1)));
        Assert.Equal(["PickLinePartsChanged"], moved.Events.EventNames());
        Assert.Equal([EventKind.PickLinePartsChanged], IntegrationEventMapper.Map(split, moved.After, moved.Events).Select(h => h.Kind));
    }

    [Fact]
    public void Merged_parts_keep_the_first_id_and_the_last_part_is_the_line()
    {
        var split = Order.Accept(Split((TestData.ShirtLine, 1, 1), (TestData.ShirtLine, 1, 0), (TestData.ShirtLine, 1, 1))).After;
        var (second, third) = (Part(split, 1), Part(split, 2));
        var less = split.Accept(Merge(third, second));
        Assert.Equal(["PickLinePartsChanged"], less.Events.EventNames());
        Assert.Equal([(1, 1), (2, 1)], Parts(less.After));
        Assert.Equal(second, Part(less.After, 1));
        Assert.Equal(["PJ-21"], less.After.Decide(Merge(second, third)).ViolatedRuleIds());

        var whole = less.After.Accept(Merge(second, TestData.ShirtLine));
        Assert.Empty(Parts(whole.After));
        Assert.Equal(TestData.Units(2), whole.After.PickJobs[0].Lines[0].Picked);
        Assert.Equal(["PJ-21"], whole.After.Decide(Merge(TestData.ShirtLine, TestData.ShirtLine)).ViolatedRuleIds());
        Assert.Equal(["PJ-21"], split.Decide(Merge(second, second)).ViolatedRuleIds());
    }

    [Fact]
    public void A_reset_removes_all_parts()
    {
        var split = Order.Accept(Split((TestData.ShirtLine, 1, 0))).After;
        var accepted = split.Accept(UpdatePickJob(new PickJobAction.Reset()));
        Assert.Empty(Parts(accepted.After));
        Assert.IsType<Decision.NoChange>(accepted.After.Decide(UpdatePickJob(new PickJobAction.Reset())));
    }

    [Fact]
    public void Closing_hands_over_the_sum_of_the_parts()
    {
        var split = Order.Accept(Split((TestData.ShirtLine, 1, 1), (TestData.ShirtLine, 2, 1))).After;
        var accepted = split.Accept(UpdatePickJob(new PickJobAction.Close()));
        Assert.Equal(new LineQuantity(TestData.ShirtLine, TestData.Units(2)), Assert.Single(accepted.After.HandoverJobs[0].Lines));
        var line = accepted.After.PickJobs[0].Lines[0];
        Assert.All(line.Parts, p => Assert.Equal(PickLineStatus.Closed, line.GetPartStatus(p)));
        Assert.Equal(new StockDelta(TestData.Amsterdam, TestData.Shirt, TestData.Units(-3), TestData.Units(-2)), accepted.Effects.Stock[1]);
    }

    [Fact]
    public void Only_parts_of_articles_sold_by_measure_allow_fractions()
    {
        var line = new Line { Id = new("c"), Article = TestData.Cheese, Properties =
            new("Cheese", null), Quantity = TestData.Units(0.75m) };
        var cheese = TestData.Order(line);
        Assert.Equal([(0.25m, 0.25m), (0.5m, 0)], Parts(cheese.Accept(Split((new("c"), 0.25m, 0.25m))).After));
    }

    [Fact]
    public void The_history_contains_the_parts()
    {
        var accepted = Order.Accept(Split((TestData.ShirtLine, 2, 0)));
        var integrationEvent = Assert.Single(IntegrationEventMapper.Map(Order, accepted.After, accepted.Events));
        Assert.Equal((EventKind.PickLinePartsChanged, TestData.JobId), (integrationEvent.Kind, integrationEvent.Entity!.Value));
        Assert.All(integrationEvent.Differences, d => Assert.Equal(DifferenceArea.Picking, d.Area));
        Assert.Contains(integrationEvent.Differences, d =>
            d.Path.Contains($"/parts/{Part(accepted.After, 1).Value}", StringComparison.Ordinal));
    }

    [Fact]
    public void All_violations_of_a_split_are_reported_together()
    {
        var split = Split((new("other"), 1, 0), (TestData.ShirtLine, 4, -1), (TestData.JeansLine, 0.5m, 1));
        Assert.Equal(["PJ-16", "PJ-17", "PJ-19", "PJ-20"], Order.Decide(split).ViolatedRuleIds());
    }
}
