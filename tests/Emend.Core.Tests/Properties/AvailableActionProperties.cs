using System.Collections.Frozen;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>
/// Commands of unavailable actions violate at least the reported rules. Commands of available actions violate none of them.
/// </summary>
public sealed class AvailableActionProperties
{
    private const int MaxTest = 150;

    private static readonly string[] Granular =
    [
        Permissions.OrderWrite, Permissions.OrderLineitemWrite, Permissions.LineItemAdd, Permissions.LineItemDelete,
        Permissions.LineItemQuantityIncrease, Permissions.LineItemQuantityDecrease, Permissions.OrderCustomAttributesWrite,
        Permissions.OrderConsumerWrite, Permissions.PickjobWrite,
    ];

    [Fact]
    public void Available_actions_match_decisions() => Check.One(
        PropertyConfig.Create(MaxTest),
        Prop.ForAll(
            Arb.From(from scenario in OrderScenario.Any
                     from lacking in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, (1 << Granular.Length) - 1)))
                     from switchedOn in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
                     select (scenario, lacking, switchedOn)),
            given =>
            {
                foreach (var step in given.scenario.Steps)
                {
                    if (step.Before is { } order)
                    {
                        AssertConsistent(
                            order, step.Command with { AcceptedPenalties = [] }, GetContext(step.Context, given.lacking, given.switchedOn));
                    }
                }
            }));

    private static void AssertConsistent(Order order, OrderCommand command, DecisionContext context)
    {
        var answers = Decider.GetAvailableActions(order, context).ToDictionary(a => a.Action);
        var askable = context.Policy.RuleSets.Select(t => t.Action)
            .Where(a => a is not (ActionNames.PlaceOrder or ActionNames.RerouteShortage or ActionNames.ExpirePromise));
        Assert.Equal(askable, answers.Keys);
        var reported = (command switch
        {
            OrderCommand.Modify { Changes: [var change] } when context.Policy.RuleSetsFor(change, order) is [var guard] =>
                FindViolations(answers[guard.Action], order, change),
            OrderCommand.UpdatePickJob pick => FindViolations(answers[ActionNames.PickJob], pick),
            _ => null,
        })?.Select(r => r.RuleId).ToHashSet();
        var decision = Decider.Decide(order, command, context);
        if (reported is null || decision is not (Decision.Accepted or Decision.Rejected))
        {
            return;
        }

        var violations = decision is Decision.Rejected rejected ? rejected.Violations : [];
        Assert.Subset(violations.Select(r => r.RuleId).ToHashSet(), reported);
        var atOrder = context.Policy.RuleSets.SelectMany(t => t.Rules).Concat(InvariantRules.RuleSet.Rules)
            .Where(r => r.Scope is RuleScope.OnOrder && r.Kind is not RuleKind.Request).Select(r => r.Id).ToHashSet();
        Assert.Subset(reported, violations.Select(r => r.RuleId).Where(atOrder.Contains).ToHashSet());
    }

    private static LineId? GetLine(Change change) => change switch
    {
        SetLineQuantity quantity => quantity.Line,
        SetLineArticle article => article.Line,
        SetLineAttributes attributes => attributes.Line,
        _ => null,
    };

    private static IEnumerable<RuleViolation>? FindViolations(AvailableAction action, Order order, Change change)
    {
        // For a line of another order, any edit permission suffices.
        if (GetLine(change) is { } named && order.FindLine(named) is null)
        {
            return null;
        }

        if (action.Steps.IsEmpty)
        {
            return action.Violations;
        }

        var (line, step) = change switch
        {
            SetLineQuantity set when order.FindLine(set.Line) is { } l => (
                l.Id, set.To == Quantity.Zero ? "remove" : set.To > l.Quantity ? "increase" : set.To < l.Quantity ? "decrease" : "none"),
            SetLineArticle set => (set.Line, "article"),
            _ => (default, "none"),
        };
        var availableActionStep = action.Steps.FirstOrDefault(s => s.Line == line && s.Step == step);
        return availableActionStep is null ? null : GetOtherViolations(action, availableActionStep);
    }

    private static IEnumerable<RuleViolation>? FindViolations(AvailableAction action, OrderCommand.UpdatePickJob command)
    {
        if (action.Steps.IsEmpty)
        {
            return action.Violations;
        }

        var step = command.Action switch
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
        var availableActionStep = action.Steps.FirstOrDefault(s => s.PickJob == command.PickJob && s.Step == step);
        return availableActionStep is null ? null : GetOtherViolations(action, availableActionStep);
    }

    private static IEnumerable<RuleViolation> GetOtherViolations(AvailableAction action, AvailableActionStep step)
    {
        Assert.Equal(step.IsAllowed, action.Violations.IsEmpty && step.Violations.IsEmpty);
        var all = action.Violations.Concat(step.Violations).ToList();
        return all.Any(r => r.Kind is RuleKind.Permission) ? all.Where(r => r.Kind is RuleKind.Permission) : all;
    }

    private static DecisionContext GetContext(DecisionContext context, int lacking, bool switchedOn) => context with
    {
        Settings = context.Settings with { AllowLineItemModification = switchedOn },
        Actor = context.Actor with
        {
            Permissions = context.Actor.Permissions.Except(Granular.Where((_, i) => (lacking & (1 << i)) != 0)).ToFrozenSet(),
        },
    };
}
