using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>An action of a request and the writer of its response.</summary>
/// <param name="Key">Identifies the order.</param>
/// <param name="Subject">The resource that error responses name.</param>
/// <param name="CreateCommand">Creates the command from the body and the stored reason that the body names.</param>
/// <param name="WriteResponse">Writes the response of an accepted command.</param>
internal sealed record ActionRequest(
    OrderKey Key, ResponseSubject Subject, Func<JsonElement, StoredReason?, OrderCommand> CreateCommand,
    Func<Caller, Order, Task> WriteResponse);

/// <summary>Runs actions of request bodies through <see cref="OrderService"/> and writes the response.</summary>
internal sealed class ActionDispatcher(OrderService orderService, ReasonService reasons, IFacilityStore facilities)
{
    public async Task Dispatch(HttpContext context, JsonSchema schema, ActionRequest action)
    {
        if (await FulfillmenttoolsAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        await Dispatch(context, caller, await JsonBody.Read(context.Request, schema, context.RequestAborted), action);
    }

    public async Task Dispatch(HttpContext context, Caller caller, JsonBody body, ActionRequest action)
    {
        var ct = context.RequestAborted;
        var problems = body.Errors;
        if (IdempotencyKeys.Validate(context.Request) is { } key)
        {
            problems = problems.Add(key);
        }

        var (reason, unknown) = body.IsValid ? await FindReason(caller.Tenant, body.Json, ct) : (null, null);
        if (unknown is { } problem)
        {
            problems = problems.Add(problem);
        }

        if (!problems.IsEmpty)
        {
            // 404 for an unknown resource takes precedence over errors of the body.
            var (earlyResult, _, _) = await orderService.Read(caller, action.Key, ct);
            if (earlyResult is not null)
            {
                await OrderResponses.Write(context, earlyResult, action.Subject, _ => Task.CompletedTask);
            }
            else
            {
                await FulfillmenttoolsErrors.InvalidRequest(
                    context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
            }

            return;
        }

        var command = action.CreateCommand(body.Json, reason);
        if (command is OrderCommand.ChangeFulfillment { Action: FulfillmentAction.Assign assign } changeFulfillment)
        {
            command = changeFulfillment with { Action = new FulfillmentAction.Assign(
                await ResolveFacility(caller.Tenant, assign.Facility, ct)) };
        }

        var request = new OrderCommandRequest(
            caller,
            action.Key,
            command,
            FulfillmenttoolsApi.Name,
            IdempotencyKeys.Create(context.Request, caller, body.Bytes));
        await OrderResponses.Write(
            context, await orderService.Execute(request, ct), action.Subject, order => action.WriteResponse(caller, order));
    }

    /// <summary>Creates the command of a fulfillment action. As with the vendor, units may become unroutable.</summary>
    public static OrderCommand.ChangeFulfillment CreateCommand(FulfillmentAction action, StoredReason? reason) =>
        new(action, action is FulfillmentAction.Cancel or FulfillmentAction.ForceCancel ? null : reason?.Text, UnroutableBehavior.Accept);

    private async Task<(StoredReason? Reason, ValidationError? Unknown)> FindReason(TenantId tenant, JsonElement body, CancellationToken ct)
    {
        var (member, list) = body.HasMember(ProcessSchemas.CancelationReasonId)
            ? (ProcessSchemas.CancelationReasonId, IReasonStore.Cancellation)
            : (ProcessSchemas.RerouteDescriptionId, IReasonStore.Reroute);
        var holder = body.ReadMember("actions") is { ValueKind: JsonValueKind.Array } ? body.ReadEntries("actions").First() : body;
        if (holder.ReadText(member) is not { } id)
        {
            return default;
        }

        return await reasons.Find(tenant, list, id, ct) is { } storedReason
            ? (storedReason, null)
            : (null, new ValidationError(member, $"is {ValueFormatter.Truncate(id)}", $"must be the id of one of the tenant's {list}"));
    }

    private async Task<FacilityId> ResolveFacility(TenantId tenant, FacilityId named, CancellationToken ct) =>
        FacilityUrn.ParseTenantFacilityId(named.Value) is { } tenantFacilityId
            && await facilities.FindByTenantId(tenant, tenantFacilityId, ct) is { } facility
            ? facility.Facility.Id
            : named;
}
