using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Rules;

/// <summary>The part of <see cref="Breaking"/> that is about what was picked.</summary>
internal static class BreakingShipping
{
    private static readonly Order Packed = Given.Packed();
    private static readonly Order Cancelled = Packed with { Status = OrderStatus.Cancelled };
    private static readonly Facts Elsewhere = Given.Facts with { Actor = Given.Anyone with { Facilities = [Given.Utrecht] } };

    public static Dictionary<string, Scenario> Row => new()
    {
        ["HJ-1"] = new(Packed, Hand(new HandoverStep.Finish()), Lacking(Permissions.HandoverjobWrite)),
        ["HJ-2"] = new(Packed, Hand(new HandoverStep.Finish()), Elsewhere),
        ["HJ-3"] = new(Cancelled, Hand(new HandoverStep.Finish()), Given.Facts),
        ["HJ-4"] = new(Packed, new OrderCommand.Hand(new("superseded"), new HandoverStep.Finish(), null), Given.Facts),
        ["HJ-5"] = new(With(HandoverStatus.Obsolete), Hand(new HandoverStep.Finish()), Given.Facts),
        ["HJ-6"] = new(Packed, HandOver((new("of another job"), 1)), Given.Facts),
        ["HJ-7"] = new(Packed, HandOver((Given.ShirtLine, 4)), Given.Facts),
        ["HJ-8"] = new(Packed, HandOver((Given.ShirtLine, 0.5m)), Given.Facts),
        ["HJ-9"] = new(Given.Packed(ParcelStatus.Obsolete), Hand(new HandoverStep.Finish()), Given.Facts),
        ["HJ-10"] = new(With(HandoverStatus.HandedOver), Hand(new HandoverStep.Wait()), Given.Facts),
        ["HJ-11"] = new(Packed.Does(HandOver((Given.ShirtLine, 1))).After, Hand(new HandoverStep.Revert()), Given.Facts),
        ["HJ-12"] = new(With(HandoverStatus.HandedOver), Hand(new HandoverStep.Cancel(HandoverCancelReason.ConsumerRejects)), Given.Facts),
        ["SL-1"] = new(Packed, Label(), Lacking(Permissions.ParcelWrite)),
        ["SL-2"] = new(Packed, Label(), Elsewhere),
        ["SL-3"] = new(Cancelled, Label(), Given.Facts),
        ["SL-4"] = new(Packed, new OrderCommand.Label(new("of another order"), new LabelStep.Request(null), null), Given.Facts),
        ["SL-5"] = new(Given.Packed(ParcelStatus.Done), Label(), Given.Facts),
        ["SL-6"] = new(Sent, Label(), Given.Facts),
        ["SL-7"] = new(Packed with { Personal = Personal.Erased }, Label(), Given.Facts),
        ["SL-8"] = new(Packed, Label(new LabelStep.Request("ELK")), Given.Facts),
        ["SL-9"] = new(Given.Packed(ParcelStatus.Processing), Label(new LabelStep.Made(Given.Noon, "T1")), Given.Facts),
        ["SL-10"] = new(Packed, Label(new LabelStep.Void()), Given.Facts),
        ["CC-1"] = Change("VAN", Packed, Lacking(Permissions.ShipmentWrite)),
        ["CC-2"] = Change("VAN", Packed with { Delivery = Given.ToCollect().Delivery }),
        ["CC-3"] = Change("VAN", With(HandoverStatus.WaitingForInput)),
        ["CC-4"] = Change("VAN", Packed with { Shipments = [] }),
        ["CC-5"] = Change("ELK", Packed),
    };

    private static Order Sent => Packed with { Shipments = [Packed.Shipments[0] with { Status = ShipmentStatus.Completed }] };

    private static Order With(HandoverStatus status) =>
        Packed with { HandoverJobs = [Packed.HandoverJobs[0] with { Status = status }] };

    private static Facts Lacking(string permission) => Given.Facts with { Actor = Given.Without(permission) };

    private static Scenario Change(string carrier, Order order, Facts? facts = null) => new(
        order,
        new OrderCommand.Process(new ProcessStep.ChangeCarrier(Given.ShipmentId, carrier, null), null, IfUnroutable.Accept),
        facts ?? Given.Facts);
}
