using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>The part of <see cref="RuleViolationScenarios"/> that is about what was picked.</summary>
internal static class ShippingViolationScenarios
{
    private static readonly Order Packed = TestData.Packed();
    private static readonly Order Cancelled = Packed with { Status = OrderStatus.Canceled };
    private static readonly DecisionContext Elsewhere = TestData.Context with { Actor = TestData.Anyone with { Facilities = [TestData.Utrecht] } };

    public static Dictionary<string, RuleViolationScenario> Row => new()
    {
        ["HJ-1"] = new(Packed, Hand(new HandoverJobAction.HandOverAll()), Lacking(Permissions.HandoverjobWrite)),
        ["HJ-2"] = new(Packed, Hand(new HandoverJobAction.HandOverAll()), Elsewhere),
        ["HJ-3"] = new(Cancelled, Hand(new HandoverJobAction.HandOverAll()), TestData.Context),
        ["HJ-4"] = new(Packed, new OrderCommand.UpdateHandoverJob(new("superseded"), new HandoverJobAction.HandOverAll(), null), TestData.Context),
        ["HJ-5"] = new(With(HandoverStatus.Obsolete), Hand(new HandoverJobAction.HandOverAll()), TestData.Context),
        ["HJ-6"] = new(Packed, HandOver((new("of another job"), 1)), TestData.Context),
        ["HJ-7"] = new(Packed, HandOver((TestData.ShirtLine, 4)), TestData.Context),
        ["HJ-8"] = new(Packed, HandOver((TestData.ShirtLine, 0.5m)), TestData.Context),
        ["HJ-9"] = new(TestData.Packed(ParcelStatus.Obsolete), Hand(new HandoverJobAction.HandOverAll()), TestData.Context),
        ["HJ-10"] = new(With(HandoverStatus.HandedOver), Hand(new HandoverJobAction.Wait()), TestData.Context),
        ["HJ-11"] = new(Packed.Does(HandOver((TestData.ShirtLine, 1))).After, Hand(new HandoverJobAction.Revert()), TestData.Context),
        ["HJ-12"] = new(With(HandoverStatus.HandedOver), Hand(new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerRejects)), TestData.Context),
        ["SL-1"] = new(Packed, Label(), Lacking(Permissions.ParcelWrite)),
        ["SL-2"] = new(Packed, Label(), Elsewhere),
        ["SL-3"] = new(Cancelled, Label(), TestData.Context),
        ["SL-4"] = new(Packed, new OrderCommand.UpdateLabel(new("of another order"), new LabelAction.Request(null), null), TestData.Context),
        ["SL-5"] = new(TestData.Packed(ParcelStatus.Done), Label(), TestData.Context),
        ["SL-6"] = new(Sent, Label(), TestData.Context),
        ["SL-7"] = new(Packed with { PersonalData = PersonalData.Erased }, Label(), TestData.Context),
        ["SL-8"] = new(Packed, Label(new LabelAction.Request("ELK")), TestData.Context),
        ["SL-9"] = new(TestData.Packed(ParcelStatus.Processing), Label(new LabelAction.Created(TestData.Noon, "T1")), TestData.Context),
        ["SL-10"] = new(Packed, Label(new LabelAction.Void()), TestData.Context),
        ["CC-1"] = Change("VAN", Packed, Lacking(Permissions.ShipmentWrite)),
        ["CC-2"] = Change("VAN", Packed with { Delivery = TestData.ToCollect().Delivery }),
        ["CC-3"] = Change("VAN", With(HandoverStatus.WaitingForInput)),
        ["CC-4"] = Change("VAN", Packed with { Shipments = [] }),
        ["CC-5"] = Change("ELK", Packed),
    };

    private static Order Sent => Packed with { Shipments = [Packed.Shipments[0] with { Status = ShipmentStatus.Completed }] };

    private static Order With(HandoverStatus status) =>
        Packed with { HandoverJobs = [Packed.HandoverJobs[0] with { Status = status }] };

    private static DecisionContext Lacking(string permission) => TestData.Context with { Actor = TestData.Without(permission) };

    private static RuleViolationScenario Change(string carrier, Order order, DecisionContext? context = null) => new(
        order,
        new OrderCommand.ChangeFulfillment(new FulfillmentAction.ChangeCarrier(TestData.ShipmentId, carrier, null), null, UnroutableBehavior.Accept),
        context ?? TestData.Context);
}
