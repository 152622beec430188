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
        Find(tenant, OrderProjection.Shipment, id, ReadShipment, ct);

    public Task<OwnedEntity<Shipment>?> FindShipmentOfParcel(TenantId tenant, EntityId parcel, CancellationToken ct) =>
        Find(tenant, OrderProjection.Parcel, parcel, ReadShipment, ct);

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
            row => new OwnedParcel(ReadShipment(row), new(row.Text(2))),
            ct);
    }

    public async Task<Page<OwnedEntity<HandoverJob>>?> ListHandoverJobs(
        TenantId tenant, ShippingFilter<HandoverJob, HandoverStatus> filter, CancellationToken ct) => GetOrder(filter) is var (order, value)
        ? Filter(
            await database.ReadEntitiesOfOrders(
                order, [tenant.Value, value], ended => ended.HandoverJobs ?? [], found => found.HandoverJobs, ct),
            filter, job => (job.Id, job.Facility, job.Status))
        : await List(tenant, OrderProjection.HandoverJob, filter, status => StoredEnumNames.Handover[status], ReadHandoverJob, ct);

    public async Task<Page<OwnedEntity<Shipment>>?> ListShipments(
        TenantId tenant, ShippingFilter<Shipment, ShipmentStatus> filter, CancellationToken ct) => GetOrder(filter) is var (order, value)
        ? Filter(
            await database.ReadEntitiesOfOrders(
                order, [tenant.Value, value], ended => ended.Shipments ?? [], found => found.Shipments, ct),
            filter, shipment => (shipment.Id, shipment.Facility, shipment.Status))
        : await List(tenant, OrderProjection.Shipment, filter, status => StoredEnumNames.Shipment[status], ReadShipment, ct);

    /// <summary>Condition and value that select the order of the filter; null if it names no order.</summary>
    private (string Condition, object Value)? GetOrder<T, TStatus>(ShippingFilter<T, TStatus> filter) =>
        filter.PickJob is { } job ? (database.HasEntityCondition(OrderProjection.PickJob), new[] { job.Value })
        : filter.Shipment is { } shipment ? (database.HasEntityCondition(OrderProjection.Shipment), new[] { shipment.Value })
        : filter.TenantOrderId is { } number ? ("o.tenant_order_key = $2", SearchText.FoldNumber(number)!)
        : null;

    private Task<OwnedEntity<T>?> Find<T>(
        TenantId tenant, string kind, EntityId id, Func<QueryResultReader, OwnedEntity<T>> read, CancellationToken ct) =>
        database.First(
            Statement.From(
                $"{OrderReader.SelectEntity} WHERE i.tenant_id = $1 AND i.kind = $2 AND i.entity_id = $3", tenant.Value, kind, id.Value),
            read,
            ct);

    private async Task<Page<OwnedEntity<T>>?> List<T, TStatus>(
        TenantId tenant, string kind, ShippingFilter<T, TStatus> filter, Func<TStatus, string> state, Func<QueryResultReader,
        OwnedEntity<T>> read,
        CancellationToken ct)
        where T : class
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "i.")
            .And("i.kind =", kind)
            .And("i.facility_id =", filter.Facility?.Value)
            .AnyOf("i.facility_id", [.. filter.AccessibleFacilities.Select(facility => facility.Value)])
            .AnyOf("i.state", [.. filter.Status.Select(state)]);
        if (filter.Condition is { } condition)
        {
            return await database.ReadMatching(matching, read, ct) is { } all
                ? EntityPages.Create(all, condition, GetId, filter.StartAfter, null, filter.Size)
                : null;
        }

        return await database.Page(
            totals,
            matching.CreateQuery("FROM order_entities i"),
            matching.And("i.entity_id >", filter.StartAfter?.Value).Select(OrderReader.SelectEntity, "i.entity_id", filter.Size),
            read,
            ct);
    }

    private static Page<OwnedEntity<T>> Filter<T, TStatus>(
        IReadOnlyList<OwnedEntity<T>> all, ShippingFilter<T, TStatus> filter,
        Func<T, (EntityId Id, FacilityId Facility, TStatus Status)> keys)
    {
        var number = filter.TenantOrderId is { } given ? SearchText.FoldNumber(given) : null;
        var matching = all.Select(owned => (Owned: owned, Keys: keys(owned.Entity)))
            .Where(one => number is null || SearchText.FoldNumber(one.Owned.Order.TenantOrderId) == number)
            .Where(one => filter.Facility is null || one.Keys.Facility == filter.Facility)
            .Where(one => filter.AccessibleFacilities.IsEmpty || filter.AccessibleFacilities.Contains(one.Keys.Facility))
            .Where(one => filter.Status.IsEmpty || filter.Status.Contains(one.Keys.Status))
            .Select(one => one.Owned);
        return EntityPages.Create(matching, filter.Condition, entity => keys(entity).Id, filter.StartAfter, null, filter.Size);
    }

    private static EntityId GetId<T>(T entity) => entity switch
    {
        HandoverJob job => job.Id,
        Shipment shipment => shipment.Id,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static OwnedEntity<HandoverJob> ReadHandoverJob(QueryResultReader row)
    {
        var order = OrderReader.ReadOrder(row);
        return new(
            order, (OrderReader.ReadEndedEntities(row)?.HandoverJobs ?? order.HandoverJobs).First(job => job.Id.Value == row.Text(2)));
    }

    public static OwnedEntity<Shipment> ReadShipment(QueryResultReader row)
    {
        var order = OrderReader.ReadOrder(row);
        return new(order, (OrderReader.ReadEndedEntities(row)?.Shipments ?? order.Shipments).First(
            shipment => shipment.Id.Value == row.Text(2) || shipment.Parcels.Any(parcel => parcel.Id.Value == row.Text(2))));
    }
}
