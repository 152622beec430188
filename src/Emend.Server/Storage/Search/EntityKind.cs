using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>How a search reads entities of one kind.</summary>
/// <param name="Name">The kind in order_entities.</param>
/// <param name="Read">Reads an entity from a row of <see cref="OrderReader.SelectEntity"/>.</param>
/// <param name="ReadOfOrders">Reads all entities of the orders that a condition selects.</param>
/// <param name="GetKey">Returns the creation time and the id.</param>
/// <param name="CreateDocument">Creates the search document.</param>
internal sealed record EntityKind<T>(
    string Name,
    Func<QueryResultReader, T> Read,
    Func<Database, string, object[], CancellationToken, Task<IEnumerable<T>>> ReadOfOrders,
    Func<T, (DateTimeOffset CreatedAt, string Id)> GetKey,
    Func<T, SearchDocument> CreateDocument);

/// <summary>The kinds of entities that searches read.</summary>
internal static class EntityKinds
{
    public static readonly EntityKind<OwnedEntity<PickJob>> PickJobs = new(
        OrderProjection.PickJob,
        OrderReader.ReadPickJob,
        async (database, condition, values, ct) => await database.ReadEntitiesOfOrders(
            condition, values, ended => ended.PickJobs, order => order.PickJobs, ct),
        owned => (owned.Entity.CreatedAt, owned.Entity.Id.Value),
        owned => FulfillmentSearchDocuments.Create(owned, StoredEnumNames.PickJob[owned.Entity.Status]));

    public static readonly EntityKind<OwnedEntity<HandoverJob>> HandoverJobs = new(
        OrderProjection.HandoverJob,
        ShippingReader.ReadHandoverJob,
        async (database, condition, values, ct) => await database.ReadEntitiesOfOrders(
            condition, values, ended => ended.HandoverJobs ?? [], order => order.HandoverJobs, ct),
        owned => (owned.Entity.CreatedAt, owned.Entity.Id.Value),
        owned => FulfillmentSearchDocuments.Create(owned, StoredEnumNames.Handover[owned.Entity.Status]));

    public static readonly EntityKind<OwnedEntity<Shipment>> Shipments = new(
        OrderProjection.Shipment,
        ShippingReader.ReadShipment,
        async (database, condition, values, ct) => await ReadShipments(database, condition, values, ct),
        owned => (owned.Entity.CreatedAt, owned.Entity.Id.Value),
        owned => FulfillmentSearchDocuments.Create(
            owned, StoredEnumNames.Shipment[owned.Entity.Status], parcel => StoredEnumNames.Parcel[parcel.Status]));

    public static readonly EntityKind<OwnedParcel> Parcels = new(
        OrderProjection.Parcel,
        row => new(ShippingReader.ReadShipment(row), new(row.Text(2))),
        async (database, condition, values, ct) => (await ReadShipments(database, condition, values, ct)).SelectMany(
            shipment => shipment.Entity.Parcels.Select(parcel => new OwnedParcel(shipment, parcel.Id))),
        parcel => (parcel.Shipment.Entity.CreatedAt, parcel.Parcel.Value),
        parcel => FulfillmentSearchDocuments.Create(
            parcel, StoredEnumNames.Parcel[parcel.Shipment.Entity.Parcels.First(one => one.Id == parcel.Parcel).Status]));

    public static readonly EntityKind<OwnedEntity<RoutingPlan>> Plans = new(
        OrderProjection.Plan,
        OrderReader.ReadPlan,
        async (database, condition, values, ct) => await database.ReadEntitiesOfOrders(
            condition, values, ended => ended.Plans, order => order.Plans, ct),
        owned => (owned.Entity.CreatedAt, owned.Entity.Id.Value),
        owned => FulfillmentSearchDocuments.Create(owned, StoredEnumNames.Plan[owned.Entity.Status]));

    /// <summary>The process of an order is the order itself.</summary>
    public static readonly EntityKind<OwnedEntity<Order>> Processes = new(
        OrderProjection.Process,
        ReadProcess,
        async (database, condition, values, ct) => await database.ReadEntitiesOfOrders<Order>(
            condition, values, _ => [], order => [order], ct),
        owned => (owned.Order.CreatedAt, owned.Order.ProcessId.Value),
        FulfillmentSearchDocuments.CreateProcess);

    private static OwnedEntity<Order> ReadProcess(QueryResultReader row)
    {
        var order = OrderReader.ReadOrder(row);
        return new(order, order);
    }

    private static Task<IReadOnlyList<OwnedEntity<Shipment>>> ReadShipments(
        Database database, string condition, object[] values, CancellationToken ct) =>
        database.ReadEntitiesOfOrders(condition, values, ended => ended.Shipments ?? [], order => order.Shipments, ct);
}
