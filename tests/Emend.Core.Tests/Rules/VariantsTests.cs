using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Rules;

public sealed class VariantsTests
{
    private const string Fee = "5 EUR for late changes";

    private static readonly Order Begun =
        Given.Order() with { PickJobs = [Given.Order().PickJobs[0] with { Status = PickJobStatus.InProgress }] };

    [Fact]
    public void A_row_switched_off_is_not_looked_at_and_all_others_are()
    {
        var off = Off("EL-4");
        Assert.Equal(["EL-4"], Begun.Asks(To(Shirts(4))).RefusedBy());
        Assert.IsType<Decision.Accepted>(Begun.Asks(To(Shirts(4)), off));
        Assert.Equal(["AL-5"], Begun.Asks(To(Add(Given.Shoes, 1)), off).RefusedBy());
        Assert.Equal(["IN-7"], Begun.Asks(To(Shirts(2)), off).RefusedBy());
    }

    [Fact]
    public void A_soft_row_is_passed_by_naming_it_and_the_penalty_is_told()
    {
        var facts = Soft("EL-4", null, Fee);
        var refused = Assert.IsType<Decision.Refused>(Begun.Asks(To(Shirts(4)), facts));
        Assert.Equal(new Softness(null, Fee), Assert.Single(refused.Because).Soft);
        Assert.Equal(Given.Of(4), refused.Otherwise!.After.Lines[0].Quantity);

        var passed = Begun.Does(To(Shirts(4)) with { Accept = ["EL-4"] }, facts).Passed;
        Assert.Equal(new Passed("EL-4", null, Fee), Assert.Single(passed));
        Assert.Equal(["EL-4"], Begun.Asks(To(Shirts(4)) with { Accept = ["EL-3"] }, facts).RefusedBy());
    }

    [Fact]
    public void A_soft_row_is_passed_by_whoever_has_the_permission_and_by_nobody_else()
    {
        var facts = Soft("EL-4", Permissions.OrderForceCancel, null);
        Assert.Equal(new Passed("EL-4", Permissions.OrderForceCancel, null), Assert.Single(Begun.Does(To(Shirts(4)), facts).Passed));
        var other = facts with { Actor = Given.Without(Permissions.OrderForceCancel) };
        Assert.Equal(["EL-4"], Begun.Asks(To(Shirts(4)) with { Accept = ["EL-4"] }, other).RefusedBy());
    }

    [Fact]
    public void Where_a_hard_row_fails_too_both_are_told_and_nobody_knows_what_would_be_done()
    {
        var refused = Assert.IsType<Decision.Refused>(Begun.Asks(To(Shirts(4.5m)), Soft("EL-4", null, Fee)));
        Assert.Equal([("EL-4", true), ("EL-8", false)], refused.Because.Select(r => (r.Row, r.Soft is not null)));
        Assert.Null(refused.Otherwise);
    }

    [Fact]
    public void What_was_passed_once_is_told_once()
    {
        var passed = Begun.Does(To(Shirts(4), Jeans(3)) with { Accept = ["EL-4"] }, Soft("EL-4", null, Fee)).Passed;
        Assert.Single(passed);
    }

    [Fact]
    public void A_variant_carries_its_name_its_version_and_its_base()
    {
        var policy = Variants.Build(new("late", "fulfillmenttools", 7, []));
        Assert.Equal(("late", 7, Fulfillmenttools.Policy), (policy.Name, policy.Version, policy.Base));
    }

    [Fact]
    public void All_that_is_wrong_with_a_variant_is_told()
    {
        var problems = Variants.Check(new("Late!", "fulfillmenttools", 1,
        [
            new("EL-44", Stance.Off), new("EL-1", Stance.Off), new("IN-1", Stance.Off), new("RT-1", Stance.Off), new("PJ-5", Stance.Off),
            new("EL-5", Stance.Off), new("EL-4", Stance.Soft), new("EL-4", Stance.On), new("AL-4", Stance.Soft, new("ORDER_RIGHT", " ")),
            new("AL-5", Stance.Off, new(null, Fee)), new("EL-9", Stance.On), new("UN-1", Stance.Off),
        ]));
        Assert.Equal(
            [
                (VariantFault.BadName, null), (VariantFault.UnknownRow, 0), (VariantFault.FixedRow, 1), (VariantFault.FixedRow, 2),
                (VariantFault.FixedRow, 3), (VariantFault.FixedRow, 4), (VariantFault.FixedRow, 5), (VariantFault.NoWayThrough, 6),
                (VariantFault.NamedTwice, 7), (VariantFault.UnknownPermission, 8), (VariantFault.BadPenalty, 8),
                (VariantFault.NoWayThrough, 9), (VariantFault.FixedRow, 11),
            ],
            problems.Select(p => (p.Fault, p.Row)));
        Assert.Equal(VariantFault.UnknownBase, Assert.Single(Variants.Check(new("late", "vtecks", 1, []))).Fault);
        Assert.Equal(VariantFault.BadName, Assert.Single(Variants.Check(new("fulfillmenttools", "fulfillmenttools", 1, []))).Fault);
    }

    private static Facts Off(string row) => With(new(row, Stance.Off));

    private static Facts Soft(string row, string? permission, string? penalty) => With(new(row, Stance.Soft, new(permission, penalty)));

    private static Facts With(RowChoice choice)
    {
        var variant = new Variant("late", "fulfillmenttools", 1, [choice]);
        Assert.Empty(Variants.Check(variant));
        return Given.Facts with { Policy = Variants.Build(variant) };
    }
}
