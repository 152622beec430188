using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>An action endpoint of an order: a fulfillment action or a warehouse action.</summary>
/// <param name="Name">The name of the action in the path and in the rules.</param>
/// <param name="Permission">The permission that the first rule of its rule set requires.</param>
/// <param name="Body">The schema of the request body.</param>
/// <param name="CreateAction">Creates the fulfillment action. Null for <c>reroute-unroutable</c>, which has its own command.</param>
internal sealed record FulfillmentActionDefinition(
    string Name, string Permission, JsonSchema Body, Func<JsonElement, CancellationReason?, FulfillmentAction?> CreateAction)
{
    /// <summary>Creates the command of a warehouse action; null for a fulfillment action.</summary>
    public Func<JsonElement, OrderCommand>? CreateWarehouseCommand { get; init; }

    /// <summary>True if the body names an entity of one order. Bulk jobs do not offer such actions.</summary>
    public bool IsSingleOrder { get; init; }
}

/// <summary>All action endpoints with their request bodies.</summary>
internal static class FulfillmentActionDefinitions
{
    /// <summary>The member that contains the id of a cancellation reason of the tenant.</summary>
    public const string CancellationReasonMember = "cancellationReason";

    private static readonly PropertySchema CancellationReasonProperty =
        Optional(CancellationReasonMember, NativeCommonSchemas.Id.WithDescription("The id of a cancellation reason of the tenant."));

    public static readonly ImmutableArray<FulfillmentActionDefinition> All =
    [
        new(ActionNames.CancelOrder, Permissions.OrderCancel,
            JsonSchema.Object([CancellationReasonProperty, .. ModificationSchemas.CommandOptions]).Named("CancelOrder"),
            (_, reason) => new FulfillmentAction.Cancel(reason)),
        new(ActionNames.ForceCancelOrder, Permissions.OrderForceCancel,
            JsonSchema.Object([CancellationReasonProperty, .. ModificationSchemas.CommandOptions]).Named("ForceCancelOrder"),
            (_, reason) => new FulfillmentAction.ForceCancel(reason)),
        new(ActionNames.AssignOrder, Permissions.ProcessWrite,
            JsonSchema.Object(
            [
                Required("facility", NativeCommonSchemas.Id.WithDescription("The id of the facility that supplies the whole order.")),
                .. ModificationSchemas.CommandOptions,
            ]).Named("AssignOrder"),
            (body, _) => new FulfillmentAction.Assign(new(body.ReadText("facility")!))),
        new(ActionNames.RerouteOrder, Permissions.ProcessReroute,
            JsonSchema.Object(ModificationSchemas.CommandOptions).Named("RerouteOrder"),
            (_, _) => new FulfillmentAction.Reroute()),
        new(ActionNames.RerouteUnroutable, Permissions.RoutingWrite,
            JsonSchema.Object(ModificationSchemas.CommandOptions).Named("RerouteUnroutable"),
            (_, _) => null),
        new(ActionNames.TaskReroute, Permissions.RoutingWrite,
            JsonSchema.Object(
            [
                Required("pickJob", NativeCommonSchemas.Id.WithDescription("The id of an open pick job of the order.")),
                .. ModificationSchemas.CommandOptions,
            ]).Named("TaskReroute"),
            (body, _) => new FulfillmentAction.ReroutePickJob(new(body.ReadText("pickJob")!))) { IsSingleOrder = true },
        new(ActionNames.UnlockOrder, Permissions.OrderUnlock,
            JsonSchema.Object(
            [
                Optional("preferredTime", JsonSchema.Timestamp.WithDescription(
                    "The new preferred delivery time. If present, the order is rerouted.")),
                .. ModificationSchemas.CommandOptions,
            ]).Named("UnlockOrder"),
            (body, _) => new FulfillmentAction.Unlock(body.ReadTimestamp("preferredTime")?.ToMicroseconds())),
        new(ActionNames.ConfirmPromise, Permissions.OrderWrite,
            JsonSchema.Object(
            [
                Optional("tenantOrderId", NativeCommonSchemas.Id.WithDescription("The new order number of the tenant.")),
                .. ModificationSchemas.CommandOptions,
            ]).Named("ConfirmPromise"),
            (body, _) => new FulfillmentAction.ConfirmPromise(body.ReadText("tenantOrderId"))),
        new(ActionNames.ExtendPromise, Permissions.OrderWrite,
            JsonSchema.Object(
            [
                Optional("until", JsonSchema.Timestamp.WithDescription(
                    "The new expiry time. Default: the original duration, from now on.")),
                .. ModificationSchemas.CommandOptions,
            ]).Named("ExtendPromise"),
            (body, _) => new FulfillmentAction.ExtendPromise(body.ReadTimestamp("until")?.ToMicroseconds())),
        .. WarehouseActionDefinitions.All,
    ];

    /// <summary>Creates the command. <paramref name="reason"/> is the cancellation reason that the body names.</summary>
    public static OrderCommand CreateCommand(
        FulfillmentActionDefinition action, JsonElement body, CancellationReason? reason, long? revision, UnroutableBehavior behavior)
    {
        if (action.CreateWarehouseCommand is { } createCommand)
        {
            return createCommand(body);
        }

        ImmutableArray<string> acceptedPenalties = [.. body.ReadEntries("acceptPenalties").Select(r => r.GetString()!)];
        var (kind, comment) = (body.ReadText("reason"), body.ReadText("comment"));
        return action.CreateAction(body, reason) is { } fulfillmentAction
            ? new OrderCommand.ChangeFulfillment(fulfillmentAction, comment, behavior)
            {
                Revision = revision, AcceptedPenalties = acceptedPenalties, Reason = kind,
            }
            : new OrderCommand.RerouteUnroutable(true)
            {
                Revision = revision, AcceptedPenalties = acceptedPenalties, Reason = kind, Comment = comment,
            };
    }
}
