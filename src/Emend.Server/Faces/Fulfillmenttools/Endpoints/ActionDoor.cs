using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What an action is asked of, and how its outcome is told.</summary>
/// <param name="Key">Which order.</param>
/// <param name="Told">The words for it.</param>
/// <param name="Command">What is asked, with the reason that was named.</param>
/// <param name="Good">Tells the order as it stands then.</param>
internal sealed record Acting(
    OrderKey Key, Told Told, Func<JsonElement, KeptReason?, OrderCommand> Command, Func<Caller, Order, Task> Good);

/// <summary>The one way of this face from a body that names an action to the Desk and back.</summary>
internal sealed class ActionDoor(OrderDesk desk, IReasonStore reasons, IFacilityStore facilities)
{
    public async Task Act(HttpContext context, Shape shape, Acting acting)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        await Act(context, caller, await JsonBody.Read(context.Request, shape, context.RequestAborted), acting);
    }

    public async Task Act(HttpContext context, Caller caller, JsonBody body, Acting acting)
    {
        var ct = context.RequestAborted;
        var problems = body.Problems;
        if (IdempotencyKeys.ProblemOf(context.Request) is { } key) problems = problems.Add(key);
        var (reason, unknown) = body.IsGood ? await Reason(caller.Tenant, body.Json, ct) : (null, null);
        if (unknown is { } problem) problems = problems.Add(problem);
        if (!problems.IsEmpty)
        {
            // Whether there is such a thing comes before what is wrong with the body.
            var (ending, _, _) = await desk.Read(caller, acting.Key, ct);
            if (ending is not null) await OrderAnswers.Tell(context, ending, acting.Told, _ => Task.CompletedTask);
            else await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var command = acting.Command(body.Json, reason);
        if (command is OrderCommand.Process { Step: ProcessStep.Assign assign } process)
            command = process with { Step = new ProcessStep.Assign(await Facility(caller.Tenant, assign.Facility, ct)) };
        var request = new DeskRequest(
            caller,
            acting.Key,
            command,
            Face.Name,
            Core.Rules.Fulfillmenttools.Policy,
            IdempotencyKeys.Of(context.Request, caller, body.Bytes));
        await OrderAnswers.Tell(context, await desk.Submit(request, ct), acting.Told, order => acting.Good(caller, order));
    }

    /// <summary>Process modifications as the vendor does them: what finds no place waits.</summary>
    public static OrderCommand.Process Process(ProcessStep step, KeptReason? reason) =>
        new(step, step is ProcessStep.Cancel or ProcessStep.ForceCancel ? null : reason?.Text, IfUnroutable.Accept);

    public static CancelationReason? Cancelation(KeptReason? reason) => reason is null ? null : new(reason.Id, reason.Text);

    private async Task<(KeptReason? Reason, Problem? Unknown)> Reason(TenantId tenant, JsonElement body, CancellationToken ct)
    {
        var (member, list) = body.Has(ProcessShapes.CancelationReasonId)
            ? (ProcessShapes.CancelationReasonId, IReasonStore.Cancelation)
            : (ProcessShapes.RerouteDescriptionId, IReasonStore.Reroute);
        if (body.Text(member) is not { } id) return default;
        return (await reasons.All(tenant, list, ct)).FirstOrDefault(r => r.Id == id) is { } found
            ? (found, null)
            : (null, new Problem(member, $"is {Shown.Short(id)}", $"must be the id of one of the tenant's {list}"));
    }

    private async Task<FacilityId> Facility(TenantId tenant, FacilityId named, CancellationToken ct) =>
        FacilityUrn.TenantFacilityIdIn(named.Value) is { } own && await facilities.FindByTenantId(tenant, own, ct) is { } found
            ? found.Facility.Id
            : named;
}
