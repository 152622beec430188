using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Configuration;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Writes the results of <see cref="OrderService"/> as responses.</summary>
internal sealed class OrderResponses(IOrderReader orderReader, SettingService settings, ReferenceDataCache referenceData)
{
    /// <summary>Response header of a request that changes nothing. Its comment is not stored.</summary>
    public const string UnchangedHeader = "Emend-Unchanged";

    /// <summary>Maximum number of modifications in the response of a read. The response contains the newest ones.</summary>
    private const int MaxModifications = 100;

    /// <summary>Writes an order with its newest modifications.</summary>
    public async Task Write(HttpContext context, TenantId tenant, Order order) =>
        await Write(context, order, await ReadModifications(tenant, order, context.RequestAborted));

    /// <summary>
    /// Writes a modified order with only that modification. Earlier modifications are omitted, so that the response time does not grow
    /// with their number.
    /// </summary>
    public async Task WriteModified(HttpContext context, TenantId tenant, Order order, OrderCommandResult result, string? comment)
    {
        IEnumerable<ModificationDetail> updates = result switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted, Actor: var actor } =>
            [
                new(order.Revision, order.LastEventAt, actor.Id, actor.Name, accepted.Events, comment)
                {
                    ShowsActor = referenceData.GetLastSettings(tenant) is { ActorAnonymization: false },
                },
            ],
            OrderCommandResult.Replayed =>
                (await ReadModifications(tenant, order, context.RequestAborted)).Where(u => u.Revision == order.Revision),
            _ => await ReadModifications(tenant, order, context.RequestAborted),
        };
        await Write(context, order, updates);
    }

    private static Task Write(HttpContext context, Order order, IEnumerable<ModificationDetail> updates)
    {
        UnroutableUnitsHeader.Write(context, order);
        return JsonResponseWriter.Write(
            context.Response, StatusCodes.Status200OK, new OrderView(order, [.. updates]), OrderWriter.Write);
    }

    private async Task<IEnumerable<ModificationDetail>> ReadModifications(TenantId tenant, Order order, CancellationToken ct)
    {
        if (order.Modifications == 0)
        {
            return [];
        }

        var updates = (
            await orderReader.ListModifications(tenant, order.Id, MaxModifications, ct)).Where(u => u.Revision <= order.Revision);
        var includesActor = !(await settings.ReadGdpr(tenant, ct)).Value.ActorAnonymization;
        return includesActor ? updates.Select(u => u with { ShowsActor = true }) : updates;
    }

    /// <summary>
    /// Writes a command result. Accepted commands and commands without effect are written by <paramref name="writeResponse"/>.
    /// </summary>
    public static Task Write(HttpContext context, OrderCommandResult result, ResponseSubject subject, Func<Order, Task> writeResponse) =>
        result switch
    {
        OrderCommandResult.Unauthenticated => FulfillmenttoolsErrors.Unauthenticated(context, AuthenticationError.Revoked),
        OrderCommandResult.NotFound => FulfillmenttoolsErrors.NotFound(context, subject.ResourceName, subject.Id),
        OrderCommandResult.IdempotencyKeyReused => FulfillmenttoolsErrors.Unprocessable(
            context,
            $"The {IdempotencyKeys.Header} was used for a different request.",
            "Retry the original request with this key, or use a new key."),
        OrderCommandResult.Replayed replayed => writeResponse(replayed.Order),
        OrderCommandResult.Decided decided => Write(context, decided, subject, writeResponse),
        _ => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
    };

    private static Task Write(
        HttpContext context, OrderCommandResult.Decided decided, ResponseSubject subject, Func<Order, Task> writeResponse) =>
        decided.Decision switch
    {
        Decision.Accepted accepted => writeResponse(accepted.After),
        Decision.NoChange => WriteUnchanged(context, decided.Before!, writeResponse),
        Decision.VersionConflict versionConflict =>
            FulfillmenttoolsErrors.VersionConflict(context, subject.ResourceName, versionConflict.Current, versionConflict.Expected),
        Decision.Rejected rejected => ViolationErrors.Write(context, rejected.Violations, subject.GetPath),
        _ => throw new InvalidOperationException($"{decided.Decision.GetType().Name} has no response."),
    };

    private static Task WriteUnchanged(HttpContext context, Order order, Func<Order, Task> writeResponse)
    {
        context.Response.Headers[UnchangedHeader] = "true";
        return writeResponse(order);
    }
}

/// <summary>The resource of a request, as error responses name it.</summary>
/// <param name="ResourceName">Resource name, such as "order" or "pick job".</param>
/// <param name="Id">Id from the request.</param>
/// <param name="GetPath">Returns the path in the request body that a rule violation refers to.</param>
internal sealed record ResponseSubject(string ResourceName, string Id, Func<RuleViolation, string> GetPath);
