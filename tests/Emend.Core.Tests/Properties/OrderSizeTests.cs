using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Properties;

/// <summary>An order does not grow with the number of its modifications.</summary>
public sealed class OrderSizeTests
{
    [Fact]
    public void An_order_is_as_large_after_a_thousand_edits_as_after_ten()
    {
        var (ten, thousand) = (Edited(TestData.Order(), 10), Edited(TestData.Order(), 1_000));
        Assert.Equal(1_000, thousand.Modifications);
        Assert.Equal(Counts(ten), Counts(thousand));
        Assert.InRange(ValuePrinter.Print(thousand).Length, 0, ValuePrinter.Print(ten).Length + 200);
    }

    [Fact]
    public void An_order_does_not_grow_with_repeatedly_aborted_pick_jobs()
    {
        var order = TestData.Order();
        for (var i = 1; i <= 200; i++)
        {
            var job = order.PickJobs[0].Id;
            var one = new PickJobAction.Pick([new(TestData.ShirtLine, Quantity.From(1))]);
            order = order.Accept(new OrderCommand.UpdatePickJob(job, one, null), At(i)).After;
            order = order.Accept(new OrderCommand.UpdatePickJob(job, new PickJobAction.Abort(), null), At(i)).After;
            order = order with { ExcludedFacilities = [] };
        }
        Assert.Equal((1, 1, 2), (order.Plans.Length, order.PickJobs.Length, order.Lines.Length));
        Assert.Equal(Quantity.From(200), OrderPredicates.GetPickedQuantity(order, order.Lines[0]));
    }

    private static Order Edited(Order order, int times)
    {
        for (var i = 1; i <= times; i++)
        {
            Change change = (i % 5) switch
            {
                0 => new SetLineQuantity(order.Lines[0].Id, TestData.Units(4 + (i % 2))),
                1 => SetAttribute("round", $"{i % 10}"),
                2 => SetAddresses(i % 2 == 0 ? TestData.OtherAddress : TestData.Home with { HouseNumber = $"{i % 10}" }),
                3 => new SetPreferredTime(TestData.Noon.AddDays(1 + (i % 9))),
                _ => new SetLineArticle(TestData.JeansLine, new($"Jeans {i % 10}", null), null),
            };
            order = order.Accept(Modify(change), At(i)).After;
        }
        return order;
    }

    private static DecisionContext At(int i) =>
        TestData.Context with { Now = TestData.Noon.AddSeconds(i), Seed = new IdSeed(TestData.Noon.AddSeconds(i), 1, (ulong)i) };

    private static (int Lines, int Plans, int PickJobs, int Predecessors, int Attributes) Counts(Order order) => (
        order.Lines.Length,
        order.Plans.Length,
        order.PickJobs.Length,
        order.Plans.Sum(p => p.Predecessors.Length),
        order.PersonalData.Attributes.Count);
}
