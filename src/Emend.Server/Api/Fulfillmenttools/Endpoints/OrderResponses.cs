using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>How the Desk's outcomes are told.</summary>
internal sealed class OrderResponses(IOrderReader reads, ISettingStore settings, ReferenceDataCache referenceData)
{
    /// <summary>How many modifications an order tells of when it is read: the newest.</summary>
    private const int Max = 100;

    /// <summary>The order that was asked for, with its modifications.</summary>
    public async Task Write(HttpContext context, TenantId tenant, Order order) =>
        await Write(context, order, await Updates(tenant, order, context.RequestAborted));

    /// <summary>
    /// The order that was changed, with that change. What was done before is told to who reads it: a change must not grow slower with
    /// every change before it.
    /// </summary>
    public async Task WriteChanged(HttpContext context, TenantId tenant, Order order, OrderCommandResult outcome, string? comment)
    {
        IEnumerable<ModificationDetail> updates = outcome switch
        {
            OrderCommandResult.Decided { Decision: Decision.Accepted accepted, Actor: var actor } =>
            [
                new(order.Revision, order.LastEventAt, actor.Id, actor.Name, accepted.Events, comment)
                {
                    TellsActor = referenceData.LastSettings(tenant) is { ActorAnonymization: false },
                },
            ],
            OrderCommandResult.Replayed => (await Updates(tenant, order, context.RequestAborted)).Where(u => u.Revision == order.Revision),
            _ => await Updates(tenant, order, context.RequestAborted),
        };
        await Write(context, order, updates);
    }

    private static Task Write(HttpContext context, Order order, IEnumerable<ModificationDetail> updates) =>
        JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, new OrderView(order, [.. updates]), OrderWriter.Write);

    private async Task<IEnumerable<ModificationDetail>> Updates(TenantId tenant, Order order, CancellationToken ct)
    {
        if (order.Modifications == 0) return [];
        var updates = (await reads.UpdateDetails(tenant, order.Id, Max, ct)).Where(u => u.Revision <= order.Revision);
        var told = !GdprConfigurationMapper.Anonymizes(await settings.Read(tenant, ISettingStore.Gdpr, ct));
        return told ? updates.Select(u => u with { TellsActor = true }) : updates;
    }

    /// <summary>Tells an outcome; what was accepted, or was so already, is told by <paramref name="good"/>.</summary>
    public static Task Write(HttpContext context, OrderCommandResult outcome, ResponseSubject told, Func<Order, Task> good) => outcome switch
    {
        OrderCommandResult.Unauthenticated => FulfillmenttoolsErrors.Unauthenticated(context, AuthenticationError.Revoked),
        OrderCommandResult.NotFound => FulfillmenttoolsErrors.NotFound(context, told.What, told.Id),
        OrderCommandResult.IdempotencyKeyReused => FulfillmenttoolsErrors.Refused(
            context,
            $"The {IdempotencyKeys.Header} was used for another request.",
            "Send the same request again under it, or take a new key."),
        OrderCommandResult.Replayed kept => good(kept.Order),
        OrderCommandResult.Decided decided => Write(context, decided, told, good),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} cannot be told."),
    };

    private static Task Write(HttpContext context, OrderCommandResult.Decided decided, ResponseSubject told, Func<Order, Task> good) => decided.Decision switch
    {
        Decision.Accepted accepted => good(accepted.After),
        Decision.NoChange => good(decided.Before!),
        Decision.VersionConflict versionConflict => FulfillmenttoolsErrors.Stale(context, told.What, versionConflict.Current, versionConflict.Expected),
        Decision.Rejected refused => ViolationErrors.Write(context, refused.Violations, told.PathOf),
        _ => throw new InvalidOperationException($"{decided.Decision.GetType().Name} cannot be told."),
    };
}

/// <summary>What a request is about, for the words of its answer.</summary>
/// <param name="What">The kind of thing: order, pick job.</param>
/// <param name="Id">Its id, as asked for.</param>
/// <param name="PathOf">Where in the body a refusal points.</param>
internal sealed record ResponseSubject(string What, string Id, Func<RuleViolation, string> PathOf);
