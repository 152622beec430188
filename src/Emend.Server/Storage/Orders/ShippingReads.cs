using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Storage.Finding;

namespace Emend.Server.Storage.Orders;

internal sealed class ShippingReads(Database database, Totals totals) : IShippingReads
{
    public Task<Owned<HandoverJob>?> HandoverJob(TenantId tenant, EntityId id, CancellationToken ct) =>
        One(tenant, Projection.HandoverJob, id, HandoverJobOf, ct);

    public Task<Owned<Shipment>?> Shipment(TenantId tenant, EntityId id, CancellationToken ct) =>
        One(tenant, Projection.Shipment, id, ShipmentOf, ct);

    public Task<Owned<Shipment>?> ShipmentOf(TenantId tenant, EntityId parcel, CancellationToken ct) =>
        One(tenant, Projection.Parcel, parcel, ShipmentOf, ct);

    public Task<Page<OwnedParcel>> Parcels(
        TenantId tenant, EntityId? after, int size, ImmutableArray<FacilityId> within, CancellationToken ct)
    {
        var matching = new Filter(database.Dialect, tenant, "i.")
            .And("i.kind =", Projection.Parcel)
            .Among("i.facility_id", [.. within.Select(facility => facility.Value)]);
        return database.Page(
            totals,
            matching.Of("FROM order_index i"),
            matching.And("i.entity_id >", after?.Value).Select(OrderReads.SelectEntity, "i.entity_id", size),
            row => new OwnedParcel(ShipmentOf(row), new(row.Text(2))),
            ct);
    }

    public async Task<Page<Owned<HandoverJob>>> HandoverJobs(
        TenantId tenant, ShippingFilter<HandoverStatus> filter, CancellationToken ct) => filter.TenantOrderId is { } number
        ? Narrowed(
            await database.OfOrders(
                "o.tenant_order_id = $2", [tenant.Value, number], past => past.HandoverJobs ?? [], found => found.HandoverJobs, ct),
            filter, job => (job.Id, job.Facility, job.Status))
        : await Many(tenant, Projection.HandoverJob, filter, status => StoredStates.Handover[status], HandoverJobOf, ct);

    public async Task<Page<Owned<Shipment>>> Shipments(
        TenantId tenant, ShippingFilter<ShipmentStatus> filter, CancellationToken ct) => filter.TenantOrderId is { } number
        ? Narrowed(
            await database.OfOrders(
                "o.tenant_order_id = $2", [tenant.Value, number], past => past.Shipments ?? [], found => found.Shipments, ct),
            filter, shipment => (shipment.Id, shipment.Facility, shipment.Status))
        : await Many(tenant, Projection.Shipment, filter, status => StoredStates.Shipment[status], ShipmentOf, ct);

    private Task<Owned<T>?> One<T>(TenantId tenant, string kind, EntityId id, Func<Rows, Owned<T>> read, CancellationToken ct) =>
        database.First(
            Statement.Of(
                $"{OrderReads.SelectEntity} WHERE i.tenant_id = $1 AND i.kind = $2 AND i.entity_id = $3", tenant.Value, kind, id.Value),
            read,
            ct);

    private Task<Page<Owned<T>>> Many<T, TStatus>(
        TenantId tenant, string kind, ShippingFilter<TStatus> filter, Func<TStatus, string> state, Func<Rows, Owned<T>> read,
        CancellationToken ct)
    {
        var matching = new Filter(database.Dialect, tenant, "i.")
            .And("i.kind =", kind)
            .And("i.facility_id =", filter.Facility?.Value)
            .Among("i.facility_id", [.. filter.Within.Select(facility => facility.Value)])
            .Among("i.state", [.. filter.Status.Select(state)]);
        return database.Page(
            totals,
            matching.Of("FROM order_index i"),
            matching.And("i.entity_id >", filter.StartAfter?.Value).Select(OrderReads.SelectEntity, "i.entity_id", filter.Size),
            read,
            ct);
    }

    private static Page<Owned<T>> Narrowed<T, TStatus>(
        IReadOnlyList<Owned<T>> all, ShippingFilter<TStatus> filter, Func<T, (EntityId Id, FacilityId Facility, TStatus Status)> told)
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

    private static Owned<HandoverJob> HandoverJobOf(Rows row)
    {
        var order = OrderReads.OrderOf(row);
        return new(order, (OrderReads.PastOf(row)?.HandoverJobs ?? order.HandoverJobs).First(job => job.Id.Value == row.Text(2)));
    }

    private static Owned<Shipment> ShipmentOf(Rows row)
    {
        var order = OrderReads.OrderOf(row);
        return new(order, (OrderReads.PastOf(row)?.Shipments ?? order.Shipments).First(
            shipment => shipment.Id.Value == row.Text(2) || shipment.Parcels.Any(parcel => parcel.Id.Value == row.Text(2))));
    }
}
