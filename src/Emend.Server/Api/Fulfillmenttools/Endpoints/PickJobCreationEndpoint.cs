using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates a pick job: of a new order that only one facility supplies, or of an existing order before its release time.</summary>
internal sealed class PickJobCreationEndpoint(
    FulfillmenttoolsAuthorizer authorizer, OrderService orderService, IOrderReader orderReader, IFacilityStore facilities)
{
    public async Task Create(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller
            || await WriteRequestBody.Read(
                context, PickJobCreationSchemas.ForCreation, PickJobCreationMapper.FindProblems) is not { } body)
        {
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.PickjobWrite)
            || !await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderWrite))
        {
            return;
        }

        var facility = await ResolveFacility(caller.Tenant, body.Json.ReadText("facilityRef")!, context.RequestAborted);
        if (PickJobCreationMapper.NamesOrder(body.Json))
        {
            await Release(context, caller, body, facility);
            return;
        }

        var newOrder = PickJobCreationMapper.ReadOrder(body.Json, facility);
        var command = new OrderCommand.Place(newOrder) { PickJobAt = facility };
        var result = await Execute(context, caller, body, new OrderKey.ForNewOrder(newOrder.TenantOrderId), command);
        await Write(context, result, facility, new("order", newOrder.TenantOrderId ?? "", GetPath));
    }

    private async Task Release(HttpContext context, AuthenticatedCaller caller, JsonBody body, FacilityId facility)
    {
        var ct = context.RequestAborted;
        var (order, id) = body.Json.ReadText("orderRef") is { } orderRef
            ? ((await orderService.Read(caller.Caller, new OrderKey.ById(new(orderRef)), ct)).Order, orderRef)
            : (await orderReader.FindByProcess(caller.Tenant, new(body.Json.ReadText("processId")!), ct), body.Json.ReadText("processId")!);
        if (order is null)
        {
            await FulfillmenttoolsErrors.Unprocessable(
                context, $"There is no order {ValueFormatter.Truncate(id)}.", "Specify an existing order, or omit orderRef and processId.");
        }
        else if (FindMismatch(order, body.Json, facility) is { } mismatch)
        {
            await FulfillmenttoolsErrors.Unprocessable(context, mismatch, "Specify references of one order, or only orderRef.");
        }
        else
        {
            var command = new OrderCommand.Release { Facility = facility };
            var result = await Execute(context, caller, body, new OrderKey.ById(order.Id), command);
            await (FindExisting(result) is var (job, rule)
                ? FulfillmenttoolsErrors.Unprocessable(
                    context, $"The order already has pick job {job} at the facility.", $"Use that pick job. (rule {rule})")
                : Write(context, result, facility, new("order", order.Id.Value, GetPath)));
        }
    }

    private static string? FindMismatch(Order order, JsonElement body, FacilityId facility)
    {
        if (body.ReadText("processId") is { } process && process != order.ProcessId.Value)
        {
            return $"Order {order.Id.Value} does not have process {ValueFormatter.Truncate(process)}.";
        }

        if (body.ReadText("tenantOrderId") is { } number && number != order.TenantOrderId)
        {
            return $"Order {order.Id.Value} does not have tenantOrderId {ValueFormatter.Truncate(number)}.";
        }

        return body.ReadText("routingPlanRef") is { } plan && !order.Plans.Any(p => p.Id.Value == plan && p.Facility == facility)
            ? $"Order {order.Id.Value} has no current routing plan {ValueFormatter.Truncate(plan)} at the facility."
            : null;
    }

    private Task<OrderCommandResult> Execute(
        HttpContext context, AuthenticatedCaller caller, JsonBody body, OrderKey key, OrderCommand command) => orderService.Execute(
        new(caller.Caller, key, command, FulfillmenttoolsApi.Name,
            IdempotencyKeys.Create(context.Request, caller.Caller, body.Bytes)),
        context.RequestAborted);

    private static (string Job, string Rule)? FindExisting(OrderCommandResult result) =>
        result is OrderCommandResult.Decided { Decision: Decision.Rejected rejected }
            ? rejected.Violations.Where(v => v.Subject is { Kind: ViolationSubjectKind.PickJob })
                .Select(v => ((string, string)?)(v.Subject!.Value.Id, v.RuleId)).FirstOrDefault()
            : null;

    private static Task Write(HttpContext context, OrderCommandResult result, FacilityId facility, ResponseSubject subject)
    {
        var events = result switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted } => accepted.Events,
            OrderCommandResult.Replayed replayed => replayed.First.Accepted.Events,
            _ => [],
        };
        var created = events.SelectMany(e => GetPickJobs(e)).FirstOrDefault(j => j.Facility == facility);
        return OrderResponses.Write(context, result, subject, order =>
        {
            context.Response.Headers.Location = $"/api/pickjobs/{created!.Id.Value}";
            return JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status201Created,
                new OwnedEntity<PickJob>(order, order.FindPickJob(created.Id)!),
                PickJobWriter.Write);
        });
    }

    private static ImmutableArray<PickJob> GetPickJobs(OrderEvent orderEvent) => orderEvent switch
    {
        OrderEvent.Routed routed => routed.PickJobs,
        OrderEvent.Released released => released.PickJobs,
        _ => [],
    };

    private static string GetPath(RuleViolation violation) => violation.Field switch
    {
        RequestField.PickJobAt => "facilityRef",
        RequestField.OrderLines => "pickLineItems",
        RequestField.Delivery => "deliveryinformation",
        var field => FulfillmenttoolsRules.GetName(field),
    };

    private async Task<FacilityId> ResolveFacility(TenantId tenant, string named, CancellationToken ct) =>
        FacilityUrn.ParseTenantFacilityId(named) is { } tenantFacilityId
            && await facilities.FindByTenantId(tenant, tenantFacilityId, ct) is { } facility
            ? facility.Facility.Id
            : new(named);
}
