using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Quotes;

namespace Emend.Server.Application;

/// <summary>
/// The one door: every change to an order, through whatever face, passes here. Loads, decides, and writes what was accepted in one
/// transaction; whoever was faster makes it decide again on the new state.
/// </summary>
internal sealed class OrderService(IOrderStore store, ReferenceDataCache referenceData, IActorResolver actors, QuoteTokenService promises, TimeProvider clock)
{
    private const int FreeAttempts = 3;
    private const int LockedAttempts = 20;
    private readonly OrderLocks _orderLocks = new();
    private readonly BaseOrderLoader _baseOrderLoader = new(store);

    /// <summary>Decides and writes nothing: the very decision that <see cref="Execute"/> would write.</summary>
    public async Task<OrderCommandResult> Preview(OrderCommandRequest request, CancellationToken ct)
    {
        var verifiedQuote = await promises.Open(request, ct);
        var loaded = await store.Load(request.Caller.Tenant, request.LoadKey, null, ct);
        var (actor, ending) = await Known(request, loaded, ct);
        if (ending is not null)
            return ending;
        if (verifiedQuote.Fault is { } quoteTokenError)
            return new OrderCommandResult.InvalidQuoteToken(quoteTokenError);
        var outcome = verifiedQuote.Against(OutcomeOf(await Decide(request, loaded, actor!, ct), loaded.Order));
        return outcome is OrderCommandResult.Decided decided ? decided with { Promise = await promises.Sign(request, decided, ct) } : outcome;
    }

    /// <summary>Decides, and writes what is accepted: once, however often it is sent under one idempotency key.</summary>
    public async Task<OrderCommandResult> Execute(OrderCommandRequest request, CancellationToken ct)
    {
        using var releaser = await _orderLocks.LockAsync(request.OrderKey, ct);
        var verifiedQuote = await promises.Open(request, ct);
        for (var attempt = 1; attempt <= FreeAttempts; attempt++)
        {
            var loaded = await store.Load(request.Caller.Tenant, request.LoadKey, request.Idempotency, ct);
            var (actor, ending) = await Known(request, loaded, ct);
            if (ending is not null)
                return ending;
            if (verifiedQuote.Fault is { } quoteTokenError)
                return new OrderCommandResult.InvalidQuoteToken(quoteTokenError);
            var (decision, context) = await Decide(request, loaded, actor!, ct);
            var outcome = verifiedQuote.Against(OutcomeOf((decision, context), loaded.Order));
            if (outcome is not OrderCommandResult.Decided { Decision: Decision.Accepted accepted })
                return outcome;
            if (await Write(request, ToWrite(request, loaded, accepted, context), ct))
                return outcome;
        }
        return await ExecuteLocked(request, verifiedQuote, ct);
    }

    /// <summary>An order as it is now, with who asks; null where there is none.</summary>
    public async Task<(OrderCommandResult? Ending, Order? Order, Actor? Actor)> Read(Caller caller, OrderKey key, CancellationToken ct)
    {
        var loaded = await store.Load(caller.Tenant, key, null, ct);
        var actor = loaded.Versions is { } versions ? await actors.Find(caller, versions.Identity, ct) : null;
        OrderCommandResult? ending = actor is null ? new OrderCommandResult.Unauthenticated() : loaded.Order is null ? new OrderCommandResult.NotFound() : null;
        return (ending, loaded.Order, actor);
    }

