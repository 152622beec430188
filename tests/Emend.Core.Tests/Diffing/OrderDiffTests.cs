using Emend.Core.Changes;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Diffing;

public sealed class OrderDiffTests
{
    private static readonly Order Order = TestData.Order();

    [Fact]
    public void An_order_has_no_difference_to_itself()
    {
        Assert.Empty(OrderDiff.Between(Order, Order with { Revision = 9, Version = 9, LastEventAt = TestData.Noon }));
        Assert.Empty(OrderDiff.Between(null, Order));
    }

    [Fact]
    public void A_quantity_difference_names_its_line()
    {
        var descriptions = Describe(Order.Accept(Shirts(1)).After, DifferenceArea.Lines);
        Assert.Equal(["/lines/line-shirt/quantity Changed 3 1 | quantity of SHIRT"], descriptions);
    }

    [Fact]
    public void An_added_line_is_one_difference_with_all_fields()
    {
        var after = Order.Accept(Add(TestData.Shoes, 2)).After;
        var line = after.Lines[^1].Id.Value;
        Assert.Equal(
            [$$"""/lines/{{line}} Added  {"article":"SHOES","title":"SHOES","quantity":2,"unitPrice":80} | SHOES"""],
            Describe(after, DifferenceArea.Lines));
        Assert.Equal(
            ["""/lines/line-shirt Removed {"article":"SHIRT","title":"SHIRT","quantity":3,"unitPrice":10}  | SHIRT"""],
            Describe(Order.Accept(Shirts(0)).After, DifferenceArea.Lines));
    }

    [Fact]
    public void An_address_is_compared_field_by_field() => Assert.Equal(
        [
            """/consumer/addresses/0/street Changed "Keizersgracht" "Oudegracht" | street of address 1""",
            """/consumer/addresses/0/postalCode Changed "1015 CN" "3511 AB" | postal code of address 1""",
            """/consumer/addresses/0/city Changed "Amsterdam" "Utrecht" | city of address 1""",
        ],
        Describe(Order.Accept(SetAddresses(TestData.OtherAddress)).After, DifferenceArea.Customer));

    [Fact]
    public void An_added_address_is_one_difference() => Assert.Equal(
        ["/consumer/addresses/1"], Between(Order.Accept(SetAddresses(TestData.Home, TestData.OtherAddress)).After, DifferenceArea.Customer)
            .Select(d => d.Path));

    [Fact]
    public void Attributes_and_the_preferred_time_can_be_added_and_removed()
    {
        var after = Order.Accept(SetAttribute("a/b~c", "{\"x\":1}"), new SetPreferredTime(TestData.Noon)).After;
        Assert.Equal(["""/attributes/a~1b~0c Added  {"x":1} | attribute a/b~c"""], Describe(after, DifferenceArea.Attributes));
        Assert.Equal(
            ["""/delivery/preferredTime Added  "2026-03-02T12:00:00Z" | preferred time"""], Describe(after, DifferenceArea.Delivery));
        Assert.Equal([DifferenceKind.Removed], OrderDiff.Between(after, Order)
            .Where(d => d.Area is DifferenceArea.Delivery).Select(d => d.Kind));
    }

    [Fact]
    public void Picking_differences_name_the_pick_job() => Assert.Equal(
        [
            """/pickJobs/job-1/status Changed "open" "inProgress" | status of pick job""",
            "/pickJobs/job-1/lines/line-shirt/picked Changed 0 1 | picked quantity of SHIRT of pick job",
            """/pickJobs/job-1/lines/line-shirt/status Changed "open" "inProgress" | status of SHIRT of pick job""",
        ],
        Describe(Order.Accept(ReportPicked((TestData.ShirtLine, 1))).After, DifferenceArea.Picking));

    [Fact]
    public void Erased_personal_data_is_reported_as_erased()
    {
        var accepted = Order.Accept(SetEmail("b@example.org"), SetAttribute("gift", "1"));
        var erased = accepted.After with { PersonalData = PersonalData.Erased };
        var named = OrderDiff.Between(Order, erased, accepted.Events).Where(d => d.IsErased).ToList();
        Assert.Equal(["/consumer/email", "/attributes/gift"], named.Select(d => d.Path));
        Assert.All(named, d => Assert.Null(d.Before ?? d.After));
        Assert.Contains(
            OrderDiff.Between(Order with { PersonalData = PersonalData.Erased }, accepted.After), d =>
                d is { Path: "/consumer", IsErased: true });
    }

    [Fact]
    public void Paths_overlap_if_one_equals_or_contains_the_other()
    {
        Assert.True(OrderDiff.PathsOverlap("/lines/a", "/lines/a/quantity"));
        Assert.True(OrderDiff.PathsOverlap("/lines/a/quantity", "/lines/a/quantity"));
        Assert.False(OrderDiff.PathsOverlap("/lines/a", "/lines/ab"));
        Assert.False(OrderDiff.PathsOverlap("/lines/a/quantity", "/lines/a/title"));
    }

    private static IEnumerable<FieldDifference> Between(Order after, DifferenceArea differenceArea) =>
        OrderDiff.Between(Order, after).Where(d => d.Area == differenceArea);

    private static IEnumerable<string> Describe(Order after, DifferenceArea differenceArea) =>
        Between(after, differenceArea).Select(d => $"{d.Path} {d.Kind} {d.Before} {d.After} | {d.Description}");
}
