using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage.Search;

namespace Emend.Server.Storage.Orders;

internal sealed class ShippingReader(Database database, TotalCountCache totals) : IShippingReader
{
    public Task<OwnedEntity<HandoverJob>?> HandoverJob(TenantId tenant, EntityId id, CancellationToken ct) =>
        One(tenant, OrderProjection.HandoverJob, id, HandoverJobOf, ct);

    public Task<OwnedEntity<Shipment>?> Shipment(TenantId tenant, EntityId id, CancellationToken ct) =>
        One(tenant, OrderProjection.Shipment, id, ShipmentOf, ct);

    public Task<OwnedEntity<Shipment>?> ShipmentOf(TenantId tenant, EntityId parcel, CancellationToken ct) =>
        One(tenant, OrderProjection.Parcel, parcel, ShipmentOf, ct);

    public Task<Page<OwnedParcel>> Parcels(
        TenantId tenant, EntityId? after, int size, ImmutableArray<FacilityId> within, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", OrderProjection.Parcel)
            .Among("i.facility_id", [.. within.Select(facility => facility.Value)]);
        return database.Page(
            totals,
            matching.Of("FROM order_index i"),
            matching.And("i.entity_id >", after?.Value).Select(OrderReader.SelectEntity, "i.entity_id", size),
            row => new OwnedParcel(ShipmentOf(row), new(row.Text(2))),
            ct);
    }

    public async Task<Page<OwnedEntity<HandoverJob>>> HandoverJobs(
        TenantId tenant, ShippingFilter<HandoverStatus> filter, CancellationToken ct) => filter.TenantOrderId is { } number
        ? Narrowed(
            await database.OfOrders(
                "o.tenant_order_id = $2", [tenant.Value, number], past => past.HandoverJobs ?? [], found => found.HandoverJobs, ct),
            filter, job => (job.Id, job.Facility, job.Status))
        : await Many(tenant, OrderProjection.HandoverJob, filter, status => StoredEnumNames.Handover[status], HandoverJobOf, ct);

    public async Task<Page<OwnedEntity<Shipment>>> Shipments(
        TenantId tenant, ShippingFilter<ShipmentStatus> filter, CancellationToken ct) => filter.TenantOrderId is { } number
        ? Narrowed(
            await database.OfOrders(
                "o.tenant_order_id = $2", [tenant.Value, number], past => past.Shipments ?? [], found => found.Shipments, ct),
            filter, shipment => (shipment.Id, shipment.Facility, shipment.Status))
        : await Many(tenant, OrderProjection.Shipment, filter, status => StoredEnumNames.Shipment[status], ShipmentOf, ct);

    private Task<OwnedEntity<T>?> One<T>(TenantId tenant, string kind, EntityId id, Func<QueryResultReader, OwnedEntity<T>> read, CancellationToken ct) =>
        database.First(
            Statement.From(
                $"{OrderReader.SelectEntity} WHERE i.tenant_id = $1 AND i.kind = $2 AND i.entity_id = $3", tenant.Value, kind, id.Value),
            read,
            ct);

    private Task<Page<OwnedEntity<T>>> Many<T, TStatus>(
        TenantId tenant, string kind, ShippingFilter<TStatus> filter, Func<TStatus, string> state, Func<QueryResultReader, OwnedEntity<T>> read,
        CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", kind)
            .And("i.facility_id =", filter.Facility?.Value)
            .Among("i.facility_id", [.. filter.Within.Select(facility => facility.Value)])
            .Among("i.state", [.. filter.Status.Select(state)]);
        return database.Page(
            totals,
            matching.Of("FROM order_index i"),
            matching.And("i.entity_id >", filter.StartAfter?.Value).Select(OrderReader.SelectEntity, "i.entity_id", filter.Size),
            read,
            ct);
    }

    private static Page<OwnedEntity<T>> Narrowed<T, TStatus>(
        IReadOnlyList<OwnedEntity<T>> all, ShippingFilter<TStatus> filter, Func<T, (EntityId Id, FacilityId Facility, TStatus Status)> told)
    {
        var matching = all.Select(owned => (Owned: owned, Told: told(owned.Entity)))
            .Where(one => filter.Facility is null || one.Told.Facility == filter.Facility)
            .Where(one => filter.Within.IsEmpty || filter.Within.Contains(one.Told.Facility))
            .Where(one => filter.Status.IsEmpty || filter.Status.Contains(one.Told.Status))
            .OrderBy(one => one.Told.Id.Value, StringComparer.Ordinal)
            .ToList();
        return new(
            [
                .. matching.Where(one => string.CompareOrdinal(one.Told.Id.Value, filter.StartAfter?.Value) > 0)
                    .Take(filter.Size).Select(one => one.Owned),
            ],
            matching.Count);
    }

    private static OwnedEntity<HandoverJob> HandoverJobOf(QueryResultReader row)
    {
        var order = OrderReader.OrderOf(row);
        return new(order, (OrderReader.PastOf(row)?.HandoverJobs ?? order.HandoverJobs).First(job => job.Id.Value == row.Text(2)));
    }

    private static OwnedEntity<Shipment> ShipmentOf(QueryResultReader row)
    {
        var order = OrderReader.OrderOf(row);
        return new(order, (OrderReader.PastOf(row)?.Shipments ?? order.Shipments).First(
            shipment => shipment.Id.Value == row.Text(2) || shipment.Parcels.Any(parcel => parcel.Id.Value == row.Text(2))));
    }
}