    // The gates and the free attempts keep this rare: many nodes at one order, or many orders at the last units.
    private async Task<OrderCommandResult> ExecuteLocked(OrderCommandRequest request, VerifiedQuote verifiedQuote, CancellationToken ct)
    {
        var tenant = request.Caller.Tenant;
        for (var attempt = 1; attempt <= LockedAttempts; attempt++)
        {
            var loaded = await store.Load(tenant, request.LoadKey, request.Idempotency, ct);
            var (actor, ending) = await Known(request, loaded, ct);
            if (ending is not null)
                return ending;
            var context = await Facts(request, loaded, actor!, StockFreshness.Fresh, ct);
            context = context with { BaseOrder = await _baseOrderLoader.Then(request, loaded.Order, ct) };
            OrderCommandResult? outcome = null;
            var written = await store.WriteLocked(
                tenant, request.LoadKey, request.Idempotency, l => Decider.ArticlesOf(l.Order, request.Command), DecideInside, ct);
            if (outcome is not null && written is OrderWriteResult.Written)
                return outcome;

            OrderWrite? DecideInside(LoadedOrder locked, IReadOnlyList<StockLevel> levels)
            {
                // Somebody switched, deleted or answered in between: from the start.
                if (locked.Versions != loaded.Versions || locked.IdempotencyRecord is not null || locked.Order is null != loaded.Order is null)
                    return null;
                var inside = context with
                {
                    Now = clock.GetUtcNow().ToMicroseconds(),
                    Stock = context.Stock.IsInfinite ? context.Stock : StockView.From(context.Network, levels),
                    IsTenantOrderIdTaken = locked.TenantOrderIdTaken,
                };
                var decision = Decider.Decide(locked.Order, request.Command, inside);
                if (BaseOrderLoader.Wanting(request.Command, decision, inside))
                    return null;
                outcome = verifiedQuote.Against(OutcomeOf((decision, inside), locked.Order));
                return outcome is OrderCommandResult.Decided { Decision: Decision.Accepted accepted }
                    ? ToWrite(request, locked, accepted, inside)
                    : null;
            }
        }
        throw new TimeoutException($"The order could not be written in {LockedAttempts} attempts under locks.");
    }

    private async Task<(Actor? Actor, OrderCommandResult? Ending)> Known(OrderCommandRequest request, LoadedOrder loaded, CancellationToken ct)
    {
        if (loaded.Versions is not { } versions || await Actor(request, versions, ct) is not { } actor)
            return (null, new OrderCommandResult.Unauthenticated());
        if (loaded.IdempotencyRecord is { } idempotencyRecord)
            return (actor, await Again(request, idempotencyRecord, actor, ct));
        if (loaded.Order is null && request.OrderKey is not OrderKey.ForNewOrder)
            return (actor, new OrderCommandResult.NotFound());
        return (actor, request.RequestedPolicy is { } name ? await MayChoose(request.Caller.Tenant, versions, name, actor, ct) : null);
    }

    private async ValueTask<OrderCommandResult?> MayChoose(TenantId tenant, TenantVersions versions, string policy, Actor actor, CancellationToken ct)
    {
        var policies = (await referenceData.Of(tenant, versions, ct)).Policies;
        return policies.Find(policy) is null ? new OrderCommandResult.UnknownPolicy(policy, [.. policies.Names])
            : !actor.HasPermission(PolicyService.Writes) ? new OrderCommandResult.PolicyNotAllowed(PolicyService.Writes)
            : null;
    }

    private ValueTask<Actor?> Actor(OrderCommandRequest request, TenantVersions versions, CancellationToken ct) =>
        request.IsSystemRequest ? new(SystemActor.Actor) : actors.Find(request.Caller, versions.Identity, ct);

    private async Task<OrderCommandResult> Again(OrderCommandRequest request, IdempotencyRecord idempotencyRecord, Actor actor, CancellationToken ct)
    {
        if (idempotencyRecord.Request != request.Idempotency!.Request)
            return new OrderCommandResult.IdempotencyKeyReused();
        return await store.AsOf(request.Caller.Tenant, idempotencyRecord.Order, idempotencyRecord.Revision, ct) is { } order
            ? new OrderCommandResult.Replayed(order, actor)
            : new OrderCommandResult.NotFound();
    }

