using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>Rules of the action delivery. Source: docs/rules/fulfillmenttools/delivery.md.</summary>
internal static class DeliveryRules
{
    public static readonly RuleSet RuleSet = new(ActionNames.Delivery,
    [
        Rule.RequiresPermission("DV-1", Permissions.OrderWrite),
        new(
            "DV-2",
            State,
            OnOrder,
            "all operational entities of the order are open",
            c => OrderPredicates.AllOperationalEntitiesOpen(c.Before),
            FulfillmenttoolsPolicy.TooLate) { IsMandatory = true },
        new(
            "DV-3",
            Request,
            OnChange,
            "the collection facility exists",
            c => GetCollectAt(c) is not { } facility || c.Context.Network.Find(facility) is not null,
            "Specify the id of an existing facility.",
            RequestField.CollectAt) { IsMandatory = true },
        new(
            "DV-4",
            Request,
            OnChange,
            "the collection facility offers click and collect",
            c => GetCollectAt(c) is not { } facility || OffersCollect(c.Context.Network.Find(facility)),
            "Choose a facility that offers click and collect.",
            RequestField.CollectAt),
        new(
            "DV-5",
            Request,
            OnChange,
            "service level and carriers are set only for an order that is shipped",
            c => c.Change is not SetDelivery set || set.FitsMethod(c.Order.Delivery),
            "Omit service level and carriers, or change the delivery to shipping in the same modification.",
            RequestField.ServiceLevel) { IsMandatory = true },
        new(
            "DV-6",
            Request,
            OnChange,
            "each preferred carrier serves a facility",
            c => c.Change is not SetDelivery { Carriers: { IsSpecified: true, Value: var carriers } } || carriers.All(n => IsServing(n, c.Context.Network)),
            "Specify carriers by id or key that are connected to a facility.",
            RequestField.Carriers),
        new(
            "DV-7",
            Request,
            OnResult,
            "an order that changes to shipping has a delivery address",
            c => c.Before.Delivery.Kind is DeliveryKind.Shipping || c.Order.Delivery.Kind is DeliveryKind.Collect || c.Order.Delivery.Destination is not null,
            "Add a delivery address in the same modification."),
    ])
    {
        Effects = [FulfillmenttoolsPolicy.Reroute, FulfillmenttoolsPolicy.Stock],
    };

    private static FacilityId? GetCollectAt(RuleContext c) => c.Change is SetDelivery { Method: { IsSpecified: true, Value.CollectAt: var facility } } ? facility : null;

    private static bool OffersCollect(Facility? facility) =>
        facility is null || facility.Capabilities.Services.IsEmpty || facility.Capabilities.Services.Contains(BusinessType.Collect);

    private static bool IsServing(string carrier, Network network) => network.Facilities.Any(f => f.Carriers.Any(c => c.Id == carrier || c.Key == carrier));
}
