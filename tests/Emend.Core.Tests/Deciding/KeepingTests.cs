using Emend.Core.Orders;
using Emend.Core.Tests.Rules;

namespace Emend.Core.Tests.Deciding;

/// <summary>When an order ends, and what stays of it.</summary>
public sealed class KeepingTests
{
    [Fact]
    public void An_order_ends_when_nobody_has_work_with_it_and_begins_again_when_somebody_has()
    {
        var order = Given.Order();
        Assert.Null(order.EndedAt);
        var cancelled = order.Evolve(new OrderEvent.Cancelled(new(false, null)), Given.Noon);
        Assert.Equal(Given.Noon, cancelled.EndedAt);
        var returning = cancelled.Evolve(new OrderEvent.ReturnsAsked(Given.Returning(2).ReturnTasks), Given.Noon.AddHours(1));
        Assert.Null(returning.EndedAt);
        var done = returning.Evolve(new OrderEvent.ReturnTaskClosed(Given.TaskId), Given.Noon.AddHours(2));
        Assert.Equal(Given.Noon.AddHours(2), done.EndedAt);
    }

    [Fact]
    public void What_was_sold_stays_and_where_it_went_is_a_region()
    {
        var after = BreakingKeeping.Over.Does(new OrderCommand.Anonymize()).After;
        Assert.Equal(Given.Noon, after.AnonymizedAt);
        Assert.True(after.Personal.IsErased);
        Assert.Equal(after.Revision, after.PersonalRevision);
        Assert.Equal(Sold(BreakingKeeping.Over), Sold(after));
        Assert.Equal(
            new Place("NL", BreakingKeeping.Over.Delivery.Destination!.PostalCode[..2], null), after.Delivery.Destination);
    }

    private static IEnumerable<(ArticleId, Quantity, decimal?)> Sold(Order order) =>
        order.Lines.Select(l => (l.Article, l.Quantity, l.UnitPrice));

    [Fact]
    public void What_was_done_is_not_done_again() =>
        Assert.IsType<Decision.NoChange>(
            BreakingKeeping.Over.Does(new OrderCommand.Anonymize()).After.Asks(new OrderCommand.Anonymize()));

    [Fact]
    public void The_settings_say_when_unless_a_day_was_named()
    {
        var settings = Given.Facts.Settings with { Retention = TimeSpan.FromDays(10), DeletionAfter = TimeSpan.FromDays(5) };
        var ended = BreakingKeeping.Over.EndedAt!.Value;
        Assert.Equal((ended.AddDays(10), ended.AddDays(15)), Dates(BreakingKeeping.Over));
        Assert.Equal((Given.Noon, Given.Noon.AddDays(5)), Dates(BreakingKeeping.Over with { AnonymizeAt = Given.Noon }));
        Assert.Equal((ended.AddDays(10), Given.Noon), Dates(BreakingKeeping.Over with { DeleteAt = Given.Noon }));

        (DateTimeOffset, DateTimeOffset) Dates(Order order) => (order.ToAnonymizeAt(settings), order.ToDeleteAt(settings));
    }

    [Fact]
    public void A_deleted_order_is_nothing_but_its_ids()
    {
        var forgotten = BreakingKeeping.Over with { AnonymizedAt = Given.Noon.AddDays(-300), Personal = Personal.Erased };
        var decision = forgotten.Does(new OrderCommand.Delete());
        var gone = Assert.IsType<OrderEvent.Deleted>(Assert.Single(decision.Events)).Order;
        Assert.Equal((forgotten.Id, null, true), (gone.Id, gone.TenantOrderId, gone.Lines.IsEmpty));
        Assert.Empty(decision.Effects.Stock);
    }
}
