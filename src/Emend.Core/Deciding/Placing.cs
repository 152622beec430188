using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Takes a new order (source: fulfillmenttools, "Create an order").</summary>
internal static class Placing
{
    public static Decision Decide(OrderCommand.Place place, Facts facts)
    {
        var draft = place.Draft;
        var table = facts.Policy[Actions.PlaceOrder];
        var placed = Draft.New(ids => ToOrder(draft, facts, ids), facts);
        var about = new Case(placed.Order, placed.Order, facts);
        var checking = new Checking(place.Accept);
        checking.Permissions(table, about);
        if (!checking.AnyFailed)
            checking.Rows(table, Looks.AtOrder, about);
        if (checking.Stopped)
            return new Decision.Refused(checking.Refusals);

        var routing = Rerouting.Of(placed, facts, null, []);
        var accepted = placed.Accept(routing) with { Passed = checking.Passed };
        return checking.AnyFailed ? new Decision.Refused(checking.Refusals) { Otherwise = accepted } : accepted;
    }

    internal static Order ToOrder(OrderDraft draft, Facts facts, IdSequence ids)
    {
        var id = new OrderId(ids.Next());
        var process = new EntityId(ids.Next());
        var currency = draft.Lines.Select(l => facts.Catalogue.GetValueOrDefault(l.Article)?.Currency).FirstOrDefault(c => c is not null);
        var lines = draft.Lines.Select(l => l.ToLine(new LineId(ids.Next()), facts.PriceOf(l.Article, currency))).ToImmutableArray();
        return new Order
        {
            Id = id,
            ProcessId = process,
            TenantOrderId = draft.TenantOrderId,
            Face = draft.Face,
            Status = draft.Status,
            Promised = draft.PromisedUntil is { } until ? new(facts.Now, until) : null,
            Revision = 1,
            Version = 1,
            OrderDate = draft.OrderDate,
            CreatedAt = facts.Now,
            ModifiedAt = facts.Now,
            TouchedAt = facts.Now,
            ReleaseAt = facts.Now + facts.Settings.ReleaseAfter,
            Delivery = draft.Delivery with { Destination = draft.Consumer.DeliveryAddress?.Place },
            Lines = lines,
            Services = [.. draft.Services.Select(s => WithIds(s, ids))],
            Currency = currency,
            PersonalRevision = 1,
            Personal = new Personal
            {
                Consumer = draft.Consumer,
                Attributes = draft.Attributes,
                LineAttributes = draft.Lines.Zip(lines).Where(p => !p.First.Attributes.IsEmpty)
                    .ToImmutableDictionary(p => p.Second.Id, p => p.First.Attributes),
                Extras = draft.Extras,
            },
        };
    }

    private static CustomService WithIds(CustomService service, IdSequence ids) => service with
    {
        Id = new EntityId(ids.Next()),
        Items = [.. service.Items.Select(i => WithIds(i, ids))],
    };
}
