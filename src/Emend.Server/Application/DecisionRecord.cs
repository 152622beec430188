using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>
/// What a modification was decided on, beside the order and the policy: kept with it, so that it can be explained, and tried under
/// another policy, long after. What it asked for is told by what it did; how its route was found is kept with the past of the order.
/// </summary>
internal sealed record DecisionRecord
{
    /// <summary>The kind of reason it was asked for; null where nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>What was to happen to units without a place; null where the request did not speak of it.</summary>
    public required UnroutableBehavior? UnroutableBehavior { get; init; }

    /// <summary>The soft rows that were passed.</summary>
    public required ImmutableArray<RuleOverride> Overrides { get; init; }

    /// <summary>The rows that were looked at, by id.</summary>
    public required ImmutableArray<string> Rules { get; init; }

    public required TenantSettings Settings { get; init; }

    /// <summary>What the caller might do.</summary>
    public required FrozenSet<string> Permissions { get; init; }

    /// <summary>Which settings, facilities, articles and people.</summary>
    public required TenantVersions Versions { get; init; }

    /// <summary>Whether all stock was read for this decision, and not taken from a snapshot.</summary>
    public required bool IsStockFresh { get; init; }

    /// <summary>The version of the built-in policy, where a variant of it decided.</summary>
    public required int? BaseVersion { get; init; }

    /// <summary>Null for what is no modification.</summary>
    public static DecisionRecord? From(OrderCommand command, Decision.Accepted accepted, DecisionContext context, TenantVersions versions) =>
        command is not (OrderCommand.Modify or OrderCommand.Undo or OrderCommand.ChangeFulfillment or OrderCommand.RerouteUnroutable { IsUserRequested: true })
        ? null : new()
        {
            UnroutableBehavior = ChoiceOf(command),
            Reason = command.Reason,
            Overrides = accepted.Overrides,
            Rules = Decider.EvaluatedRulesOf(command, accepted, context.Policy),
            Settings = context.Settings,
            Permissions = context.Actor.Permissions,
            Versions = versions,
            IsStockFresh = context.Stock is StockView { IsFresh: true },
            BaseVersion = context.Policy.Base?.Version,
        };

    private static UnroutableBehavior? ChoiceOf(OrderCommand command) => command switch
    {
        OrderCommand.Modify modify => modify.IfUnroutable,
        OrderCommand.Undo undo => undo.IfUnroutable,
        OrderCommand.ChangeFulfillment { Step: FulfillmentAction { Reroutes: true } } changeFulfillment => changeFulfillment.IfUnroutable,
        _ => null,
    };
}
