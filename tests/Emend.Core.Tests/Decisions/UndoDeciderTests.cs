using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class UndoDeciderTests
{
    private static readonly Order Order = TestData.Order();

    [Fact]
    public void Every_changed_field_can_be_restored()
    {
        var done = Order.Accept(
            Shirts(5), new SetLineArticle(TestData.JeansLine, new("Blue", new("{}")), null),
                SetAttribute("gift", "1"), SetEmail("b@example.org"),
            new SetLineAttributes(TestData.ShirtLine, Attributes("size", "1")),
                new SetPreferredTime(TestData.Noon), SetAddresses(TestData.OtherAddress),
            Add(TestData.Shoes, 1)).After;
        var undone = ApplyUndo(done, Order, done);
        Assert.Equal(Order.Lines.Select(GetRequested), undone.After.Lines.Select(GetRequested));
        Assert.DoesNotContain(
            OrderDiff.Between(Order, undone.After), d =>
                d.Area is DifferenceArea.Lines or DifferenceArea.Customer or DifferenceArea.Attributes or DifferenceArea.Delivery);
        Assert.Null(undone.After.Delivery.PreferredTime);
        Assert.Empty(undone.UnrestoredFields);
        Assert.Equal(3, undone.After.Version);
        Assert.Contains(new OrderEvent.ModificationUndone(2), undone.Events);
    }

    [Fact]
    public void A_removed_line_is_restored_as_a_new_line_at_the_current_price()
    {
        var before = TestData.Order(TestData.Shirts(3) with { UnitPrice = 7m }, TestData.SomeJeans(2));
        var after = before.Accept(Shirts(0)).After;
        var undone = ApplyUndo(after, before, after);
        var line = Assert.Single(undone.After.Lines, l => l.Article == TestData.Shirt);
        Assert.NotEqual(TestData.ShirtLine, line.Id);
        Assert.Equal(Quantity.From(3), line.Quantity);
        Assert.Equal(
            [("/lines/line-shirt", NotRestoredReason.Recreated), ("/lines/line-shirt/unitPrice", NotRestoredReason.PriceChanged)],
            undone.UnrestoredFields.Select(n => (n.Path, n.Reason)));
        Assert.IsType<Decision.NoChange>(undone.After.Decide(Undo(before, after)));
    }

    [Fact]
    public void An_undo_of_an_undo_restores_the_modification()
    {
        var after = Order.Accept(Shirts(0), SetEmail("b@example.org")).After;
        var undone = ApplyUndo(after, Order, after).After;
        var again = ApplyUndo(undone, after, undone).After;
        Assert.Equal(after.Lines.Select(GetRequested), again.Lines.Select(GetRequested));
        Assert.Equal("b@example.org", again.PersonalData.Consumer.Email);
    }

    [Fact]
    public void Later_changes_remain_and_are_reported()
    {
        var after = Order.Accept(Shirts(5), SetEmail("b@example.org")).After;
        var currentOrder = after.Accept(SetEmail("c@example.org")).After;
        var undone = ApplyUndo(currentOrder, Order, after);
        Assert.Equal(Quantity.From(3), undone.After.Lines[0].Quantity);
        Assert.Equal("c@example.org", undone.After.PersonalData.Consumer.Email);
        var left = Assert.Single(undone.UnrestoredFields);
        Assert.Equal(("/consumer/email", NotRestoredReason.ChangedSince, "\"a@example.org\"", "\"c@example.org\""),
            (left.Path, left.Reason, left.Original?.Raw, left.Current?.Raw));
    }

    [Fact]
    public void Fields_protected_by_current_rules_remain_and_name_the_rule()
    {
        var after = Order.Accept(Shirts(5), SetEmail("b@example.org")).After;
        var currentOrder = after with { PickJobs = [after.PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        var undone = ApplyUndo(currentOrder, Order, after);
        Assert.Equal(("a@example.org", Quantity.From(5)), (undone.After.PersonalData.Consumer.Email, undone.After.Lines[0].Quantity));
        var left = Assert.Single(undone.UnrestoredFields);
        Assert.Equal(("/lines/line-shirt/quantity", "EL-4"), (left.Path, left.Violations.Single().RuleId));
        Assert.Equal(["EL-4"], currentOrder.Decide(Undo(Order, after) with { AllOrNothing = true }).ViolatedRuleIds());
    }

    [Fact]
    public void An_undo_that_restores_nothing_is_rejected_with_reasons()
    {
        var after = Order.Accept(Shirts(5)).After;
        Assert.Equal(["IN-1"], (after with { IsCanceled = true }).Decide(Undo(Order, after)).ViolatedRuleIds());
        Assert.Equal(["EL-4"], (after with { PickJobs = [after.PickJobs[0] with { Status = PickJobStatus.Closed }] })
            .Decide(Undo(Order, after)).ViolatedRuleIds());
        var rejected = Assert.IsType<Decision.Rejected>(after.Accept(Shirts(4)).After.Decide(Undo(Order, after)));
        Assert.Equal(
            ("UN-1", NotRestoredReason.ChangedSince), (rejected.Violations.Single().RuleId, rejected.UnrestoredFields.Single().Reason));
    }

    [Fact]
    public void The_decision_records_the_rules_of_the_undo()
    {
        var after = Order.Accept(Shirts(5)).After;

        Assert.Contains("UN-1", ApplyUndo(after, Order, after).CheckedRules);
        Assert.DoesNotContain("UN-2", ApplyUndo(after, Order, after).CheckedRules);
        var whole = after.Accept(Undo(Order, after) with { AllOrNothing = true });
        Assert.Equal(["UN-1", "UN-2"], whole.CheckedRules.Where(id => id.StartsWith("UN-", StringComparison.Ordinal)));
        Assert.Contains("EL-4", whole.CheckedRules);
    }

    [Fact]
    public void A_change_is_left_out_by_the_rules_that_guard_it_after_the_changes_before_it()
    {
        var after = Order.Accept(Shirts(5), SetEmail("b@example.org")).After;
        var policy = new Policy("steps", 1, [
            new("first", []),
            new("next", [new("N-1", RuleKind.State, RuleScope.OnOrder, "never", _ => false, "Nothing.")])])
        {
            ActionsOf = (_, order) =>
                order.Lines[0].Quantity == after.Lines[0].Quantity && order.PersonalData == after.PersonalData ? ["first"] : ["next"],
        };

        var undone = Assert.IsType<Decision.Accepted>(after.Decide(Undo(Order, after), TestData.Context with { Policy = policy }));

        Assert.Equal("N-1", Assert.Single(Assert.Single(undone.UnrestoredFields).Violations).RuleId);
    }

    [Fact]
    public void Permissions_precede_the_version_and_the_version_precedes_rules()
    {
        var after = Order.Accept(Shirts(5)).After;
        var undo = Undo(Order, after) with { Revision = 1 };
        Assert.True(Assert.IsType<Decision.Rejected>(
            after.Decide(undo, TestData.Context with { Actor = TestData.ActorWithout(Permissions.OrderWrite) })).IsForbidden);
        Assert.Equal(new Decision.VersionConflict(2, 1), after.Decide(undo));
    }

    [Fact]
    public void Erased_personal_data_is_not_restored_and_is_reported()
    {
        var after = Order.Accept(Shirts(5), SetEmail("b@example.org")).After;
        var undone = ApplyUndo(after, Order with { PersonalData = PersonalData.Erased }, after with { PersonalData = PersonalData.Erased });
        Assert.Equal(("/consumer", NotRestoredReason.Erased), undone.UnrestoredFields.Select(n => (n.Path, n.Reason)).Single());
        Assert.Equal(Quantity.From(3), undone.After.Lines[0].Quantity);
    }

    [Fact]
    public void Refused_and_returned_units_that_a_lower_quantity_removed_are_reported()
    {
        var refused = TestData.PickedOrder()
            .Accept(UpdateHandoverJob(new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerRejects))).After;
        var task = refused.ReturnTasks[0];
        var one = new ReturnTaskAction.Restock([new(TestData.ShirtLine, TestData.Units(1))]);
        var lines = new ReturnTaskAction.Restock([.. task.Lines.Select(l => new LineQuantity(l.Line, l.Quantity))]);
        foreach (var reports in (ReturnTaskAction[][])[[lines], [one, new ReturnTaskAction.Close()]])
        {
            var before = reports.Aggregate(refused, (o, r) => o.Accept(new OrderCommand.UpdateReturnTask(task.Id, r, null)).After);
            var after = before.Accept(Shirts(1)).After;
            var changed = OrderDiff.Between(before, after).Where(d => d.Area is DifferenceArea.Lines).Select(d => d.Path)
                .Where(p => p != "/lines/line-shirt/quantity").Order(StringComparer.Ordinal);
            Assert.NotEmpty(changed);
            Assert.Equal(changed, ApplyUndo(after, before, after).UnrestoredFields.Select(n => n.Path).Order(StringComparer.Ordinal));
        }
    }

    private static (ArticleId, ArticleProperties, Quantity) GetRequested(Line line) => (line.Article, line.Properties, line.Quantity);

    private static OrderCommand.Undo Undo(Order before, Order after) =>
        new(new(after.Revision, before, after), null, UnroutableBehavior.Accept);

    private static Decision.Accepted ApplyUndo(Order currentOrder, Order before, Order after) => currentOrder.Accept(Undo(before, after));
}
