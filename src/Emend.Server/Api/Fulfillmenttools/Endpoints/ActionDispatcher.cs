using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>What an action is asked of, and how its outcome is told.</summary>
/// <param name="Key">Which order.</param>
/// <param name="Told">The words for it.</param>
/// <param name="Command">What is asked, with the reason that was named.</param>
/// <param name="Good">Tells the order as it stands then.</param>
internal sealed record ActionRequest(
    OrderKey Key, ResponseSubject Told, Func<JsonElement, StoredReason?, OrderCommand> Command, Func<Caller, Order, Task> Good);

/// <summary>The one way of this face from a body that names an action to the Desk and back.</summary>
internal sealed class ActionDispatcher(OrderService orderService, IReasonStore reasons, IFacilityStore facilities)
{
    public async Task Act(HttpContext context, JsonSchema schema, ActionRequest actionRequest)
    {
        if (await FulfillmenttoolsAuthorizer.Caller(context) is not { } caller) return;
        await Act(context, caller, await JsonBody.Read(context.Request, schema, context.RequestAborted), actionRequest);
    }

    public async Task Act(HttpContext context, Caller caller, JsonBody body, ActionRequest actionRequest)
    {
        var ct = context.RequestAborted;
        var problems = body.Problems;
        if (IdempotencyKeys.ProblemOf(context.Request) is { } key) problems = problems.Add(key);
        var (reason, unknown) = body.IsGood ? await Reason(caller.Tenant, body.Json, ct) : (null, null);
        if (unknown is { } problem) problems = problems.Add(problem);
        if (!problems.IsEmpty)
        {
            // Whether there is such a thing comes before what is wrong with the body.
            var (ending, _, _) = await orderService.Read(caller, actionRequest.Key, ct);
            if (ending is not null) await OrderResponses.Write(context, ending, actionRequest.Told, _ => Task.CompletedTask);
            else await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var command = actionRequest.Command(body.Json, reason);
        if (command is OrderCommand.ChangeFulfillment { Step: FulfillmentAction.Assign assign } changeFulfillment)
            command = changeFulfillment with { Step = new FulfillmentAction.Assign(await Facility(caller.Tenant, assign.Facility, ct)) };
        var request = new OrderCommandRequest(
            caller,
            actionRequest.Key,
            command,
            FulfillmenttoolsApi.Name,
            Core.Rules.FulfillmenttoolsPolicy.Policy,
            IdempotencyKeys.Of(context.Request, caller, body.Bytes));
        await OrderResponses.Write(context, await orderService.Execute(request, ct), actionRequest.Told, order => actionRequest.Good(caller, order));
    }

    /// <summary>Process modifications as the vendor does them: what finds no place waits.</summary>
    public static OrderCommand.ChangeFulfillment Process(FulfillmentAction action, StoredReason? reason) =>
        new(action, action is FulfillmentAction.Cancel or FulfillmentAction.ForceCancel ? null : reason?.Text, UnroutableBehavior.Accept);

    public static CancellationReason? Cancelation(StoredReason? reason) => reason is null ? null : new(reason.Id, reason.Text);

    private async Task<(StoredReason? Reason, ValidationError? Unknown)> Reason(TenantId tenant, JsonElement body, CancellationToken ct)
    {
        var (member, list) = body.Has(ProcessSchemas.CancelationReasonId)
            ? (ProcessSchemas.CancelationReasonId, IReasonStore.Cancelation)
            : (ProcessSchemas.RerouteDescriptionId, IReasonStore.Reroute);
        if (body.Text(member) is not { } id) return default;
        return (await reasons.All(tenant, list, ct)).FirstOrDefault(r => r.Id == id) is { } storedReason
            ? (storedReason, null)
            : (null, new ValidationError(member, $"is {ValueFormatter.Short(id)}", $"must be the id of one of the tenant's {list}"));
    }

    private async Task<FacilityId> Facility(TenantId tenant, FacilityId named, CancellationToken ct) =>
        FacilityUrn.TenantFacilityIdIn(named.Value) is { } own && await facilities.FindByTenantId(tenant, own, ct) is { } storedFacility
            ? storedFacility.Facility.Id
            : named;
}
