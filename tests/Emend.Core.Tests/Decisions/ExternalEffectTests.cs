using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Requests to other systems that follow from a decision.</summary>
public sealed class ExternalEffectTests
{
    [Fact]
    public void A_label_request_is_an_effect_with_a_key_that_follows_from_the_order()
    {
        var order = TestData.PickedOrder();
        var requested = order.Accept(UpdateLabel());
        var shipment = requested.After.Shipments[0];
        var effect = new ExternalEffect.RequestLabel(
            shipment.Id, shipment.Parcels[0].Id, shipment.Facility, requested.After.LastEventAt);

        Assert.Equal<ExternalEffect>([effect], requested.Effects.External);
        Assert.Equal($"{shipment.Parcels[0].Id.Value}/{requested.After.LastEventAt.UtcTicks}", effect.Id);
        Assert.Equal<ExternalEffect>([effect], ExternalEffect.GetPending(requested.After));
        Assert.Equal<ExternalEffect>([effect], order.Accept(UpdateLabel()).Effects.External);
    }

    [Fact]
    public void Only_the_decision_that_requests_a_label_has_the_effect()
    {
        var requested = TestData.PickedOrder().Accept(UpdateLabel());
        var effect = requested.Effects.External.Single();
        var at = effect.RequestedAt;

        var created = requested.After.Accept(UpdateLabel(new LabelAction.Created(at, "T1")));
        Assert.Empty(created.Effects.External);
        Assert.Empty(ExternalEffect.GetPending(created.After));
        Assert.Empty(requested.After.Accept(SetAddresses(TestData.OtherAddress)).Effects.External);
    }

    [Fact]
    public void An_order_awaits_only_its_last_request_that_has_no_response()
    {
        var requested = TestData.PickedOrder().Accept(UpdateLabel());
        var effect = requested.Effects.External.Single();
        var at = effect.RequestedAt;
        Assert.True(effect.IsAwaitedBy(requested.After));
        Assert.False(effect.IsAwaitedBy(TestData.PickedOrder()));
        Assert.False(effect.IsAwaitedBy(requested.After with { IsCanceled = true }));

        Assert.False(effect.IsAwaitedBy(requested.After.Accept(UpdateLabel(new LabelAction.Created(at, "T1"))).After));
        Assert.False(effect.IsAwaitedBy(requested.After.Accept(UpdateLabel(new LabelAction.Failed(at, "tooHeavy"))).After));
        var voided = requested.After.Accept(UpdateLabel(new LabelAction.Void())).After;
        Assert.False(effect.IsAwaitedBy(voided));
        var again = voided.Accept(UpdateLabel());
        Assert.False(effect.IsAwaitedBy(again.After));
        Assert.True(again.Effects.External.Single().IsAwaitedBy(again.After));
    }

    [Fact]
    public void A_request_that_was_given_up_can_still_be_answered()
    {
        var requested = TestData.PickedOrder().Accept(UpdateLabel());
        var at = requested.Effects.External.Single().RequestedAt;
        var failed = requested.After.Accept(UpdateLabel(new LabelAction.Failed(at, LabelAction.Failed.CarrierNotReached))).After;
        Assert.True(requested.Effects.External.Single().IsAwaitedBy(failed));
        Assert.Empty(ExternalEffect.GetPending(failed));

        var created = failed.Accept(UpdateLabel(new LabelAction.Created(at, "T1"))).After.Shipments[0].Parcels[0];
        Assert.Equal((ParcelStatus.Done, "T1", null), (created.Status, created.Tracking, created.Failure));
        var rejected = failed.Accept(UpdateLabel(new LabelAction.Failed(at, "tooHeavy"))).After;
        Assert.Equal("tooHeavy", rejected.Shipments[0].Parcels[0].Failure);
        Assert.Equal(["SL-9"], rejected.Decide(UpdateLabel(new LabelAction.Created(at, "T1"))).ViolatedRuleIds());
    }
}
