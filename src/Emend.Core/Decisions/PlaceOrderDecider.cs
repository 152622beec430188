using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides the placement of an order (source: fulfillmenttools, "Create an order").</summary>
internal static class PlaceOrderDecider
{
    public static Decision Decide(OrderCommand.Place place, DecisionContext context)
    {
        var newOrder = place.NewOrder;
        // A requested pick job does not wait for the release time.
        var placed = OrderRevisionBuilder.New(
            ids => ToOrder(newOrder, place.PickJobAt is null ? context : WithoutReleaseDelay(context), ids), context);
        var ruleContext = new RuleContext(placed.Order, placed.Order, context, new RuleSubject.OfNewOrder(newOrder, place.PickJobAt));
        var evaluator = new RuleEvaluator(context.Policy, place.AcceptedPenalties);
        var ruleSet = evaluator.GetRuleSet(ActionNames.PlaceOrder, ruleContext);
        evaluator.CheckPermissions(ruleSet, ruleContext);
        if (!evaluator.HasViolations)
        {
            evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        }

        if (evaluator.HasHardViolation)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        var routing = OrderReroute.Reroute(placed, context, null, []);
        // Nor does it wait for the later release time of a line.
        if (place.PickJobAt is { } facility && OrderRelease.IsUnblocked(placed.Order, context.Now))
        {
            ReleaseDecider.CreatePickJobs(placed, facility);
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnResult, ruleContext with { Order = placed.Order });
        return evaluator.Conclude(placed.Accept(routing));
    }

    internal static Order ToOrder(NewOrder newOrder, DecisionContext context, IdSequence ids)
    {
        var id = new OrderId(ids.Next());
        var process = new EntityId(ids.Next());
        var currency = newOrder.Lines.Select(l => context.Catalog.GetValueOrDefault(l.Article)?.Currency)
            .FirstOrDefault(c => c is not null);
        var lines = newOrder.Lines.Select(l => l.ToLine(new LineId(ids.Next()), context.Catalog.FindPrice(l.Article, currency)))
            .ToImmutableArray();
        return new Order
        {
            Id = id,
            ProcessId = process,
            TenantOrderId = newOrder.TenantOrderId,
            Api = newOrder.Api,
            IsLocked = newOrder.IsLocked,
            PromisePeriod = newOrder.PromisedUntil is { } until ? new(context.Now, until) : null,
            Revision = 1,
            Version = 1,
            OrderDate = newOrder.OrderDate,
            CreatedAt = context.Now,
            ModifiedAt = context.Now,
            LastEventAt = context.Now,
            ReleaseAt = context.Now + context.Settings.ReleaseAfter,
            Delivery = newOrder.Delivery with { Destination = newOrder.Consumer.DeliveryAddress?.PostalLocation },
            Lines = lines,
            Services = [.. newOrder.Services.Select(s => WithIds(s, ids))],
            Currency = currency,
            PersonalRevision = 1,
            PersonalData = new PersonalData
            {
                Consumer = newOrder.Consumer,
                Attributes = newOrder.Attributes,
                LineAttributes = newOrder.Lines.Zip(lines).Where(p => !p.First.Attributes.IsEmpty)
                    .ToImmutableDictionary(p => p.Second.Id, p => p.First.Attributes),
                AdditionalData = newOrder.AdditionalData,
            },
        };
    }

    private static DecisionContext WithoutReleaseDelay(DecisionContext context) =>
        context with { Settings = context.Settings with { ReleaseAfter = TimeSpan.Zero } };

    private static CustomService WithIds(CustomService service, IdSequence ids) => service with
    {
        Id = new EntityId(ids.Next()),
        Items = [.. service.Items.Select(i => WithIds(i, ids))],
    };
}
