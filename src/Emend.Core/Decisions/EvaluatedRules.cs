using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Determines which rules were evaluated for a command, from its result: all rules of the affected rule sets.</summary>
internal static class EvaluatedRules
{
    public static ImmutableArray<string> GetIds(OrderCommand command, Decision.Accepted accepted, Policy policy)
    {
        if (command is OrderCommand.ChangeFulfillment changeFulfillment)
        {
            return GetFulfillmentRuleIds(changeFulfillment, policy);
        }

        if (command is OrderCommand.RerouteUnroutable)
        {
            return [.. policy[ActionNames.RerouteUnroutable].Rules.Select(r => r.Id)];
        }

        var actions = accepted.Events.Select(e => e.Action).OfType<string>().ToHashSet();
        var rows = ImmutableArray.CreateBuilder<string>(32);
        foreach (var ruleSet in policy.RuleSets)
        {
            if (actions.Contains(ruleSet.Action))
            {
                rows.AddRange(ruleSet.Rules.Select(r => r.Id));
            }
        }

        rows.AddRange(InvariantRules.RuleSet.Rules.Select(r => r.Id));
        if (accepted.Effects.RoutingLog is not null
            && command is OrderCommand.Modify { IfUnroutable: UnroutableBehavior.Reject }
                or OrderCommand.Undo { IfUnroutable: UnroutableBehavior.Reject })
        {
            rows.Add(InvariantRules.UnitsStayRouted.Id);
        }

        return rows.ToImmutable();
    }

    private static ImmutableArray<string> GetFulfillmentRuleIds(OrderCommand.ChangeFulfillment command, Policy policy)
    {
        var rows = policy[FulfillmentDecider.GetAction(command.Action)].Rules.Select(r => r.Id);
        if (command.Action is not FulfillmentAction.ForceCancel)
        {
            rows = rows.Concat(InvariantRules.RuleSet.Rules.Where(r => r.Scope is RuleScope.OnOrder).Select(r => r.Id));
        }

        if (command is { Action.CausesReroute: true, IfUnroutable: UnroutableBehavior.Reject })
        {
            rows = rows.Append(InvariantRules.UnitsStayRouted.Id);
        }

        return [.. rows];
    }
}
