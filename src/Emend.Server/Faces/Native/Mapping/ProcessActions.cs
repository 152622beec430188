using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Mapping;

/// <summary>An action on how an order is fulfilled, as this face takes it.</summary>
/// <param name="Name">As the path and the tables name it.</param>
/// <param name="Permission">What the first row of its table asks for.</param>
/// <param name="Body">What may be sent with it.</param>
/// <param name="Step">What is asked; nothing where what has no place is to be tried again.</param>
internal sealed record ProcessAction(
    string Name, string Permission, Shape Body, Func<JsonElement, CancelationReason?, ProcessStep?> Step)
{
    /// <summary>The command, where it reports work; null for what changes how the order is fulfilled.</summary>
    public Func<JsonElement, OrderCommand>? Work { get; init; }

    /// <summary>Whether it speaks of a part of one order, and cannot be asked of many.</summary>
    public bool OfOneOrder { get; init; }
}

/// <summary>The actions, each with its body.</summary>
internal static class ProcessActions
{
    /// <summary>The member that names an entry of the tenant's list of reasons.</summary>
    public const string CancelationReason = "cancelationReason";

    private static readonly Member Why =
        May(CancelationReason, CommonShapes.Ref.Says("The id of one of the tenant's cancelation reasons."));

    public static readonly ImmutableArray<ProcessAction> All =
    [
        new(Actions.CancelOrder, Permissions.OrderCancel, Shape.Object([Why, .. ChangeShapes.Handling]).Named("CancelOrder"),
            (_, reason) => new ProcessStep.Cancel(reason)),
        new(Actions.ForceCancelOrder, Permissions.OrderForceCancel, Shape.Object([Why, .. ChangeShapes.Handling]).Named("ForceCancelOrder"),
            (_, reason) => new ProcessStep.ForceCancel(reason)),
        new(Actions.AssignOrder, Permissions.ProcessWrite,
            Shape.Object(
            [
                Must("facility", CommonShapes.Ref.Says("The id of the facility that shall supply all of it.")), .. ChangeShapes.Handling,
            ]).Named("AssignOrder"),
            (body, _) => new ProcessStep.Assign(new(body.Text("facility")!))),
        new(Actions.RerouteOrder, Permissions.ProcessReroute, Shape.Object(ChangeShapes.Handling).Named("RerouteOrder"),
            (_, _) => new ProcessStep.Reroute()),
        new(Actions.RerouteUnroutable, Permissions.RoutingWrite, Shape.Object(ChangeShapes.Handling).Named("RerouteUnroutable"),
            (_, _) => null),
        new(Actions.TaskReroute, Permissions.RoutingWrite,
            Shape.Object([Must("pickJob", CommonShapes.Ref.Says("The id of an open pick job of the order.")), .. ChangeShapes.Handling])
                .Named("TaskReroute"),
            (body, _) => new ProcessStep.RerouteTask(new(body.Text("pickJob")!))) { OfOneOrder = true },
        new(Actions.UnlockOrder, Permissions.OrderUnlock,
            Shape.Object(
            [
                May("preferredTime", Shape.Moment.Says("When the customer wants it now: the order is routed again.")),
                .. ChangeShapes.Handling,
            ]).Named("UnlockOrder"),
            (body, _) => new ProcessStep.Unlock(body.Moment("preferredTime")?.ToMicroseconds())),
        new(Actions.ConfirmPromise, Permissions.OrderWrite,
            Shape.Object([May("tenantOrderId", CommonShapes.Ref.Says("The order's number from now on.")), .. ChangeShapes.Handling])
                .Named("ConfirmPromise"),
            (body, _) => new ProcessStep.ConfirmPromise(body.Text("tenantOrderId"))),
        new(Actions.ExtendPromise, Permissions.OrderWrite,
            Shape.Object(
            [
                May("until", Shape.Moment.Says("Until when; where nothing is said, for as long again as it was promised for, from now.")),
                .. ChangeShapes.Handling,
            ]).Named("ExtendPromise"),
            (body, _) => new ProcessStep.ExtendPromise(body.Moment("until")?.ToMicroseconds())),
        .. WorkActions.All,
    ];

    /// <summary>The command; the reason is the one that the body names.</summary>
    public static OrderCommand Command(
        ProcessAction action, JsonElement body, CancelationReason? reason, long? revision, IfUnroutable choice)
    {
        if (action.Work is { } work) return work(body);
        ImmutableArray<string> accept = [.. body.Entries("accept").Select(r => r.GetString()!)];
        var (kind, comment) = (body.Text("reason"), body.Text("comment"));
        return action.Step(body, reason) is { } step
            ? new OrderCommand.Process(step, comment, choice) { Revision = revision, Accept = accept, Reason = kind }
            : new OrderCommand.RouteWaiting(true) { Revision = revision, Accept = accept, Reason = kind, Comment = comment };
    }
}
