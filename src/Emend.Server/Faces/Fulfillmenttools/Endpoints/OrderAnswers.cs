using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>How the Desk's outcomes are told.</summary>
internal sealed class OrderAnswers(IOrderReads reads, ISettingStore settings, World world)
{
    /// <summary>How many modifications an order tells of when it is read: the newest.</summary>
    private const int Most = 100;

    /// <summary>The order that was asked for, with its modifications.</summary>
    public async Task Write(HttpContext context, TenantId tenant, Order order) =>
        await Write(context, order, await Updates(tenant, order, context.RequestAborted));

    /// <summary>
    /// The order that was changed, with that change. What was done before is told to who reads it: a change must not grow slower with
    /// every change before it.
    /// </summary>
    public async Task WriteChanged(HttpContext context, TenantId tenant, Order order, Outcome outcome, string? comment)
    {
        IEnumerable<UpdateDetail> updates = outcome switch
        {
            Outcome.Decided { Decision: Decision.Accepted accepted, Actor: var actor } =>
            [
                new(order.Revision, order.TouchedAt, actor.Id, actor.Name, accepted.Events, comment)
                {
                    TellsActor = world.LastSettings(tenant) is { ActorAnonymization: false },
                },
            ],
            Outcome.Kept => (await Updates(tenant, order, context.RequestAborted)).Where(u => u.Revision == order.Revision),
            _ => await Updates(tenant, order, context.RequestAborted),
        };
        await Write(context, order, updates);
    }

    private static Task Write(HttpContext context, Order order, IEnumerable<UpdateDetail> updates) =>
        Answer.Write(context.Response, StatusCodes.Status200OK, new ToldOrder(order, [.. updates]), OrderBody.Write);

    private async Task<IEnumerable<UpdateDetail>> Updates(TenantId tenant, Order order, CancellationToken ct)
    {
        if (order.Modifications == 0) return [];
        var updates = (await reads.UpdateDetails(tenant, order.Id, Most, ct)).Where(u => u.Revision <= order.Revision);
        var told = !Gdpr.Anonymizes(await settings.Read(tenant, ISettingStore.Gdpr, ct));
        return told ? updates.Select(u => u with { TellsActor = true }) : updates;
    }

    /// <summary>Tells an outcome; what was accepted, or was so already, is told by <paramref name="good"/>.</summary>
    public static Task Tell(HttpContext context, Outcome outcome, Told told, Func<Order, Task> good) => outcome switch
    {
        Outcome.Unauthenticated => Errors.Unauthenticated(context, CallerProblem.Revoked),
        Outcome.NotFound => Errors.NotFound(context, told.What, told.Id),
        Outcome.KeyReused => Errors.Refused(
            context,
            $"The {IdempotencyKeys.Header} was used for another request.",
            "Send the same request again under it, or take a new key."),
        Outcome.Kept kept => good(kept.Order),
        Outcome.Decided decided => Tell(context, decided, told, good),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} cannot be told."),
    };

    private static Task Tell(HttpContext context, Outcome.Decided decided, Told told, Func<Order, Task> good) => decided.Decision switch
    {
        Decision.Accepted accepted => good(accepted.After),
        Decision.NoChange => good(decided.Before!),
        Decision.Stale stale => Errors.Stale(context, told.What, stale.Current, stale.Named),
        Decision.Refused refused => Refusals.Write(context, refused.Because, told.PathOf),
        _ => throw new InvalidOperationException($"{decided.Decision.GetType().Name} cannot be told."),
    };
}

/// <summary>What a request is about, for the words of its answer.</summary>
/// <param name="What">The kind of thing: order, pick job.</param>
/// <param name="Id">Its id, as asked for.</param>
/// <param name="PathOf">Where in the body a refusal points.</param>
internal sealed record Told(string What, string Id, Func<Refusal, string> PathOf);
