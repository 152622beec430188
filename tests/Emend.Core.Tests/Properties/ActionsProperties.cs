using System.Collections.Frozen;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>What is told to be forbidden is refused by at least the same rows; what is told to be allowed, no such row refuses.</summary>
public sealed class ActionsProperties
{
    private const int Stories = 150;

    private static readonly string[] Granular =
    [
        Permissions.OrderWrite, Permissions.OrderLineitemWrite, Permissions.LineItemAdd, Permissions.LineItemDelete,
        Permissions.LineItemQuantityIncrease, Permissions.LineItemQuantityDecrease, Permissions.OrderCustomAttributesWrite,
        Permissions.OrderConsumerWrite, Permissions.PickjobWrite,
    ];

    [Fact]
    public void Actions_and_decisions_say_the_same() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Stories),
        Prop.ForAll(
            Arb.From(from story in Story.Any
                     from lacking in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, (1 << Granular.Length) - 1)))
                     from switchedOn in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
                     select (story, lacking, switchedOn)),
            given =>
            {
                foreach (var step in given.story.Steps)
                    if (step.Before is { } order)
                        Agree(order, step.Command with { Accept = [] }, FactsOf(step.Facts, given.lacking, given.switchedOn));
            }));

    private static void Agree(Order order, OrderCommand command, Facts facts)
    {
        var answers = Decider.ActionsOf(order, facts).ToDictionary(a => a.Action);
        var askable = facts.Policy.Tables.Select(t => t.Action)
            .Where(a => a is not (Actions.PlaceOrder or Actions.RerouteShort or Actions.ExpirePromise));
        Assert.Equal(askable, answers.Keys);
        var told = (command switch
        {
            OrderCommand.Modify { Changes: [var change] } => Forbidding(answers[change.GuardedBy], order, change),
            OrderCommand.Pick pick => Forbidding(answers[Actions.PickJob], pick),
            _ => null,
        })?.Select(r => r.Row).ToHashSet();
        var decision = Decider.Decide(order, command, facts);
        if (told is null || decision is not (Decision.Accepted or Decision.Refused))
            return;
        var rows = decision is Decision.Refused refused ? refused.Because : [];
        Assert.Subset(rows.Select(r => r.Row).ToHashSet(), told);
        var atOrder = facts.Policy.Tables.SelectMany(t => t.Rows).Concat(Invariants.Table.Rows)
            .Where(r => r.Looks is Looks.AtOrder && r.Kind is not RowKind.Request).Select(r => r.Id).ToHashSet();
        Assert.Subset(told, rows.Select(r => r.Row).Where(atOrder.Contains).ToHashSet());
    }

    private static IEnumerable<Refusal>? Forbidding(ActionAnswer answer, Order order, Change change)
    {
        // Of a line that is another order's, the tables know no smaller step: any permission to edit a line will do.
        if (new Case(order, order, Given.Facts, change) is { LineId: not null, Line: null })
            return null;
        if (answer.Action is not Actions.EditLineItems || answer.Steps.IsEmpty)
            return answer.Because;
        var (line, step) = change switch
        {
            SetLineQuantity set when order.FindLine(set.Line) is { } l => (
                l.Id, set.To == Quantity.Zero ? "remove" : set.To > l.Quantity ? "increase" : set.To < l.Quantity ? "decrease" : "none"),
            SetLineArticle set => (set.Line, "article"),
            _ => (default, "none"),
        };
        var told = answer.Steps.FirstOrDefault(s => s.Line == line && s.Step == step);
        return told is null ? null : Beside(answer, told);
    }

    private static IEnumerable<Refusal>? Forbidding(ActionAnswer answer, OrderCommand.Pick pick)
    {
        if (answer.Steps.IsEmpty)
            return answer.Because;
        var step = pick.Step switch
        {
            PickStep.Start => "start",
            PickStep.Picked => "pick",
            PickStep.Split => "split",
            PickStep.Merge => "merge",
            PickStep.Pause => "pause",
            PickStep.Close => "close",
            PickStep.Abort => "abort",
            PickStep.Restart => "restart",
            PickStep.Cancel => "cancel",
            _ => "reset",
        };
        var told = answer.Steps.FirstOrDefault(s => s.PickJob == pick.PickJob && s.Step == step);
        return told is null ? null : Beside(answer, told);
    }

    private static IEnumerable<Refusal> Beside(ActionAnswer answer, StepAnswer step)
    {
        Assert.Equal(step.Allowed, answer.Because.IsEmpty && step.Because.IsEmpty);
        var all = answer.Because.Concat(step.Because).ToList();
        return all.Any(r => r.Kind is RowKind.Permission) ? all.Where(r => r.Kind is RowKind.Permission) : all;
    }

    private static Facts FactsOf(Facts facts, int lacking, bool switchedOn) => facts with
    {
        Settings = facts.Settings with { AllowLineItemModification = switchedOn },
        Actor = facts.Actor with
        {
            Permissions = facts.Actor.Permissions.Except(Granular.Where((_, i) => (lacking & (1 << i)) != 0)).ToFrozenSet(),
        },
    };
}
