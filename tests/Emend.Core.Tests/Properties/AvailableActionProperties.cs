using System.Collections.Frozen;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>What is told to be forbidden is refused by at least the same rows; what is told to be allowed, no such row refuses.</summary>
public sealed class AvailableActionProperties
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
            Arb.From(from story in OrderScenario.Any
                     from lacking in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, (1 << Granular.Length) - 1)))
                     from switchedOn in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
                     select (story, lacking, switchedOn)),
            given =>
            {
                foreach (var step in given.story.Steps)
                    if (step.Before is { } order)
                        Agree(order, step.Command with { AcceptedPenalties = [] }, FactsOf(step.Facts, given.lacking, given.switchedOn));
            }));

    private static void Agree(Order order, OrderCommand command, DecisionContext context)
    {
        var answers = Decider.ActionsOf(order, context).ToDictionary(a => a.Action);
        var askable = context.Policy.Tables.Select(t => t.Action)
            .Where(a => a is not (ActionNames.PlaceOrder or ActionNames.RerouteShort or ActionNames.ExpirePromise));
        Assert.Equal(askable, answers.Keys);
        var told = (command switch
        {
            OrderCommand.Modify { Changes: [var change] } => Forbidding(answers[change.ActionName], order, change),
            OrderCommand.UpdatePickJob pick => Forbidding(answers[ActionNames.PickJob], pick),
            _ => null,
        })?.Select(r => r.RuleId).ToHashSet();
        var decision = Decider.Decide(order, command, context);
        if (told is null || decision is not (Decision.Accepted or Decision.Rejected))
            return;
        var violations = decision is Decision.Rejected refused ? refused.Violations : [];
        Assert.Subset(violations.Select(r => r.RuleId).ToHashSet(), told);
        var atOrder = context.Policy.Tables.SelectMany(t => t.Rules).Concat(InvariantRules.RuleSet.Rules)
            .Where(r => r.Scope is RuleScope.OnOrder && r.Kind is not RuleKind.Request).Select(r => r.Id).ToHashSet();
        Assert.Subset(told, violations.Select(r => r.RuleId).Where(atOrder.Contains).ToHashSet());
    }

    private static IEnumerable<RuleViolation>? Forbidding(AvailableAction action, Order order, Change change)
    {
        // Of a line that is another order's, the tables know no smaller step: any permission to edit a line will do.
        if (new RuleContext(order, order, TestData.Context, change) is { LineId: not null, Line: null })
            return null;
        if (action.Action is not ActionNames.EditLineItems || action.Steps.IsEmpty)
            return action.Violations;
        var (line, step) = change switch
        {
            SetLineQuantity set when order.FindLine(set.Line) is { } l => (
                l.Id, set.To == Quantity.Zero ? "remove" : set.To > l.Quantity ? "increase" : set.To < l.Quantity ? "decrease" : "none"),
            SetLineArticle set => (set.Line, "article"),
            _ => (default, "none"),
        };
        var availableActionStep = action.Steps.FirstOrDefault(s => s.Line == line && s.Step == step);
        return availableActionStep is null ? null : Beside(action, availableActionStep);
    }

    private static IEnumerable<RuleViolation>? Forbidding(AvailableAction action, OrderCommand.UpdatePickJob pick)
    {
        if (action.Steps.IsEmpty)
            return action.Violations;
        var step = pick.Step switch
        {
            PickJobAction.Start => "start",
            PickJobAction.Pick => "pick",
            PickJobAction.Split => "split",
            PickJobAction.Merge => "merge",
            PickJobAction.Pause => "pause",
            PickJobAction.Close => "close",
            PickJobAction.Abort => "abort",
            PickJobAction.Restart => "restart",
            PickJobAction.Cancel => "cancel",
            _ => "reset",
        };
        var availableActionStep = action.Steps.FirstOrDefault(s => s.PickJob == pick.PickJob && s.Step == step);
        return availableActionStep is null ? null : Beside(action, availableActionStep);
    }

    private static IEnumerable<RuleViolation> Beside(AvailableAction action, AvailableActionStep availableActionStep)
    {
        Assert.Equal(availableActionStep.Allowed, action.Violations.IsEmpty && availableActionStep.Violations.IsEmpty);
        var all = action.Violations.Concat(availableActionStep.Violations).ToList();
        return all.Any(r => r.Kind is RuleKind.Permission) ? all.Where(r => r.Kind is RuleKind.Permission) : all;
    }

    private static DecisionContext FactsOf(DecisionContext context, int lacking, bool switchedOn) => context with
    {
        Settings = context.Settings with { AllowLineItemModification = switchedOn },
        Actor = context.Actor with
        {
            Permissions = context.Actor.Permissions.Except(Granular.Where((_, i) => (lacking & (1 << i)) != 0)).ToFrozenSet(),
        },
    };
}
