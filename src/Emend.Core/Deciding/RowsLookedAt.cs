using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Which rows a modification was held against, told by what it did: every row of a table that guards it is looked at.</summary>
internal static class RowsLookedAt
{
    public static ImmutableArray<string> Of(OrderCommand command, Decision.Accepted accepted, Policy policy)
    {
        if (command is OrderCommand.Process process)
            return OfProcess(process, policy);
        if (command is OrderCommand.RouteWaiting)
            return [.. policy[Actions.RerouteUnroutable].Rows.Select(r => r.Id)];
        var actions = accepted.Events.Select(ActionOf).OfType<string>().ToHashSet();
        var rows = ImmutableArray.CreateBuilder<string>(32);
        foreach (var table in policy.Tables)
            if (actions.Contains(table.Action))
                rows.AddRange(table.Rows.Select(r => r.Id));
        rows.AddRange(Invariants.Table.Rows.Select(r => r.Id));
        if (accepted.Effects.Routing is not null
            && command is OrderCommand.Modify { IfUnroutable: IfUnroutable.Refuse }
                or OrderCommand.Undo { IfUnroutable: IfUnroutable.Refuse })
            rows.Add(Invariants.KeepsItsPlace.Id);
        return rows.ToImmutable();
    }

    private static ImmutableArray<string> OfProcess(OrderCommand.Process process, Policy policy)
    {
        var rows = policy[Processing.ActionOf(process.Step)].Rows.Select(r => r.Id);
        if (process.Step is not ProcessStep.ForceCancel)
            rows = rows.Concat(Invariants.Table.Rows.Where(r => r.Looks is Looks.AtOrder).Select(r => r.Id));
        if (process is { Step.Reroutes: true, IfUnroutable: IfUnroutable.Refuse })
            rows = rows.Append(Invariants.KeepsItsPlace.Id);
        return [.. rows];
    }

    private static string? ActionOf(OrderEvent happened) => happened switch
    {
        OrderEvent.LineQuantitySet or OrderEvent.LineRemoved or OrderEvent.LineArticleSet => Actions.EditLineItems,
        OrderEvent.LineAdded => Actions.AddLineItem,
        OrderEvent.PreferredTimeSet => Actions.PreferredDate,
        OrderEvent.AttributesSet or OrderEvent.LineAttributesSet => Actions.CustomAttributes,
        OrderEvent.ConsumerSet => Actions.Consumer,
        _ => null,
    };
}
