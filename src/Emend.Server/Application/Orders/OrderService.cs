using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Policies;
using Emend.Server.Application.Quotes;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Identity;
using Emend.Server.Inventory;

namespace Emend.Server.Application.Orders;

/// <summary>
/// Executes every order command of all APIs. Loads the order, decides, and writes accepted decisions in one transaction. Decides again
/// if another request changed the order.
/// </summary>
internal sealed class OrderService(
    IOrderStore store,
    ReferenceDataCache referenceData,
    DecisionContextBuilder contexts,
    IActorResolver actors,
    QuoteTokenService quoteTokens)
{
    private const int MaxOptimisticAttempts = 3;
    private const int MaxLockedAttempts = 20;
    private readonly OrderLocks _orderLocks = new();
    private readonly DecisionInputLoader _inputLoader = new(store);

    /// <summary>Decides without writing. Returns the decision that <see cref="Execute"/> would write.</summary>
    public async Task<OrderCommandResult> Preview(OrderCommandRequest request, CancellationToken ct)
    {
        var loaded = await store.Load(request.Caller.Tenant, request.LoadKey, null, ct);
        request = request.PinTo(loaded.Order);
        var quote = await quoteTokens.Verify(request, ct);
        var (actor, earlyResult) = await Authorize(request, loaded, ct);
        if (earlyResult is not null)
        {
            return earlyResult;
        }

        if (quote.Error is { } error)
        {
            return new OrderCommandResult.InvalidQuoteToken(error);
        }

        var result = quote.Check(ToResult(await Decide(request, loaded, actor!, ct, isPreview: true), loaded.Order));
        return result is OrderCommandResult.Decided decided
            ? decided with { Quote = await quoteTokens.Sign(request, decided, ct) }
            : result;
    }

    /// <summary>Decides and writes accepted decisions. Requests with the same idempotency key are written once.</summary>
    public async Task<OrderCommandResult> Execute(OrderCommandRequest request, CancellationToken ct)
    {
        using var releaser = await _orderLocks.Acquire(request.OrderKey, ct);
        VerifiedQuote quote = default;
        for (var attempt = 1; attempt <= MaxOptimisticAttempts; attempt++)
        {
            var loaded = await store.Load(request.Caller.Tenant, request.LoadKey, request.Idempotency, ct);
            if (attempt == 1)
            {
                request = request.PinTo(loaded.Order);
                quote = await quoteTokens.Verify(request, ct);
            }

            var (actor, earlyResult) = await Authorize(request, loaded, ct);
            if (earlyResult is not null)
            {
                return earlyResult;
            }

            if (quote.Error is { } error)
            {
                return new OrderCommandResult.InvalidQuoteToken(error);
            }

            var (decision, context) = await Decide(request, loaded, actor!, ct);
            var result = quote.Check(ToResult((decision, context), loaded.Order));
            if (result is not OrderCommandResult.Decided { Decision: Decision.Accepted accepted })
            {
                return result;
            }

            switch (await Write(request, ToWrite(request, loaded, accepted, context), ct))
            {
                case OrderWriteResult.Written:
                    return result;
                case OrderWriteResult.ClaimLost:
                    return new OrderCommandResult.ClaimLost();
            }
        }
        return await ExecuteLocked(request, quote, ct);
    }

    /// <summary>Returns the current order and the caller, or an error if one of them does not exist.</summary>
    public async Task<(OrderCommandResult? EarlyResult, Order? Order, Actor? Actor)> Read(Caller caller, OrderKey key, CancellationToken ct)
    {
        var loaded = await store.Load(caller.Tenant, key, null, ct);
        var actor = loaded.Versions is { } versions ? await actors.Find(caller, versions.Identity, ct) : null;
        OrderCommandResult? earlyResult = actor is null ? new OrderCommandResult.Unauthenticated()
            : loaded.Order is null ? new OrderCommandResult.NotFound()
            : null;
        return (earlyResult, loaded.Order, actor);
    }

    // Needed only if many nodes change one order or many orders reserve the last units at the same time. Otherwise an optimistic attempt
    // succeeds.
    private async Task<OrderCommandResult> ExecuteLocked(OrderCommandRequest request, VerifiedQuote quote, CancellationToken ct)
    {
        var tenant = request.Caller.Tenant;
        for (var attempt = 1; attempt <= MaxLockedAttempts; attempt++)
        {
            var loaded = await store.Load(tenant, request.LoadKey, request.Idempotency, ct);
            var (actor, earlyResult) = await Authorize(request, loaded, ct);
            if (earlyResult is not null)
            {
                return earlyResult;
            }

            var context = await BuildContext(request, loaded, actor!, isFresh: true, ct);
            context = await _inputLoader.AddAll(request, loaded.Order, context, ct);
            OrderCommandResult? result = null;
            OrderWrite? lockedWrite = null;
            var position = referenceData.GetStockPosition(tenant);
            var written = await store.WriteLocked(
                tenant, request.LoadKey, request.Idempotency, l => Decider.GetArticles(l.Order, request.Command), DecideUnderLocks, ct);
            if (written is OrderWriteResult.ClaimLost)
            {
                return new OrderCommandResult.ClaimLost();
            }

            if (result is not null && written is OrderWriteResult.Written)
            {
                referenceData.Apply(lockedWrite, position);
                return result;
            }

            OrderWrite? DecideUnderLocks(LoadedOrder locked, IReadOnlyList<StockLevel> levels)
            {
                (result, lockedWrite) = (null, null);
                // Reference data, order or idempotency record changed after loading: start again.
                if (locked.Versions != loaded.Versions || locked.IdempotencyRecord is not null
                    || (locked.Order is null) != (loaded.Order is null))
                {
                    return null;
                }

                var lockedContext = context with
                {
                    Now = contexts.GetNow(),
                    Stock = context.Stock.IsInfinite ? context.Stock : StockView.From(context.Network, levels, request.UsesEarmarkedStock),
                    IsTenantOrderIdTaken = locked.TenantOrderIdTaken,
                };
                var decision = Decider.Decide(locked.Order, request.Command, lockedContext);
                if (DecisionInputLoader.IsIncomplete(request, decision, lockedContext, loaded.Order, locked.Order))
                {
                    return null;
                }

                result = quote.Check(ToResult((decision, lockedContext), locked.Order));
                lockedWrite = result is OrderCommandResult.Decided { Decision: Decision.Accepted accepted }
                    ? ToWrite(request, locked, accepted, lockedContext)
                    : null;
                return lockedWrite;
            }
        }
        throw new TimeoutException($"The order could not be written in {MaxLockedAttempts} attempts under locks.");
    }

    private async Task<(Actor? Actor, OrderCommandResult? EarlyResult)> Authorize(
        OrderCommandRequest request, LoadedOrder loaded, CancellationToken ct)
    {
        if (loaded.Versions is not { } versions || await FindActor(request, versions, ct) is not { } actor)
        {
            return (null, new OrderCommandResult.Unauthenticated());
        }

        if (loaded.IdempotencyRecord is { } idempotencyRecord)
        {
            return (actor, await Replay(request, idempotencyRecord, actor, ct));
        }

        if (loaded.Order is null && request.OrderKey is not OrderKey.ForNewOrder)
        {
            return (actor, new OrderCommandResult.NotFound());
        }

        return (
            actor,
            request.RequestedPolicy is { } name ? await CheckRequestedPolicy(request.Caller.Tenant, versions, name, actor, ct) : null);
    }

    private async ValueTask<OrderCommandResult?> CheckRequestedPolicy(
        TenantId tenant, TenantVersions versions, string policy, Actor actor, CancellationToken ct)
    {
        var policies = (await referenceData.Get(tenant, versions, ct)).Policies;
        return policies.Find(policy) is null ? new OrderCommandResult.UnknownPolicy(policy, [.. policies.Names])
            : !actor.HasPermission(PolicyService.WritePermission) ? new OrderCommandResult.PolicyNotAllowed(PolicyService.WritePermission)
            : null;
    }

    private ValueTask<Actor?> FindActor(OrderCommandRequest request, TenantVersions versions, CancellationToken ct) =>
        request.IsSystemRequest ? new(SystemActor.Actor) : actors.Find(request.Caller, versions.Identity, ct);

    private async Task<OrderCommandResult> Replay(
        OrderCommandRequest request, IdempotencyRecord idempotencyRecord, Actor actor, CancellationToken ct)
    {
        if (idempotencyRecord.Request != request.Idempotency!.Request)
        {
            return new OrderCommandResult.IdempotencyKeyReused();
        }

        return await store.LoadDecision(request.Caller.Tenant, idempotencyRecord.Order, idempotencyRecord.Revision, ct) is { } first
            ? new OrderCommandResult.Replayed(first, actor)
            : new OrderCommandResult.NotFound();
    }

    private async Task<(Decision Decision, DecisionContext Context)> Decide(
        OrderCommandRequest request, LoadedOrder loaded, Actor actor, CancellationToken ct, bool isPreview = false)
    {
        var isFresh = StockSensitivity.NeedsFreshStock(request.Command);
        var context = await BuildContext(request, loaded, actor, isFresh, ct);
        var decision = Decider.Decide(loaded.Order, request.Command, context);
        if (await _inputLoader.AddMissing(request, loaded.Order, decision, context, ct) is { } complete)
        {
            context = complete;
            decision = Decider.Decide(loaded.Order, request.Command, context);
        }
        var needsFreshStock = StockSensitivity.CanImproveWithStock(request.Command, decision, loaded.Order)
            || (isPreview && StockSensitivity.ReliesOnStock(decision));
        var isCurrent = ((StockView)context.Stock).IsFresh && context.Workload is null && !request.UsesEarmarkedStock;
        if (isFresh || !needsFreshStock || isCurrent)
        {
            return (decision, context);
        }

        // The stock snapshot may be outdated. Decide again with fresh stock before rejecting. A write verifies the stock of an acceptance
        // in its transaction; a preview has none, so it decides an acceptance again.
        context = await BuildContext(request, loaded, actor, isFresh: true, ct) with
        {
            BaseOrder = context.BaseOrder,
            EndedEntity = context.EndedEntity,
        };
        return (Decider.Decide(loaded.Order, request.Command, context), context);
    }

    private async ValueTask<DecisionContext> BuildContext(
        OrderCommandRequest request, LoadedOrder loaded, Actor actor, bool isFresh, CancellationToken ct)
    {
        var tenant = request.Caller.Tenant;
        var articles = Decider.GetArticles(loaded.Order, request.Command);
        var tenantReferenceData = await referenceData.Get(tenant, loaded.Versions!.Value, ct);
        var strategy = tenantReferenceData.Routing.Strategy;
        var policy = SelectPolicy(request, loaded.Order, tenantReferenceData.Policies);
        var inputs = new DecisionInputs(tenant, tenantReferenceData, actor, policy, articles) { Strategy = strategy };
        var freshness = !isFresh ? StockFreshness.Snapshot
            : request.UsesEarmarkedStock ? StockFreshness.FreshWithEarmarked
            : StockFreshness.Fresh;
        return await contexts.Build(inputs, freshness, ct) with { IsTenantOrderIdTaken = loaded.TenantOrderIdTaken };
    }

    private static OrderCommandResult.Decided ToResult((Decision Decision, DecisionContext Context) decided, Order? before) =>
        new(decided.Decision, before, decided.Context.Actor) { Policy = decided.Context.Policy };

    private async Task<OrderWriteResult> Write(OrderCommandRequest request, OrderWrite write, CancellationToken ct)
    {
        var position = referenceData.GetStockPosition(write.Tenant);
        var orderWriteResult = await store.Write(write, ct);
        if (orderWriteResult is OrderWriteResult.Written)
        {
            referenceData.Apply(write, position);
        }
        else if (orderWriteResult is OrderWriteResult.InsufficientStock)
        {
            referenceData.InvalidateStock(request.Caller.Tenant, write.DecisionEffects.Stock.Select(d => d.Article));
        }

        return orderWriteResult;
    }

    private static OrderWrite ToWrite(
        OrderCommandRequest request, LoadedOrder loaded, Decision.Accepted accepted, DecisionContext context) => new()
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
        Claim = request.Claim,
        UsesEarmarkedStock = request.UsesEarmarkedStock,
        UnrestoredFields = accepted.UnrestoredFields,
    };

    /// <summary>The policy that decides the request.</summary>
    private static Policy SelectPolicy(OrderCommandRequest request, Order? order, TenantPolicies policies) =>
        request.RequestedPolicy is null && request.IsSystemRequest && order is not null
            ? policies.For(order.Api)
            : policies.Select(request.RequestedPolicy, request.Api);
}
