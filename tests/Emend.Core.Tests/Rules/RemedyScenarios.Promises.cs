using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.Core.Tests.Rules;

// Remedies for promised orders and for retention.
internal static partial class RemedyScenarios
{
    private static Dictionary<string, RemedyScenario> Promises => new()
    {
        ["UL-2 confirm"] = new(TestData.PromisedOrder(), Unlock) { Then = _ => Confirm },
        ["CP-2 unlock"] = new(TestData.LockedOrder(), Confirm) { Then = _ => Unlock },
        ["CP-3 new order"] = new(Expired, Confirm) { Then = _ => Place },
        ["CP-4 other number"] = new(TestData.PromisedOrder(), Confirm)
            { Context = Context with { IsTenantOrderIdTaken = true }, ContextThen = Context },
        ["EP-3 new order"] = new(Expired, Fulfill(new FulfillmentAction.ExtendPromise(null))) { Then = _ => Place },
        ["XP-3 cancel"] = new(TestData.LockedOrder(), new OrderCommand.ExpirePromise()) { Then = _ => Cancel },
        ["XP-4 wait"] = new(TestData.PromisedOrder(), new OrderCommand.ExpirePromise()) { ContextThen = Later },
        ["XP-4 cancel"] = new(TestData.PromisedOrder(), new OrderCommand.ExpirePromise()) { Then = _ => Cancel },
    };

    private static Dictionary<string, RemedyScenario> RequestedPickJobs => new()
    {
        ["PO-15 other facility"] = new(null, PlaceAt(TestData.Amsterdam))
            { Context = Context with { Stock = TestData.Stock(0, 100) }, Then = _ => PlaceAt(TestData.Utrecht) },
        ["PO-15 wait for stock"] = new(null, PlaceAt(TestData.Amsterdam))
            { Context = Context with { Stock = TestData.Stock(0, 100) }, ContextThen = Context, Then = _ => PlaceAt(TestData.Amsterdam) },
        ["RE-4 requested"] = new(TestData.UnreleasedOrder() with { ReleaseAt = TestData.Noon.AddHours(1) }, new OrderCommand.Release())
            { Then = _ => ReleaseAt(TestData.Amsterdam) },
        ["RE-7 other facility"] = new(TestData.UnreleasedOrder(), ReleaseAt(TestData.Utrecht))
            { Then = _ => ReleaseAt(TestData.Amsterdam) },
        ["RE-7 assign"] = new(TestData.UnreleasedOrder(), ReleaseAt(TestData.Utrecht)) { Then = _ => ToUtrecht },
        ["RE-8 existing job"] = new(Open, ReleaseAt(TestData.Amsterdam)) { Then = Job(new PickJobAction.Start()) },
    };

    private static OrderCommand.Release ReleaseAt(FacilityId facility) => new() { Facility = facility };

    private static OrderCommand.Place PlaceAt(FacilityId facility)
    {
        var order = TestData.NewOrder((TestData.Shirt, 1));
        return new(order with { Delivery = order.Delivery with { Preselected = [facility] } }) { PickJobAt = facility };
    }

    private static Dictionary<string, RemedyScenario> Retention => new()
    {
        ["KP-2 deletion date"] = new(
            Withdrawn with { AnonymizedAt = TestData.Noon }, new OrderCommand.SetRetentionDates(TestData.Noon, null))
            { Then = _ => new OrderCommand.SetRetentionDates(null, TestData.Noon.AddDays(300)) },
        ["KP-4 cancel"] = new(Picking, new OrderCommand.Anonymize(), _ => ForceCancel, Restock)
            { ContextThen = At(TestData.Noon.AddDays(40)) },
        ["KP-5 wait"] = new(Withdrawn, new OrderCommand.Anonymize()) { ContextThen = At(TestData.Noon.AddDays(40)) },
        ["KP-5 earlier date"] = new(
            Withdrawn, new OrderCommand.Anonymize(), _ => new OrderCommand.SetRetentionDates(TestData.Placed, null)),
        ["KP-6 anonymize"] = new(Withdrawn, new OrderCommand.Delete(), _ => new OrderCommand.Anonymize())
            { Context = At(TestData.Noon.AddDays(400)), ContextThen = At(TestData.Noon.AddDays(600)) },
        ["KP-7 earlier date"] = new(
            Withdrawn with { AnonymizedAt = TestData.Placed },
            new OrderCommand.Delete(), _ => new OrderCommand.SetRetentionDates(null, TestData.Placed)),
    };
}
