using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Decisions;

/// <summary>An order on its way to its next revision: folds events as they are decided, and remembers them.</summary>
internal sealed class OrderRevisionBuilder
{
    private readonly ImmutableArray<OrderEvent>.Builder _events = ImmutableArray.CreateBuilder<OrderEvent>();
    private readonly Order? _before;

    private OrderRevisionBuilder(Order? before, Order order, DecisionContext context)
    {
        _before = before;
        Order = order;
        Ids = new IdSequence(context.Seed);
        At = before is null || context.Now > before.LastEventAt ? context.Now : before.LastEventAt.AddMicroseconds(1);
    }

    /// <summary>The order as it was; null where it is new.</summary>
    public Order? Before => _before;

    /// <summary>The order so far.</summary>
    public Order Order { get; private set; }

    /// <summary>When it all happens.</summary>
    public DateTimeOffset At { get; }

    public IdSequence Ids { get; }

    /// <summary>Whether the changes so far took back each other: nothing that a client can ask for differs.</summary>
    public bool HasNoNetChange =>
        _before is { } before
        && Order.Delivery.PreferredTime == before.Delivery.PreferredTime
        && Order.Lines.SequenceEqual(before.Lines)
        && Order.PersonalData.HasSameValues(before.PersonalData);

    public static OrderRevisionBuilder From(Order before, DecisionContext context) => new(before, before, context);

    public static OrderRevisionBuilder New(Func<IdSequence, Order> place, DecisionContext context)
    {
        var builder = new OrderRevisionBuilder(null, null!, context);
        builder.Order = place(builder.Ids);
        builder._events.Add(new OrderEvent.Placed(builder.Order));
        return builder;
    }

    public void Append(OrderEvent orderEvent)
    {
        _events.Add(orderEvent);
        Order = Order.Evolve(orderEvent, At);
    }

    public void Replace(PersonalData personalData) => Order = Order with { PersonalData = personalData };

    /// <summary>The decision to do all that happened.</summary>
    public Decision.Accepted Accept(OrderReroute? routing) => Accept(routing?.Past ?? EndedEntities.None, routing?.Log);

    /// <summary>The same, where it was not routing alone that ended entities.</summary>
    public Decision.Accepted Accept(EndedEntities past, RoutingLog? log)
    {
        var revision = (_before?.Revision ?? 0) + 1;
        if (_before is not null && !ReferenceEquals(Order.PersonalData, _before.PersonalData))
            Append(new OrderEvent.PersonalDataReplaced(revision, Order.PersonalData));
        var events = _events.ToImmutable();
        return new(
            Order with { Revision = revision },
            events,
            new DecisionEffects(StockDeltaCalculator.Between(_before, Order, events), past, log));
    }
}
