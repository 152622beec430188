using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Builds the next revision of an order: applies and collects domain events.</summary>
internal sealed class OrderRevisionBuilder
{
    private readonly ImmutableArray<OrderEvent>.Builder _events = ImmutableArray.CreateBuilder<OrderEvent>();
    private readonly Order? _before;

    private OrderRevisionBuilder(Order? before, Order order, DecisionContext context)
    {
        _before = before;
        Order = order;
        Ids = new IdSequence(context.Seed);
        Now = before is null || context.Now > before.LastEventAt ? context.Now : before.LastEventAt.AddMicroseconds(1);
    }

    /// <summary>The order before the command; null for a new order.</summary>
    public Order? Before => _before;

    /// <summary>The order with the events so far.</summary>
    public Order Order { get; private set; }

    /// <summary>Time of the events.</summary>
    public DateTimeOffset Now { get; }

    public IdSequence Ids { get; }

    /// <summary>Whether units keep a facility that has no picking capacity in time.</summary>
    public bool ExceedsCapacity { get; set; }

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
        Order = Order.Evolve(orderEvent, Now);
    }

    public void ReplacePersonalData(PersonalData personalData) => Order = Order with { PersonalData = personalData };

    /// <summary>Creates the accepted decision with all events.</summary>
    public Decision.Accepted Accept(OrderReroute? routing) => Accept(routing?.EndedEntities ?? EndedEntities.None, routing?.Log);

    /// <summary>Creates the accepted decision with explicitly ended entities.</summary>
    public Decision.Accepted Accept(EndedEntities endedEntities, RoutingLog? log)
    {
        var revision = (_before?.Revision ?? 0) + 1;
        if (_before is not null && !ReferenceEquals(Order.PersonalData, _before.PersonalData))
        {
            Append(new OrderEvent.PersonalDataReplaced(revision, Order.PersonalData));
        }

        var events = _events.ToImmutable();
        return new(
            Order with { Revision = revision },
            events,
            new DecisionEffects(StockDeltaCalculator.Between(_before, Order, events), endedEntities, log)
            {
                External = ExternalEffect.From(events, Order),
            });
    }
}
