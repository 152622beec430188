using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
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
    string Name, string Permission, Shape Body, Func<JsonElement, CancelationReason?, ProcessStep?> Step);

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
            (body, _) => new ProcessStep.RerouteTask(new(body.Text("pickJob")!))),
    ];

    /// <summary>The command; the reason is the one that the body names.</summary>
    public static OrderCommand Command(
        ProcessAction action, JsonElement body, CancelationReason? reason, long? revision, IfUnroutable choice)
    {
        ImmutableArray<string> accept = [.. body.Entries("accept").Select(r => r.GetString()!)];
        var (kind, comment) = (body.Text("reason"), body.Text("comment"));
        return action.Step(body, reason) is { } step
            ? new OrderCommand.Process(step, comment, choice) { Revision = revision, Accept = accept, Reason = kind }
            : new OrderCommand.RouteWaiting(true) { Revision = revision, Accept = accept, Reason = kind, Comment = comment };
    }
}
