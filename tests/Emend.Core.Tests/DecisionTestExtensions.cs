using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests;

/// <summary>Short forms of commands and decisions for tests.</summary>
internal static class DecisionTestExtensions
{
    public static OrderCommand.Modify Modify(params ImmutableArray<Change> changes) => new(changes, null, null, UnroutableBehavior.Accept);

    public static OrderCommand.UpdatePickJob UpdatePickJob(PickJobAction action, long? version = null) =>
        new(TestData.JobId, action, version);

    public static OrderCommand.UpdatePickJob ReportPicked(params (LineId Line, decimal Quantity)[] lines) =>
        UpdatePickJob(new PickJobAction.Pick([.. lines.Select(l => new LineQuantity(l.Line, TestData.Units(l.Quantity)))]));

    public static OrderCommand.UpdatePickJob Split(params (LineId Of, decimal Quantity, decimal Picked)[] parts) =>
        UpdatePickJob(
            new PickJobAction.Split(
                [.. parts.Select(p => new PickLineSplitPart(p.Of, TestData.Units(p.Quantity), TestData.Units(p.Picked)))]));

    public static OrderCommand.UpdatePickJob Merge(params ImmutableArray<LineId> parts) => UpdatePickJob(new PickJobAction.Merge(parts));

    public static OrderCommand.UpdateHandoverJob UpdateHandoverJob(HandoverJobAction action, long? version = null) =>
        new(TestData.HandoverId, action, version);

    public static OrderCommand.UpdateHandoverJob HandOver(params (LineId Line, decimal Quantity)[] lines) =>
        UpdateHandoverJob(new HandoverJobAction.HandOver([.. lines.Select(l => new LineQuantity(l.Line, TestData.Units(l.Quantity)))]));

    public static OrderCommand.UpdateLabel UpdateLabel(LabelAction? action = null) =>
        new(TestData.ParcelId, action ?? new LabelAction.Request(null), null);

    public static OrderCommand.UpdateLabel Track(TrackingStatus status = TrackingStatus.PickedUp) =>
        UpdateLabel(new LabelAction.Track([Report(status)]));

    public static OrderCommand.UpdateLabel SplitParcel(params (LineId Line, decimal Quantity)[] lines) =>
        UpdateLabel(new LabelAction.Split([.. lines.Select(l => new LineQuantity(l.Line, TestData.Units(l.Quantity)))]));

    public static ParcelTracking Report(TrackingStatus status) => new(TrackingDirection.Outbound, status, "EXT-1", null);

    public static OrderCommand.ChangeFulfillment RemoveReservations(
        bool reducesStock, params ImmutableArray<ReservationKey> reservations) =>
        new(new FulfillmentAction.RemoveReservations(reducesStock) { Reservations = reservations }, null, UnroutableBehavior.Accept);

    public static SetLineQuantity Shirts(decimal quantity) => new(TestData.ShirtLine, TestData.Units(quantity));

    public static SetLineQuantity Jeans(decimal quantity) => new(TestData.JeansLine, TestData.Units(quantity));

    public static AddLine Add(ArticleId article, decimal quantity) => new(TestData.NewOrderLine(article, quantity));

    public static SetConsumer SetEmail(string address) => new() { Email = address };

    public static SetConsumer SetAddresses(params ImmutableArray<Address> addresses) => new() { Addresses = addresses };

    public static SetConsumer ChangeAddress(AddressKind? kind, params ReadOnlySpan<(string Name, string? Value)> texts)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in texts)
        {
            values.Add(name, value);
        }

        return new() { AddressChanges = [new() { Kind = kind, Texts = values.ToImmutable() }] };
    }

    public static SetDelivery CollectAt(FacilityId facility) => new() { Method = new DeliveryMethod(DeliveryKind.Collect, facility) };

    public static SetDelivery Ship => new() { Method = new DeliveryMethod(DeliveryKind.Shipping, null) };

    public static SetDelivery SetCarriers(params ImmutableArray<string> carriers) => new() { Carriers = carriers };

    public static SetAttributes SetAttribute(string name, string? json) => new(Attributes(name, json));

    public static ImmutableSortedDictionary<string, JsonText?> Attributes(string name, string? json) =>
        ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal).Add(name, json is null ? null : new JsonText(json));

    public static Decision Decide(this Order order, OrderCommand command, DecisionContext? context = null) =>
        Decider.Decide(order, command, context ?? TestData.Context);

    public static Decision.Accepted Accept(this Order order, OrderCommand command, DecisionContext? context = null) =>
        Assert.IsType<Decision.Accepted>(order.Decide(command, context));

    public static Decision.Accepted Accept(this Order order, params ImmutableArray<Change> changes) => order.Accept(Modify(changes));

    public static ImmutableArray<RuleViolation> Violations(this Decision decision) => Assert.IsType<Decision.Rejected>(decision).Violations;

    public static IEnumerable<string> ViolatedRuleIds(this Decision decision) => decision.Violations().Select(r => r.RuleId);

    public static IEnumerable<string> RuleIds(this Policy policy) => policy.RuleSets.SelectMany(t => t.Rules).Select(r => r.Id);

    public static IEnumerable<string> EventNames(this IEnumerable<OrderEvent> events) => events.Select(e => e.GetType().Name);
}
