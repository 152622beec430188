using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads the parameters of the lists of handover jobs and shipments.</summary>
internal static class ShippingListQuery
{
    /// <param name="query">The query string.</param>
    /// <param name="accessible">The facilities that the caller can access; empty = all.</param>
    /// <param name="carriers">The carriers of the parameter carrierRefs; null without it.</param>
    public static ShippingFilter<HandoverJob, HandoverStatus> ReadHandovers(
        QueryStringReader query, ImmutableArray<FacilityId> accessible, ImmutableHashSet<string>? carriers)
    {
        var filter = ReadFilter<HandoverJob, HandoverStatus>(
            query, accessible, FulfillmenttoolsStatusNames.ParseHandoverStatus, FulfillmenttoolsStatusNames.ToWireName);
        var conditions = new EntityListQuery<HandoverJob>(query);
        if (filter.PickJob is { } job)
        {
            conditions.Add(owned => owned.Entity.PickJobId == job);
        }

        var shipment = query.ReadText("shipmentRef") is { } reference ? new EntityId(reference) : (EntityId?)null;
        if (shipment is not null)
        {
            conditions.Add(owned => FindShipment(owned)?.Id == shipment);
        }

        conditions.AddChannel("DELIVERY");
        conditions.AddUnused("assignedUser");
        conditions.AddPart(
            "searchTerm",
            owned => EntityListValues.GetSearchTexts(owned.Order, owned.Entity.Lines.Select(line => line.Line)));
        conditions.AddCarriers(carriers, owned => [FindShipment(owned)?.Carrier]);
        return filter with { Shipment = shipment, Condition = AddShared(conditions, owned => EntityListValues.GetTargetTime(owned.Order)) };
    }

    /// <param name="query">The query string.</param>
    /// <param name="accessible">The facilities that the caller can access; empty = all.</param>
    /// <param name="carriers">The carriers of the parameters carrierRef and carrierKeys; null without them.</param>
    public static ShippingFilter<Shipment, ShipmentStatus> ReadShipments(
        QueryStringReader query, ImmutableArray<FacilityId> accessible, ImmutableHashSet<string>? carriers)
    {
        var filter = ReadFilter<Shipment, ShipmentStatus>(
            query, accessible, FulfillmenttoolsStatusNames.ParseShipmentStatus, FulfillmenttoolsStatusNames.ToWireName);
        var conditions = new EntityListQuery<Shipment>(query);
        if (filter.PickJob is { } job)
        {
            conditions.Add(owned => owned.Entity.PickJobId == job);
        }

        var parcelStatuses = query.ReadEnums<ParcelStatus>(
            "parcelStatus", FulfillmenttoolsStatusNames.ParseParcelStatus, FulfillmenttoolsStatusNames.ToWireName);
        if (!parcelStatuses.IsEmpty)
        {
            conditions.Add(owned => owned.Entity.Parcels.Any(parcel => parcelStatuses.Contains(parcel.Status)));
        }

        conditions.AddPart(
            "searchTerm",
            owned =>
            [
                .. owned.Entity.Parcels.Select(parcel => parcel.Tracking),
                .. EntityListValues.GetSearchTexts(owned.Order, owned.Order.Lines.Select(line => line.Id)),
            ]);
        conditions.AddCarriers(carriers, owned => [owned.Entity.Carrier]);
        return filter with { Condition = AddShared(
            conditions, owned => owned.Order.GetTargetTime(owned.Entity) ?? owned.Order.OrderDate) };
    }

    private static EntityCondition<T>? AddShared<T>(EntityListQuery<T> conditions, Func<OwnedEntity<T>, DateTimeOffset?> targetTime)
    {
        conditions.AddAnonymized();
        conditions.AddSpan("startTargetTime", "endTargetTime", targetTime);
        return conditions.Create();
    }

    private static ShippingFilter<T, TStatus> ReadFilter<T, TStatus>(
        QueryStringReader query, ImmutableArray<FacilityId> accessible, Func<string?, TStatus?> statusOf, Func<TStatus, string> nameOf)
        where TStatus : struct, Enum => new(
        query.ReadText("startAfterId") is { } after ? new EntityId(after) : null,
        query.ReadPageSize(),
        query.ReadText("tenantOrderId"),
        query.ReadText("facilityRef") is { } facility ? new FacilityId(facility) : null,
        query.ReadEnums("status", statusOf, nameOf))
    {
        AccessibleFacilities = accessible,
        PickJob = query.ReadText("pickJobRef") is { } job ? new EntityId(job) : null,
    };

    private static Shipment? FindShipment(OwnedEntity<HandoverJob> owned) =>
        owned.Order.Shipments.FirstOrDefault(shipment => shipment.PickJobId == owned.Entity.PickJobId);
}
