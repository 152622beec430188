using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>An action on how an order is fulfilled, as this face takes it.</summary>
/// <param name="Name">As the path and the tables name it.</param>
/// <param name="Permission">What the first row of its table asks for.</param>
/// <param name="Body">What may be sent with it.</param>
/// <param name="Step">What is asked; nothing where what has no place is to be tried again.</param>
internal sealed record FulfillmentActionDefinition(
    string Name, string Permission, JsonSchema Body, Func<JsonElement, CancellationReason?, FulfillmentAction?> Step)
{
    /// <summary>The command, where it reports work; null for what changes how the order is fulfilled.</summary>
    public Func<JsonElement, OrderCommand>? Work { get; init; }

    /// <summary>Whether it speaks of a part of one order, and cannot be asked of many.</summary>
    public bool OfOneOrder { get; init; }
}

/// <summary>The actions, each with its body.</summary>
internal static class FulfillmentActionDefinitions
{
    /// <summary>The member that names an entry of the tenant's list of reasons.</summary>
    public const string CancelationReason = "cancelationReason";

    private static readonly PropertySchema Why =
        Optional(CancelationReason, NativeCommonSchemas.Ref.WithDescription("The id of one of the tenant's cancelation reasons."));

    public static readonly ImmutableArray<FulfillmentActionDefinition> All =
    [
        new(ActionNames.CancelOrder, Permissions.OrderCancel, JsonSchema.Object([Why, .. ModificationSchemas.Handling]).Named("CancelOrder"),
            (_, reason) => new FulfillmentAction.Cancel(reason)),
        new(ActionNames.ForceCancelOrder, Permissions.OrderForceCancel, JsonSchema.Object([Why, .. ModificationSchemas.Handling]).Named("ForceCancelOrder"),
            (_, reason) => new FulfillmentAction.ForceCancel(reason)),
        new(ActionNames.AssignOrder, Permissions.ProcessWrite,
            JsonSchema.Object(
            [
                Required("facility", NativeCommonSchemas.Ref.WithDescription("The id of the facility that shall supply all of it.")), .. ModificationSchemas.Handling,
            ]).Named("AssignOrder"),
            (body, _) => new FulfillmentAction.Assign(new(body.Text("facility")!))),
        new(ActionNames.RerouteOrder, Permissions.ProcessReroute, JsonSchema.Object(ModificationSchemas.Handling).Named("RerouteOrder"),
            (_, _) => new FulfillmentAction.Reroute()),
        new(ActionNames.RerouteUnroutable, Permissions.RoutingWrite, JsonSchema.Object(ModificationSchemas.Handling).Named("RerouteUnroutable"),
            (_, _) => null),
        new(ActionNames.TaskReroute, Permissions.RoutingWrite,
            JsonSchema.Object([Required("pickJob", NativeCommonSchemas.Ref.WithDescription("The id of an open pick job of the order.")), .. ModificationSchemas.Handling])
                .Named("TaskReroute"),
            (body, _) => new FulfillmentAction.ReroutePickJob(new(body.Text("pickJob")!))) { OfOneOrder = true },
        new(ActionNames.UnlockOrder, Permissions.OrderUnlock,
            JsonSchema.Object(
            [
                Optional("preferredTime", JsonSchema.Moment.WithDescription("When the customer wants it now: the order is routed again.")),
                .. ModificationSchemas.Handling,
            ]).Named("UnlockOrder"),
            (body, _) => new FulfillmentAction.Unlock(body.Moment("preferredTime")?.ToMicroseconds())),
        new(ActionNames.ConfirmPromise, Permissions.OrderWrite,
            JsonSchema.Object([Optional("tenantOrderId", NativeCommonSchemas.Ref.WithDescription("The order's number from now on.")), .. ModificationSchemas.Handling])
                .Named("ConfirmPromise"),
            (body, _) => new FulfillmentAction.ConfirmPromise(body.Text("tenantOrderId"))),
        new(ActionNames.ExtendPromise, Permissions.OrderWrite,
            JsonSchema.Object(
            [
                Optional("until", JsonSchema.Moment.WithDescription("Until when; where nothing is said, for as long again as it was promised for, from now.")),
                .. ModificationSchemas.Handling,
            ]).Named("ExtendPromise"),
            (body, _) => new FulfillmentAction.ExtendPromise(body.Moment("until")?.ToMicroseconds())),
        .. WarehouseActionDefinitions.All,
    ];

    /// <summary>The command; the reason is the one that the body names.</summary>
    public static OrderCommand Command(
        FulfillmentActionDefinition action, JsonElement body, CancellationReason? reason, long? revision, UnroutableBehavior choice)
    {
        if (action.Work is { } work) return work(body);
        ImmutableArray<string> accept = [.. body.Entries("accept").Select(r => r.GetString()!)];
        var (kind, comment) = (body.Text("reason"), body.Text("comment"));
        return action.Step(body, reason) is { } step
            ? new OrderCommand.ChangeFulfillment(step, comment, choice) { Revision = revision, AcceptedPenalties = accept, Reason = kind }
            : new OrderCommand.RerouteUnroutable(true) { Revision = revision, AcceptedPenalties = accept, Reason = kind, Comment = comment };
    }
}
