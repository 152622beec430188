using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Common;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage.Orders;

internal sealed class ShippingReader(Database database, TotalCountCache totals) : IShippingReader
{
    public Task<OwnedEntity<HandoverJob>?> FindHandoverJob(TenantId tenant, EntityId id, CancellationToken ct) =>
        Find(tenant, OrderProjection.HandoverJob, id, ReadHandoverJob, ct);

    public Task<OwnedEntity<Shipment>?> FindShipment(TenantId tenant, EntityId id, CancellationToken ct) =>
        Find(tenant, OrderProjection.Shipment, id, ShipmentOf, ct);

    public Task<OwnedEntity<Shipment>?> FindShipmentOfParcel(TenantId tenant, EntityId parcel, CancellationToken ct) =>
        Find(tenant, OrderProjection.Parcel, parcel, ShipmentOf, ct);

    public Task<Page<OwnedParcel>> ListParcels(
        TenantId tenant, EntityId? after, int size, ImmutableArray<FacilityId> within, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", OrderProjection.Parcel)
            .AnyOf("i.facility_id", [.. within.Select(facility => facility.Value)]);
        return database.Page(
            totals,
            matching.CreateQuery("FROM order_entities i"),
            matching.And("i.entity_id >", after?.Value).Select(OrderReader.SelectEntity, "i.entity_id", size),
            row => new OwnedParcel(ShipmentOf(row), new(row.Text(2))),
            ct);
    }

    public async Task<Page<OwnedEntity<HandoverJob>>> ListHandoverJobs(
        TenantId tenant, ShippingFilter<HandoverStatus> filter, CancellationToken ct) => filter.TenantOrderId is { } number
        ? Filter(
            await database.ReadEntitiesOfOrders(
                "o.tenant_order_key = $2", [tenant.Value, SearchText.FoldNumber(number)!], ended => ended.HandoverJobs ?? [], found => found.HandoverJobs, ct),
            filter, job => (job.Id, job.Facility, job.Status))
        : await List(tenant, OrderProjection.HandoverJob, filter, status => StoredEnumNames.Handover[status], ReadHandoverJob, ct);

    public async Task<Page<OwnedEntity<Shipment>>> ListShipments(
        TenantId tenant, ShippingFilter<ShipmentStatus> filter, CancellationToken ct) => filter.TenantOrderId is { } number
        ? Filter(
            await database.ReadEntitiesOfOrders(
                "o.tenant_order_key = $2", [tenant.Value, SearchText.FoldNumber(number)!], ended => ended.Shipments ?? [], found => found.Shipments, ct),
            filter, shipment => (shipment.Id, shipment.Facility, shipment.Status))
        : await List(tenant, OrderProjection.Shipment, filter, status => StoredEnumNames.Shipment[status], ShipmentOf, ct);

    private Task<OwnedEntity<T>?> Find<T>(
        TenantId tenant, string kind, EntityId id, Func<QueryResultReader, OwnedEntity<T>> read, CancellationToken ct) =>
        database.First(
            Statement.From(
                $"{OrderReader.SelectEntity} WHERE i.tenant_id = $1 AND i.kind = $2 AND i.entity_id = $3", tenant.Value, kind, id.Value),
            read,
            ct);

    private Task<Page<OwnedEntity<T>>> List<T, TStatus>(
        TenantId tenant, string kind, ShippingFilter<TStatus> filter, Func<TStatus, string> state, Func<QueryResultReader,
        OwnedEntity<T>> read,
        CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", kind)
            .And("i.facility_id =", filter.Facility?.Value)
            .AnyOf("i.facility_id", [.. filter.AccessibleFacilities.Select(facility => facility.Value)])
            .AnyOf("i.state", [.. filter.Status.Select(state)]);
        return database.Page(
            totals,
            matching.CreateQuery("FROM order_entities i"),
            matching.And("i.entity_id >", filter.StartAfter?.Value).Select(OrderReader.SelectEntity, "i.entity_id", filter.Size),
            read,
            ct);
    }

    private static Page<OwnedEntity<T>> Filter<T, TStatus>(
        IReadOnlyList<OwnedEntity<T>> all, ShippingFilter<TStatus> filter, Func<T, (EntityId Id, FacilityId Facility, TStatus Status)> keys)
    {
        var matching = all.Select(owned => (Owned: owned, Keys: keys(owned.Entity)))
            .Where(one => filter.Facility is null || one.Keys.Facility == filter.Facility)
            .Where(one => filter.AccessibleFacilities.IsEmpty || filter.AccessibleFacilities.Contains(one.Keys.Facility))
            .Where(one => filter.Status.IsEmpty || filter.Status.Contains(one.Keys.Status))
            .OrderBy(one => one.Keys.Id.Value, StringComparer.Ordinal)
            .ToList();
        return new(
            [
                .. matching.Where(one => string.CompareOrdinal(one.Keys.Id.Value, filter.StartAfter?.Value) > 0)
                    .Take(filter.Size).Select(one => one.Owned),
            ],
            matching.Count);
    }

    private static OwnedEntity<HandoverJob> ReadHandoverJob(QueryResultReader row)
    {
        var order = OrderReader.ReadOrder(row);
        return new(
            order, (OrderReader.ReadEndedEntities(row)?.HandoverJobs ?? order.HandoverJobs).First(job => job.Id.Value == row.Text(2)));
    }

    private static OwnedEntity<Shipment> ShipmentOf(QueryResultReader row)
    {
        var order = OrderReader.ReadOrder(row);
        return new(order, (OrderReader.ReadEndedEntities(row)?.Shipments ?? order.Shipments).First(
            shipment => shipment.Id.Value == row.Text(2) || shipment.Parcels.Any(parcel => parcel.Id.Value == row.Text(2))));
    }
}
