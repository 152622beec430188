using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Tests.Rules;

namespace Emend.Core.Tests.Decisions;

/// <summary>End, anonymization and deletion of orders.</summary>
public sealed class RetentionTests
{
    [Fact]
    public void An_order_ends_without_open_work_and_reopens_with_new_work()
    {
        var order = TestData.Order();
        Assert.Null(order.EndedAt);
        var canceled = order.Evolve(new OrderEvent.Canceled(new(false, null)), TestData.Noon);
        Assert.Equal(TestData.Noon, canceled.EndedAt);
        var returning =
            canceled.Evolve(new OrderEvent.ReturnTasksCreated(TestData.OrderWithReturnTask(2).ReturnTasks), TestData.Noon.AddHours(1));
        Assert.Null(returning.EndedAt);
        var done = returning.Evolve(new OrderEvent.ReturnTaskClosed(TestData.TaskId), TestData.Noon.AddHours(2));
        Assert.Equal(TestData.Noon.AddHours(2), done.EndedAt);
    }

    [Fact]
    public void Anonymization_keeps_sales_data_and_the_region()
    {
        var after = RetentionViolationScenarios.Ended.Accept(new OrderCommand.Anonymize()).After;
        Assert.Equal(TestData.Noon, after.AnonymizedAt);
        Assert.True(after.PersonalData.IsErased);
        Assert.Equal(after.Revision, after.PersonalRevision);
        Assert.Equal(GetSales(RetentionViolationScenarios.Ended), GetSales(after));
        Assert.Equal(
            new PostalLocation("NL", RetentionViolationScenarios.Ended.Delivery.Destination!.PostalCode[..2], null),
                after.Delivery.Destination);
    }

    private static IEnumerable<(ArticleId, Quantity, decimal?)> GetSales(Order order) =>
        order.Lines.Select(l => (l.Article, l.Quantity, l.UnitPrice));

    [Fact]
    public void An_anonymized_order_is_not_anonymized_again() =>
        Assert.IsType<Decision.NoChange>(
            RetentionViolationScenarios.Ended.Accept(new OrderCommand.Anonymize()).After.Decide(new OrderCommand.Anonymize()));

    [Fact]
    public void The_settings_apply_unless_a_date_is_set()
    {
        var settings = TestData.Context.Settings with { Retention = TimeSpan.FromDays(10), DeletionAfter = TimeSpan.FromDays(5) };
        var ended = RetentionViolationScenarios.Ended.EndedAt!.Value;
        Assert.Equal((ended.AddDays(10), ended.AddDays(15)), Dates(RetentionViolationScenarios.Ended));
        Assert.Equal(
            (TestData.Noon, TestData.Noon.AddDays(5)), Dates(RetentionViolationScenarios.Ended with { AnonymizeAt = TestData.Noon }));
        Assert.Equal((ended.AddDays(10), TestData.Noon), Dates(RetentionViolationScenarios.Ended with { DeleteAt = TestData.Noon }));

        (DateTimeOffset, DateTimeOffset) Dates(Order order) => (order.GetAnonymizationTime(settings), order.GetDeletionTime(settings));
    }

    [Fact]
    public void A_deleted_order_keeps_only_its_ids()
    {
        var anonymized =
            RetentionViolationScenarios.Ended with { AnonymizedAt = TestData.Noon.AddDays(-300), PersonalData = PersonalData.Erased };
        var decision = anonymized.Accept(new OrderCommand.Delete());
        var handedOver = Assert.IsType<OrderEvent.Deleted>(Assert.Single(decision.Events)).Order;
        Assert.Equal((anonymized.Id, null, true), (handedOver.Id, handedOver.TenantOrderId, handedOver.Lines.IsEmpty));
        Assert.Empty(decision.Effects.Stock);
    }
}
