using System.Text.Json;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates a handover job for goods whose handover job was canceled.</summary>
internal sealed class HandoverCreationEndpoint(
    FulfillmenttoolsAuthorizer authorizer, OrderService orderService, IOrderReader orderReader)
{
    private const string NameIt = "Specify pickJobRef, or a routingPlanRef or processId that leads to a pick job.";

    public async Task Create(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller
            || await WriteRequestBody.Read(context, ShippingSchemas.HandoverCreation) is not { } body)
        {
            return;
        }

        if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.HandoverjobWrite)
            && await FindPickJob(context, caller, body.Json) is var (order, pickJob))
        {
            var command = new OrderCommand.CreateHandoverJob(pickJob)
            {
                Facility = new(body.Json.ReadText("facilityRef")!),
                DeliveryKind = body.Json.ReadText("channel") is "COLLECT" ? DeliveryKind.Collect : DeliveryKind.Shipping,
            };
            var request = new OrderCommandRequest(
                caller.Caller,
                new OrderKey.ById(order),
                command,
                FulfillmenttoolsApi.Name,
                IdempotencyKeys.Create(context.Request, caller.Caller, body.Bytes));
            await Write(context, pickJob, await orderService.Execute(request, context.RequestAborted));
        }
    }

    // Null if the response is written.
    private async Task<(OrderId Order, EntityId PickJob)?> FindPickJob(
        HttpContext context, AuthenticatedCaller caller, JsonElement body)
    {
        var (order, pickJobs, problem) = await FindPickJobs(caller, body, context.RequestAborted);
        if (order is not null && pickJobs is [var only])
        {
            return (order.Id, only);
        }

        await FulfillmenttoolsErrors.Unprocessable(
            context,
            problem ?? $"The customer did not accept goods of several pick jobs: {string.Join(", ", pickJobs.Select(p => p.Value))}.",
            problem is null ? "Specify one of them as pickJobRef." : NameIt);
        return null;
    }

    private async Task<(Order? Order, IReadOnlyList<EntityId> PickJobs, string? Problem)> FindPickJobs(
        AuthenticatedCaller caller, JsonElement body, CancellationToken ct)
    {
        var tenant = caller.Tenant;
        if (body.ReadText("pickJobRef") is { } pickJob)
        {
            return await orderReader.FindPickJob(tenant, new(pickJob), ct) is { } owned
                ? (owned.Order, [owned.Entity.Id], null)
                : (null, [], $"There is no pick job {ValueFormatter.Truncate(pickJob)}.");
        }

        if (body.ReadText("routingPlanRef") is { } plan)
        {
            if (await orderReader.FindPlan(tenant, new(plan), ct) is not { } owned)
            {
                return (null, [], $"There is no routing plan {ValueFormatter.Truncate(plan)}.");
            }

            var jobs = await ListPickJobs(tenant, owned.Order, ct);
            IReadOnlyList<EntityId> found = [.. jobs.Where(j => j.PlanId == owned.Entity.Id).Select(j => j.Id).Take(1)];
            return (owned.Order, found, found.Count == 0 ? $"Routing plan {plan} has no pick job." : null);
        }

        if (body.ReadText("processId") is not { } process)
        {
            return (null, [], "The handover job has no pick job. Every handover job belongs to the goods of one.");
        }

        if (await orderReader.FindByProcess(tenant, new(process), ct) is not { } order)
        {
            return (null, [], $"There is no process {ValueFormatter.Truncate(process)}.");
        }

        var facility = new FacilityId(body.ReadText("facilityRef")!);
        var candidates = caller.Actor.CanAccessFacility(facility) ? await ListCandidates(tenant, order, facility, ct) : [];
        var missing = $"Process {process} has no finished pick job at facility {ValueFormatter.Truncate(facility.Value)}.";
        return (order, candidates, candidates.Count == 0 ? missing : null);
    }

    // The goods at the facility that the customer did not accept; without such goods, the rules reject any finished pick job.
    private async Task<IReadOnlyList<EntityId>> ListCandidates(TenantId tenant, Order order, FacilityId facility, CancellationToken ct)
    {
        IReadOnlyList<EntityId> refused =
            [.. order.ReturnTasks.Where(t => t.IsRefused && t.Facility == facility).Select(t => t.PickJobId).Distinct()];
        if (refused.Count > 0)
        {
            return refused;
        }

        if (order.HandoverJobs.FirstOrDefault(h => h.Facility == facility) is { } job)
        {
            return [job.PickJobId];
        }

        var pickJobs = await ListPickJobs(tenant, order, ct);
        return [.. pickJobs.Where(j => j.Status is PickJobStatus.Closed && j.Facility == facility).Select(j => j.Id).Take(1)];
    }

    private async Task<IEnumerable<PickJob>> ListPickJobs(TenantId tenant, Order order, CancellationToken ct) =>
        (await orderReader.ListEntities(tenant, [order.Id], ct)).PickJobs[order.Id].Select(j => j.Entity);

    private static Task Write(HttpContext context, EntityId pickJob, OrderCommandResult result)
    {
        if (result is OrderCommandResult.Decided { Decision: Decision.Rejected rejected }
            && rejected.Violations.FirstOrDefault(v => v.Subject is { Kind: ViolationSubjectKind.HandoverJob }) is
                { Subject: { } live } violation)
        {
            return FulfillmenttoolsErrors.Unprocessable(
                context,
                $"Pick job {pickJob.Value} already has handover job {live.Id}.",
                $"Use that handover job. (rule {violation.RuleId})");
        }

        var created = GetAccepted(result)?.Events.OfType<OrderEvent.HandoverJobCreated>().Single().Job.Id;
        return OrderResponses.Write(
            context,
            result,
            new("pick job", pickJob.Value, violation => violation.Field switch
            {
                RequestField.Facility => "facilityRef",
                RequestField.HandoverMethod => "channel",
                RequestField.PickJob => "pickJobRef",
                _ => "",
            }),
            order =>
            {
                context.Response.Headers.Location = $"/api/handoverjobs/{created!.Value.Value}";
                return JsonResponseWriter.Write(
                    context.Response,
                    StatusCodes.Status201Created,
                    new OwnedEntity<HandoverJob>(order, order.FindHandoverJob(created.Value)!),
                    ShippingWriter.WriteHandoverJob);
            });
    }

    private static Decision.Accepted? GetAccepted(OrderCommandResult result) => result switch
    {
        OrderCommandResult.Decided { Decision: Decision.Accepted accepted } => accepted,
        OrderCommandResult.Replayed replayed => replayed.First.Accepted,
        _ => null,
    };
}
