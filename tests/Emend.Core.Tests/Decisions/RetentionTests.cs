using Emend.Core.Orders;
using Emend.Core.Tests.Rules;

namespace Emend.Core.Tests.Decisions;

/// <summary>When an order ends, and what stays of it.</summary>
public sealed class RetentionTests
{
    [Fact]
    public void An_order_ends_when_nobody_has_work_with_it_and_begins_again_when_somebody_has()
    {
        var order = TestData.Order();
        Assert.Null(order.EndedAt);
        var cancelled = order.Evolve(new OrderEvent.Canceled(new(false, null)), TestData.Noon);
        Assert.Equal(TestData.Noon, cancelled.EndedAt);
        var returning = cancelled.Evolve(new OrderEvent.ReturnTasksCreated(TestData.Returning(2).ReturnTasks), TestData.Noon.AddHours(1));
        Assert.Null(returning.EndedAt);
        var done = returning.Evolve(new OrderEvent.ReturnTaskClosed(TestData.TaskId), TestData.Noon.AddHours(2));
        Assert.Equal(TestData.Noon.AddHours(2), done.EndedAt);
    }

    [Fact]
    public void What_was_sold_stays_and_where_it_went_is_a_region()
    {
        var after = RetentionViolationScenarios.Over.Does(new OrderCommand.Anonymize()).After;
        Assert.Equal(TestData.Noon, after.AnonymizedAt);
        Assert.True(after.PersonalData.IsErased);
        Assert.Equal(after.Revision, after.PersonalRevision);
        Assert.Equal(Sold(RetentionViolationScenarios.Over), Sold(after));
        Assert.Equal(
            new PostalLocation("NL", RetentionViolationScenarios.Over.Delivery.Destination!.PostalCode[..2], null), after.Delivery.Destination);
    }

    private static IEnumerable<(ArticleId, Quantity, decimal?)> Sold(Order order) =>
        order.Lines.Select(l => (l.Article, l.Quantity, l.UnitPrice));

    [Fact]
    public void What_was_done_is_not_done_again() =>
        Assert.IsType<Decision.NoChange>(
            RetentionViolationScenarios.Over.Does(new OrderCommand.Anonymize()).After.Asks(new OrderCommand.Anonymize()));

    [Fact]
    public void The_settings_say_when_unless_a_day_was_named()
    {
        var settings = TestData.Context.Settings with { Retention = TimeSpan.FromDays(10), DeletionAfter = TimeSpan.FromDays(5) };
        var ended = RetentionViolationScenarios.Over.EndedAt!.Value;
        Assert.Equal((ended.AddDays(10), ended.AddDays(15)), Dates(RetentionViolationScenarios.Over));
        Assert.Equal((TestData.Noon, TestData.Noon.AddDays(5)), Dates(RetentionViolationScenarios.Over with { AnonymizeAt = TestData.Noon }));
        Assert.Equal((ended.AddDays(10), TestData.Noon), Dates(RetentionViolationScenarios.Over with { DeleteAt = TestData.Noon }));

        (DateTimeOffset, DateTimeOffset) Dates(Order order) => (order.ToAnonymizeAt(settings), order.ToDeleteAt(settings));
    }

    [Fact]
    public void A_deleted_order_is_nothing_but_its_ids()
    {
        var forgotten = RetentionViolationScenarios.Over with { AnonymizedAt = TestData.Noon.AddDays(-300), PersonalData = PersonalData.Erased };
        var decision = forgotten.Does(new OrderCommand.Delete());
        var gone = Assert.IsType<OrderEvent.Deleted>(Assert.Single(decision.Events)).Order;
        Assert.Equal((forgotten.Id, null, true), (gone.Id, gone.TenantOrderId, gone.Lines.IsEmpty));
        Assert.Empty(decision.Effects.Stock);
    }
}
