using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk.Promises;

namespace Emend.Server.Desk;

/// <summary>
/// The one door: every change to an order, through whatever face, passes here. Loads, decides, and writes what was accepted in one
/// transaction; whoever was faster makes it decide again on the new state.
/// </summary>
internal sealed class OrderDesk(IOrderStore store, World world, IActorDirectory actors, PromiseTokens promises, TimeProvider clock)
{
    private const int FreeAttempts = 3;
    private const int LockedAttempts = 20;
    private readonly Gates _gates = new();
    private readonly Rebases _rebases = new(store);

    /// <summary>Decides and writes nothing: the very decision that <see cref="Submit"/> would write.</summary>
    public async Task<Outcome> Preview(DeskRequest request, CancellationToken ct)
    {
        var held = await promises.Open(request, ct);
        var loaded = await store.Load(request.Caller.Tenant, request.Loads, null, ct);
        var (actor, ending) = await Known(request, loaded, ct);
        if (ending is not null)
            return ending;
        if (held.Fault is { } fault)
            return new Outcome.PromiseRefused(fault);
        var outcome = held.Against(OutcomeOf(await Decide(request, loaded, actor!, ct), loaded.Order));
        return outcome is Outcome.Decided decided ? decided with { Promise = await promises.Sign(request, decided, ct) } : outcome;
    }

    /// <summary>Decides, and writes what is accepted: once, however often it is sent under one idempotency key.</summary>
    public async Task<Outcome> Submit(DeskRequest request, CancellationToken ct)
    {
        using var turn = await _gates.Enter(request.Key, ct);
        var held = await promises.Open(request, ct);
        for (var attempt = 1; attempt <= FreeAttempts; attempt++)
        {
            var loaded = await store.Load(request.Caller.Tenant, request.Loads, request.Idempotency, ct);
            var (actor, ending) = await Known(request, loaded, ct);
            if (ending is not null)
                return ending;
            if (held.Fault is { } fault)
                return new Outcome.PromiseRefused(fault);
            var (decision, facts) = await Decide(request, loaded, actor!, ct);
            var outcome = held.Against(OutcomeOf((decision, facts), loaded.Order));
            if (outcome is not Outcome.Decided { Decision: Decision.Accepted accepted })
                return outcome;
            if (await Write(request, ToWrite(request, loaded, accepted, facts), ct))
                return outcome;
        }
        return await SubmitLocked(request, held, ct);
    }

    /// <summary>An order as it is now, with who asks; null where there is none.</summary>
    public async Task<(Outcome? Ending, Order? Order, Actor? Actor)> Read(Caller caller, OrderKey key, CancellationToken ct)
    {
        var loaded = await store.Load(caller.Tenant, key, null, ct);
        var actor = loaded.Versions is { } versions ? await actors.Find(caller, versions.Identity, ct) : null;
        Outcome? ending = actor is null ? new Outcome.Unauthenticated() : loaded.Order is null ? new Outcome.NotFound() : null;
        return (ending, loaded.Order, actor);
    }

    // The gates and the free attempts keep this rare: many nodes at one order, or many orders at the last units.
    private async Task<Outcome> SubmitLocked(DeskRequest request, Held held, CancellationToken ct)
    {
        var tenant = request.Caller.Tenant;
        for (var attempt = 1; attempt <= LockedAttempts; attempt++)
        {
            var loaded = await store.Load(tenant, request.Loads, request.Idempotency, ct);
            var (actor, ending) = await Known(request, loaded, ct);
            if (ending is not null)
                return ending;
            var facts = await Facts(request, loaded, actor!, StockAge.Fresh, ct);
            facts = facts with { Then = await _rebases.Then(request, loaded.Order, ct) };
            Outcome? outcome = null;
            var written = await store.WriteLocked(
                tenant, request.Loads, request.Idempotency, l => Decider.ArticlesOf(l.Order, request.Command), DecideInside, ct);
            if (outcome is not null && written is WriteOutcome.Written)
                return outcome;

            OrderWrite? DecideInside(Loaded locked, IReadOnlyList<StockLevel> levels)
            {
                // Somebody switched, deleted or answered in between: from the start.
                if (locked.Versions != loaded.Versions || locked.Kept is not null || locked.Order is null != loaded.Order is null)
                    return null;
                var inside = facts with
                {
                    Now = clock.GetUtcNow().ToMicroseconds(),
                    Stock = facts.Stock.Infinite ? facts.Stock : StockView.Of(facts.Network, levels),
                    TenantOrderIdTaken = locked.TenantOrderIdTaken,
                };
                var decision = Decider.Decide(locked.Order, request.Command, inside);
                if (Rebases.Wanting(request.Command, decision, inside))
                    return null;
                outcome = held.Against(OutcomeOf((decision, inside), locked.Order));
                return outcome is Outcome.Decided { Decision: Decision.Accepted accepted }
                    ? ToWrite(request, locked, accepted, inside)
                    : null;
            }
        }
        throw new TimeoutException($"The order could not be written in {LockedAttempts} attempts under locks.");
    }

