using System.Collections.Frozen;
using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.ReferenceData;

namespace Emend.Server.Application.Orders;

/// <summary>
/// Why a decision was made: its inputs, the evaluated rules and the overrides. Stored with the modification, so that the modification can
/// be explained and evaluated with another policy later. The journal events contain the changes, and the order history contains the
/// routing log.
/// </summary>
internal sealed record DecisionRecord
{
    /// <summary>The reason code of the request; null if the request had none.</summary>
    public string? Reason { get; init; }

    /// <summary>The requested behavior for unroutable units; null if the request had none.</summary>
    public required UnroutableBehavior? UnroutableBehavior { get; init; }

    /// <summary>The overridden rules.</summary>
    public required ImmutableArray<RuleOverride> Overrides { get; init; }

    /// <summary>The ids of the evaluated rules.</summary>
    public required ImmutableArray<string> Rules { get; init; }

    public required TenantSettings Settings { get; init; }

    /// <summary>The permissions of the caller.</summary>
    public required FrozenSet<string> Permissions { get; init; }

    /// <summary>The versions of settings, facilities, articles and identities.</summary>
    public required TenantVersions Versions { get; init; }

    /// <summary>Whether all stock was read for this decision and not taken from a snapshot.</summary>
    public required bool IsStockFresh { get; init; }

    /// <summary>The version of the built-in policy on which a custom policy is based; null if a built-in policy decided.</summary>
    public required int? BasePolicyVersion { get; init; }

    /// <summary>
    /// Creates the record of a modification, an undo, a fulfillment action, or a reroute of unroutable units that a user requested. Null
    /// for all other commands.
    /// </summary>
    public static DecisionRecord? From(
        OrderCommand command, Decision.Accepted accepted, DecisionContext context, TenantVersions versions) =>
        command is not (
            OrderCommand.Modify or OrderCommand.Undo or OrderCommand.ChangeFulfillment
            or OrderCommand.RerouteUnroutable { IsUserRequested: true })
        ? null : new()
        {
            UnroutableBehavior = GetUnroutableBehavior(command),
            Reason = command.Reason,
            Overrides = accepted.Overrides,
            Rules = accepted.CheckedRules,
            Settings = context.Settings,
            Permissions = context.Actor.Permissions,
            Versions = versions,
            IsStockFresh = context.Stock is StockView { IsFresh: true },
            BasePolicyVersion = context.Policy.Base?.Version,
        };

    private static UnroutableBehavior? GetUnroutableBehavior(OrderCommand command) => command switch
    {
        OrderCommand.Modify modify => modify.IfUnroutable,
        OrderCommand.Undo undo => undo.IfUnroutable,
        OrderCommand.ChangeFulfillment { Action: FulfillmentAction { CausesReroute: true } } changeFulfillment =>
            changeFulfillment.IfUnroutable,
        _ => null,
    };
}
