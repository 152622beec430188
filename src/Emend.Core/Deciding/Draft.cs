using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Deciding;

/// <summary>An order on its way to its next revision: folds events as they are decided, and remembers them.</summary>
internal sealed class Draft
{
    private readonly ImmutableArray<OrderEvent>.Builder _events = ImmutableArray.CreateBuilder<OrderEvent>();
    private readonly Order? _before;

    private Draft(Order? before, Order order, Facts facts)
    {
        _before = before;
        Order = order;
        Ids = new IdSequence(facts.Seed);
        At = before is null || facts.Now > before.TouchedAt ? facts.Now : before.TouchedAt.AddMicroseconds(1);
    }

    /// <summary>The order as it was; null where it is new.</summary>
    public Order? Before => _before;

    /// <summary>The order so far.</summary>
    public Order Order { get; private set; }

    /// <summary>When it all happens.</summary>
    public DateTimeOffset At { get; }

    public IdSequence Ids { get; }

    /// <summary>Whether the changes so far took back each other: nothing that a client can ask for differs.</summary>
    public bool IsAsBefore =>
        _before is { } before
        && Order.Delivery.PreferredTime == before.Delivery.PreferredTime
        && Order.Lines.SequenceEqual(before.Lines)
        && Order.Personal.SaysTheSameAs(before.Personal);

    public static Draft Of(Order before, Facts facts) => new(before, before, facts);

    public static Draft New(Func<IdSequence, Order> place, Facts facts)
    {
        var draft = new Draft(null, null!, facts);
        draft.Order = place(draft.Ids);
        draft._events.Add(new OrderEvent.Placed(draft.Order));
        return draft;
    }

    public void Happen(OrderEvent happened)
    {
        _events.Add(happened);
        Order = Order.Evolve(happened, At);
    }

    public void Replace(Personal personal) => Order = Order with { Personal = personal };

    /// <summary>The decision to do all that happened.</summary>
    public Decision.Accepted Accept(Rerouting? routing) => Accept(routing?.Past ?? PastEntities.None, routing?.Log);

    /// <summary>The same, where it was not routing alone that ended entities.</summary>
    public Decision.Accepted Accept(PastEntities past, RoutingLog? log)
    {
        var revision = (_before?.Revision ?? 0) + 1;
        if (_before is not null && !ReferenceEquals(Order.Personal, _before.Personal))
            Happen(new OrderEvent.PersonalReplaced(revision, Order.Personal));
        var events = _events.ToImmutable();
        return new(
            Order with { Revision = revision },
            events,
            new Effects(StockDeltas.Between(_before, Order, events), past, log));
    }
}