    private async Task<(Actor? Actor, Outcome? Ending)> Known(DeskRequest request, Loaded loaded, CancellationToken ct)
    {
        if (loaded.Versions is not { } versions || await Actor(request, versions, ct) is not { } actor)
            return (null, new Outcome.Unauthenticated());
        if (loaded.Kept is { } kept)
            return (actor, await Again(request, kept, actor, ct));
        if (loaded.Order is null && request.Key is not OrderKey.ToPlace)
            return (actor, new Outcome.NotFound());
        return (actor, request.PolicyNamed is { } name ? await MayChoose(request.Caller.Tenant, versions, name, actor, ct) : null);
    }

    private async ValueTask<Outcome?> MayChoose(TenantId tenant, TenantVersions versions, string policy, Actor actor, CancellationToken ct)
    {
        var policies = (await world.Of(tenant, versions, ct)).Policies;
        return policies.Find(policy) is null ? new Outcome.UnknownPolicy(policy, [.. policies.Names])
            : !actor.May(PolicyDesk.Writes) ? new Outcome.PolicyForbidden(PolicyDesk.Writes)
            : null;
    }

    private ValueTask<Actor?> Actor(DeskRequest request, TenantVersions versions, CancellationToken ct) =>
        request.ByHouse ? new(House.Actor) : actors.Find(request.Caller, versions.Identity, ct);

    private async Task<Outcome> Again(DeskRequest request, KeptAnswer kept, Actor actor, CancellationToken ct)
    {
        if (kept.Request != request.Idempotency!.Request)
            return new Outcome.KeyReused();
        return await store.AsOf(request.Caller.Tenant, kept.Order, kept.Revision, ct) is { } order
            ? new Outcome.Kept(order, actor)
            : new Outcome.NotFound();
    }

    private async Task<(Decision Decision, Facts Facts)> Decide(DeskRequest request, Loaded loaded, Actor actor, CancellationToken ct)
    {
        var age = StockSpoke.AgeFor(request.Command);
        var facts = await Facts(request, loaded, actor, age, ct);
        var decision = Decider.Decide(loaded.Order, request.Command, facts);
        if (Rebases.Wanting(request.Command, decision, facts) && await _rebases.Then(request, loaded.Order, ct) is { } then)
        {
            facts = facts with { Then = then };
            decision = Decider.Decide(loaded.Order, request.Command, facts);
        }
        if (age is StockAge.Fresh || !StockSpoke.Against(request.Command, decision, loaded.Order)
            || (((StockView)facts.Stock).IsFresh && facts.Work is null))
            return (decision, facts);

        // A snapshot may be stale. What it forbids is read again before it is told.
        facts = await Facts(request, loaded, actor, StockAge.Fresh, ct) with { Then = facts.Then };
        return (Decider.Decide(loaded.Order, request.Command, facts), facts);
    }

    private async ValueTask<Facts> Facts(DeskRequest request, Loaded loaded, Actor actor, StockAge age, CancellationToken ct)
    {
        var tenant = request.Caller.Tenant;
        var articles = Decider.ArticlesOf(loaded.Order, request.Command);
        var known = await world.Of(tenant, loaded.Versions!.Value, ct);
        return new Facts
        {
            Now = clock.GetUtcNow().ToMicroseconds(),
            Seed = Moments.NewSeed(clock),
            Actor = actor,
            Policy = PolicyOf(request, loaded.Order, known.Policies),
            Settings = known.Settings,
            Network = known.Network,
            Stock = await world.Stock(tenant, known, articles, age, ct),
            Strategy = known.Routing.Strategy,
            Work = await world.Work(tenant, known, known.Routing.Strategy, age, ct),
            Catalogue = await world.Articles(tenant, known, articles, ct),
            TenantOrderIdTaken = loaded.TenantOrderIdTaken,
        };
    }

    private static Outcome.Decided OutcomeOf((Decision Decision, Facts Facts) decided, Order? before) =>
        new(decided.Decision, before, decided.Facts.Actor) { Policy = decided.Facts.Policy };

    private async Task<bool> Write(DeskRequest request, OrderWrite write, CancellationToken ct)
    {
        var outcome = await store.Write(write, ct);
        if (outcome is WriteOutcome.Written)
            world.Apply(write);
        else if (outcome is WriteOutcome.StockShort)
            world.Forget(request.Caller.Tenant, write.Effects.Stock.Select(d => d.Article));
        return outcome is WriteOutcome.Written;
    }

    private static OrderWrite ToWrite(DeskRequest request, Loaded loaded, Decision.Accepted accepted, Facts facts) => new()
    {
        Tenant = request.Caller.Tenant,
        Before = loaded.Order,
        After = accepted.After,
        Events = accepted.Events,
        Effects = accepted.Effects,
        Provenance = new Provenance(facts.Actor.Id, facts.Actor.Name, request.Face, facts.Policy.Name, facts.Policy.Version),
        Ground = Ground.Of(request.Command, accepted, facts, loaded.Versions!.Value),
        Comment = request.Command.Why,
        Key = request.Idempotency,
    };

    internal static Policy PolicyOf(DeskRequest request, Order? order, TenantPolicies policies) =>
        request.PolicyNamed is { } named ? policies.Find(named)!
        : request.ByHouse && order is not null ? policies.For(order.Face, Policies.Of(order.Face))
        : policies.For(request.Face, request.Policy);
}
