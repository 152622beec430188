using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests;

/// <summary>Short ways to ask, and to read the answer.</summary>
internal static class Asking
{
    public static OrderCommand.Modify To(params ImmutableArray<Change> changes) => new(changes, null, null, IfUnroutable.Accept);

    public static OrderCommand.Pick Pick(PickStep step, long? version = null) => new(Given.JobId, step, version);

    public static OrderCommand.Pick Picked(params (LineId Line, decimal Quantity)[] lines) =>
        Pick(new PickStep.Picked([.. lines.Select(l => new LineQuantity(l.Line, Given.Of(l.Quantity)))]));

    public static OrderCommand.Pick Split(params (LineId Of, decimal Quantity, decimal Picked)[] pieces) =>
        Pick(new PickStep.Split([.. pieces.Select(p => new PickPiece(p.Of, Given.Of(p.Quantity), Given.Of(p.Picked)))]));

    public static OrderCommand.Pick Merge(params ImmutableArray<LineId> parts) => Pick(new PickStep.Merge(parts));

    public static OrderCommand.Hand Hand(HandoverStep step, long? version = null) => new(Given.HandoverId, step, version);

    public static OrderCommand.Hand HandOver(params (LineId Line, decimal Quantity)[] lines) =>
        Hand(new HandoverStep.HandOver([.. lines.Select(l => new LineQuantity(l.Line, Given.Of(l.Quantity)))]));

    public static OrderCommand.Label Label(LabelStep? step = null) => new(Given.ParcelId, step ?? new LabelStep.Request(null), null);

    public static SetLineQuantity Shirts(decimal quantity) => new(Given.ShirtLine, Given.Of(quantity));

    public static SetLineQuantity Jeans(decimal quantity) => new(Given.JeansLine, Given.Of(quantity));

    public static AddLine Add(ArticleId article, decimal quantity) => new(Given.LineDraft(article, quantity));

    public static SetConsumer Mail(string address) => new() { Email = address };

    public static SetConsumer MoveTo(params ImmutableArray<Address> addresses) => new() { Addresses = addresses };

    public static SetAttributes Attribute(string name, string? json) => new(Attributes(name, json));

    public static ImmutableSortedDictionary<string, JsonText?> Attributes(string name, string? json) =>
        ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal).Add(name, json is null ? null : new JsonText(json));

    public static Decision Asks(this Order order, OrderCommand command, Facts? facts = null) =>
        Decider.Decide(order, command, facts ?? Given.Facts);

    public static Decision.Accepted Does(this Order order, OrderCommand command, Facts? facts = null) =>
        Assert.IsType<Decision.Accepted>(order.Asks(command, facts));

    public static Decision.Accepted Does(this Order order, params ImmutableArray<Change> changes) => order.Does(To(changes));

    public static ImmutableArray<Refusal> Refusals(this Decision decision) => Assert.IsType<Decision.Refused>(decision).Because;

    public static IEnumerable<string> RefusedBy(this Decision decision) => decision.Refusals().Select(r => r.Row);

    public static IEnumerable<string> RowIds(this Policy policy) => policy.Tables.SelectMany(t => t.Rows).Select(r => r.Id);

    public static IEnumerable<string> Names(this IEnumerable<OrderEvent> events) => events.Select(e => e.GetType().Name);
}
