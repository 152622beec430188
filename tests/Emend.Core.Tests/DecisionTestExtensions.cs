using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests;

/// <summary>Short ways to ask, and to read the answer.</summary>
internal static class DecisionTestExtensions
{
    public static OrderCommand.Modify To(params ImmutableArray<Change> changes) => new(changes, null, null, UnroutableBehavior.Accept);

    public static OrderCommand.UpdatePickJob Pick(PickJobAction action, long? version = null) => new(TestData.JobId, action, version);

    public static OrderCommand.UpdatePickJob Picked(params (LineId Line, decimal Quantity)[] lines) =>
        Pick(new PickJobAction.Pick([.. lines.Select(l => new LineQuantity(l.Line, TestData.Of(l.Quantity)))]));

    public static OrderCommand.UpdatePickJob Split(params (LineId Of, decimal Quantity, decimal Picked)[] pieces) =>
        Pick(new PickJobAction.Split([.. pieces.Select(p => new PickLineSplitPart(p.Of, TestData.Of(p.Quantity), TestData.Of(p.Picked)))]));

    public static OrderCommand.UpdatePickJob Merge(params ImmutableArray<LineId> parts) => Pick(new PickJobAction.Merge(parts));

    public static OrderCommand.UpdateHandoverJob Hand(HandoverJobAction action, long? version = null) => new(TestData.HandoverId, action, version);

    public static OrderCommand.UpdateHandoverJob HandOver(params (LineId Line, decimal Quantity)[] lines) =>
        Hand(new HandoverJobAction.HandOver([.. lines.Select(l => new LineQuantity(l.Line, TestData.Of(l.Quantity)))]));

    public static OrderCommand.UpdateLabel Label(LabelAction? action = null) => new(TestData.ParcelId, action ?? new LabelAction.Request(null), null);

    public static SetLineQuantity Shirts(decimal quantity) => new(TestData.ShirtLine, TestData.Of(quantity));

    public static SetLineQuantity Jeans(decimal quantity) => new(TestData.JeansLine, TestData.Of(quantity));

    public static AddLine Add(ArticleId article, decimal quantity) => new(TestData.LineDraft(article, quantity));

    public static SetConsumer Mail(string address) => new() { Email = address };

    public static SetConsumer MoveTo(params ImmutableArray<Address> addresses) => new() { Addresses = addresses };

    public static SetAttributes Attribute(string name, string? json) => new(Attributes(name, json));

    public static ImmutableSortedDictionary<string, JsonText?> Attributes(string name, string? json) =>
        ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal).Add(name, json is null ? null : new JsonText(json));

    public static Decision Asks(this Order order, OrderCommand command, DecisionContext? context = null) =>
        Decider.Decide(order, command, context ?? TestData.Context);

    public static Decision.Accepted Does(this Order order, OrderCommand command, DecisionContext? context = null) =>
        Assert.IsType<Decision.Accepted>(order.Asks(command, context));

    public static Decision.Accepted Does(this Order order, params ImmutableArray<Change> changes) => order.Does(To(changes));

    public static ImmutableArray<RuleViolation> Refusals(this Decision decision) => Assert.IsType<Decision.Rejected>(decision).Violations;

    public static IEnumerable<string> RefusedBy(this Decision decision) => decision.Refusals().Select(r => r.RuleId);

    public static IEnumerable<string> RowIds(this Policy policy) => policy.Tables.SelectMany(t => t.Rules).Select(r => r.Id);

    public static IEnumerable<string> Names(this IEnumerable<OrderEvent> events) => events.Select(e => e.GetType().Name);
}