    private async Task<(Decision Decision, DecisionContext Facts)> Decide(OrderCommandRequest request, LoadedOrder loaded, Actor actor, CancellationToken ct)
    {
        var age = StockSensitivity.AgeFor(request.Command);
        var context = await Facts(request, loaded, actor, age, ct);
        var decision = Decider.Decide(loaded.Order, request.Command, context);
        if (BaseOrderLoader.Wanting(request.Command, decision, context) && await _baseOrderLoader.Then(request, loaded.Order, ct) is { } then)
        {
            context = context with { BaseOrder = then };
            decision = Decider.Decide(loaded.Order, request.Command, context);
        }
        if (age is StockFreshness.Fresh || !StockSensitivity.Against(request.Command, decision, loaded.Order)
            || (((StockView)context.Stock).IsFresh && context.Workload is null))
            return (decision, context);

        // A snapshot may be stale. What it forbids is read again before it is told.
        context = await Facts(request, loaded, actor, StockFreshness.Fresh, ct) with { BaseOrder = context.BaseOrder };
        return (Decider.Decide(loaded.Order, request.Command, context), context);
    }

    private async ValueTask<DecisionContext> Facts(OrderCommandRequest request, LoadedOrder loaded, Actor actor, StockFreshness age, CancellationToken ct)
    {
        var tenant = request.Caller.Tenant;
        var articles = Decider.ArticlesOf(loaded.Order, request.Command);
        var tenantReferenceData = await referenceData.Of(tenant, loaded.Versions!.Value, ct);
        return new DecisionContext
        {
            Now = clock.GetUtcNow().ToMicroseconds(),
            Seed = ClockExtensions.NewSeed(clock),
            Actor = actor,
            Policy = PolicyOf(request, loaded.Order, tenantReferenceData.Policies),
            Settings = tenantReferenceData.Settings,
            Network = tenantReferenceData.Network,
            Stock = await referenceData.Stock(tenant, tenantReferenceData, articles, age, ct),
            Strategy = tenantReferenceData.Routing.Strategy,
            Workload = await referenceData.Work(tenant, tenantReferenceData, tenantReferenceData.Routing.Strategy, age, ct),
            Catalog = await referenceData.Articles(tenant, tenantReferenceData, articles, ct),
            IsTenantOrderIdTaken = loaded.TenantOrderIdTaken,
        };
    }

    private static OrderCommandResult.Decided OutcomeOf((Decision Decision, DecisionContext Facts) decided, Order? before) =>
        new(decided.Decision, before, decided.Facts.Actor) { Policy = decided.Facts.Policy };

    private async Task<bool> Write(OrderCommandRequest request, OrderWrite write, CancellationToken ct)
    {
        var orderWriteResult = await store.Write(write, ct);
        if (orderWriteResult is OrderWriteResult.Written)
            referenceData.Apply(write);
        else if (orderWriteResult is OrderWriteResult.StockShort)
            referenceData.Forget(request.Caller.Tenant, write.DecisionEffects.Stock.Select(d => d.Article));
        return orderWriteResult is OrderWriteResult.Written;
    }

    private static OrderWrite ToWrite(OrderCommandRequest request, LoadedOrder loaded, Decision.Accepted accepted, DecisionContext context) => new()
    {
        Tenant = request.Caller.Tenant,
        Before = loaded.Order,
        After = accepted.After,
        Events = accepted.Events,
        DecisionEffects = accepted.Effects,
        Provenance = new Provenance(context.Actor.Id, context.Actor.Name, request.Api, context.Policy.Name, context.Policy.Version),
        DecisionRecord = DecisionRecord.From(request.Command, accepted, context, loaded.Versions!.Value),
        Comment = request.Command.CallerComment,
        Key = request.Idempotency,
    };

    internal static Policy PolicyOf(OrderCommandRequest request, Order? order, TenantPolicies policies) =>
        request.RequestedPolicy is { } named ? policies.Find(named)!
        : request.IsSystemRequest && order is not null ? policies.For(order.Api, BuiltInPolicies.Of(order.Api))
        : policies.For(request.Api, request.Policy);
}
