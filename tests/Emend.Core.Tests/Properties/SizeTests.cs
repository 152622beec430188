using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Properties;

/// <summary>An order does not grow with the number of its modifications.</summary>
public sealed class SizeTests
{
    [Fact]
    public void After_a_thousand_edits_an_order_is_as_large_as_after_ten()
    {
        var (ten, thousand) = (Edited(Given.Order(), 10), Edited(Given.Order(), 1_000));
        Assert.Equal(1_000, thousand.Modifications);
        Assert.Equal(Counts(ten), Counts(thousand));
        Assert.InRange(Text.Of(thousand).Length, 0, Text.Of(ten).Length + 200);
    }

    [Fact]
    public void Nor_does_one_whose_pick_job_is_given_up_again_and_again()
    {
        var order = Given.Order();
        for (var i = 1; i <= 200; i++)
        {
            var job = order.PickJobs[0].Id;
            var one = new PickStep.Picked([new(Given.ShirtLine, Quantity.Of(1))]);
            order = order.Does(new OrderCommand.Pick(job, one, null), At(i)).After;
            order = order.Does(new OrderCommand.Pick(job, new PickStep.Abort(), null), At(i)).After;
        }
        Assert.Equal((1, 1, 2), (order.Plans.Length, order.PickJobs.Length, order.Lines.Length));
        Assert.Equal(Quantity.Of(200), Definitions.Picked(order, order.Lines[0]));
    }

    private static Order Edited(Order order, int times)
    {
        for (var i = 1; i <= times; i++)
        {
            Change change = (i % 5) switch
            {
                0 => new SetLineQuantity(order.Lines[0].Id, Given.Of(4 + (i % 2))),
                1 => Attribute("round", $"{i % 10}"),
                2 => MoveTo(i % 2 == 0 ? Given.Elsewhere : Given.Home with { HouseNumber = $"{i % 10}" }),
                3 => new SetPreferredTime(Given.Noon.AddDays(1 + (i % 9))),
                _ => new SetLineArticle(Given.JeansLine, new($"Jeans {i % 10}", null), null),
            };
            order = order.Does(To(change), At(i)).After;
        }
        return order;
    }

    private static Facts At(int i) =>
        Given.Facts with { Now = Given.Noon.AddSeconds(i), Seed = new IdSeed(Given.Noon.AddSeconds(i), 1, (ulong)i) };

    private static (int Lines, int Plans, int PickJobs, int Predecessors, int Attributes) Counts(Order order) => (
        order.Lines.Length,
        order.Plans.Length,
        order.PickJobs.Length,
        order.Plans.Sum(p => p.Predecessors.Length),
        order.Personal.Attributes.Count);
}
