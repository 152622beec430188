using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Which rows a modification was held against, told by what it did: every row of a table that guards it is looked at.</summary>
internal static class EvaluatedRules
{
    public static ImmutableArray<string> Of(OrderCommand command, Decision.Accepted accepted, Policy policy)
    {
        if (command is OrderCommand.ChangeFulfillment changeFulfillment)
            return OfProcess(changeFulfillment, policy);
        if (command is OrderCommand.RerouteUnroutable)
            return [.. policy[ActionNames.RerouteUnroutable].Rules.Select(r => r.Id)];
        var actions = accepted.Events.Select(ActionOf).OfType<string>().ToHashSet();
        var rows = ImmutableArray.CreateBuilder<string>(32);
        foreach (var ruleSet in policy.Tables)
            if (actions.Contains(ruleSet.Action))
                rows.AddRange(ruleSet.Rules.Select(r => r.Id));
        rows.AddRange(InvariantRules.RuleSet.Rules.Select(r => r.Id));
        if (accepted.Effects.Routing is not null
            && command is OrderCommand.Modify { IfUnroutable: UnroutableBehavior.Refuse }
                or OrderCommand.Undo { IfUnroutable: UnroutableBehavior.Refuse })
            rows.Add(InvariantRules.KeepsFacilities.Id);
        return rows.ToImmutable();
    }

    private static ImmutableArray<string> OfProcess(OrderCommand.ChangeFulfillment changeFulfillment, Policy policy)
    {
        var rows = policy[FulfillmentDecider.ActionOf(changeFulfillment.Step)].Rules.Select(r => r.Id);
        if (changeFulfillment.Step is not FulfillmentAction.ForceCancel)
            rows = rows.Concat(InvariantRules.RuleSet.Rules.Where(r => r.Scope is RuleScope.OnOrder).Select(r => r.Id));
        if (changeFulfillment is { Step.Reroutes: true, IfUnroutable: UnroutableBehavior.Refuse })
            rows = rows.Append(InvariantRules.KeepsFacilities.Id);
        return [.. rows];
    }

    private static string? ActionOf(OrderEvent orderEvent) => orderEvent switch
    {
        OrderEvent.LineQuantityChanged or OrderEvent.LineRemoved or OrderEvent.LineArticleChanged => ActionNames.EditLineItems,
        OrderEvent.LineAdded => ActionNames.AddLineItem,
        OrderEvent.PreferredTimeChanged => ActionNames.PreferredDate,
        OrderEvent.AttributesChanged or OrderEvent.LineAttributesChanged => ActionNames.CustomAttributes,
        OrderEvent.ConsumerChanged => ActionNames.Consumer,
        _ => null,
    };
}
